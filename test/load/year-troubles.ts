import { shardOf } from '@lectern/core/platform'
import type { FaultKind } from '../../packages/local/src/fault.ts'
import { randomFrom } from './client.ts'
import type { World } from './year-world.ts'

/** The share of requests that fail at the provider, in one of these ways. */
const faultShare = 0.05
const faultKinds: FaultKind[] = ['error-500', 'rate-limit', 'refuse', 'done-then-drop', 'done-then-500']

/**
 * What goes wrong with what, by its name and how often that came up: rows go side by side, so drawing lots in their order
 * would repeat no run by its seed. Sessions have ids of the hour, which are left out.
 */
export const luckOf = (seed: number): ((label: string) => number) => {
  const times = new Map<string, number>()
  return (label) => {
    const name = label.replace(/ses_[0-9a-z]+/g, '')
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    return randomFrom(seed ^ shardOf(`${name} ${time}`, 2 ** 31))()
  }
}

/** The mailer with one request in twenty failing at the provider, and a death now and then after one that came off. */
export const killable = ({ desk, resend }: World, luck: (label: string) => number) => {
  let last: Promise<unknown> = Promise.resolve()
  const trouble =
    <What, Answer>(send: (what: What, key: string) => Promise<Answer>) =>
    (what: What, key: string): Promise<Answer> => {
      const attempt = async (): Promise<Answer> => {
        const [fault, death] = mailer.calm ? [1, 1] : [luck(`fault ${key}`), luck(`death ${key}`)]
        const kind = faultKinds[Math.floor((fault / faultShare) * faultKinds.length)]
        resend.setFault(kind && { path: /^\/emails/, times: 1, kind })
        const answer = await send(what, key)
        if (death < 0.04) throw new Error('killed between sending and recording')
        return answer
      }
      // One at a time, so that a fault hits the request that it is meant for.
      const mine = last.then(attempt, attempt)
      last = mine
      return mine
    }
  const mailer = {
    ...desk.mailer,
    calm: false,
    send: trouble(desk.mailer.send),
    sendBatch: trouble(desk.mailer.sendBatch),
  }
  return mailer
}
