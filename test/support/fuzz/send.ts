import type { World } from './world.tsx'

/** What is fuzzed: the product, or what shows that the fuzz bites. */
export type Target = Pick<World, 'request' | 'alarms' | 'rewind' | 'origin'>

export type Sent = {
  method: string
  address: string
  headers?: Record<string, string>
  body?: string | URLSearchParams
  /** Who sends it and what is wrong with it, for the report. */
  what?: string
}

const shown = ({ method, address, body, what = '' }: Sent): string =>
  `${method} ${address.slice(0, 120)} ${what.slice(0, 60)} ${String(body ?? '').slice(0, 200)}`

/** What is wrong with an answer: a failure of ours, or of a program's, a refusal without a code. */
const wrongWith = async (answer: Response, isProgram: boolean): Promise<string | undefined> => {
  const text = await answer.text().catch((error: Error) => `broken off: ${error.message}`)
  if (text.startsWith('broken off')) return text
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  const told: { code?: unknown; status?: unknown } = isProblem ? JSON.parse(text) : {}
  // A provider may refuse.
  if (answer.status === 503) return isProblem && !/unavailable/.test(String(told.code)) ? text.slice(0, 200) : undefined
  if (answer.status >= 500) return `${answer.status} ${isProblem ? text.slice(0, 200) : ''}`
  if (answer.status < 400 || !isProgram) return undefined
  return typeof told.code === 'string' && told.status === answer.status ? undefined : `${answer.status} without a code`
}

/**
 * Sends something and undoes what it did.
 * @returns what was wrong, failures that were only logged included
 */
export const faultOf = async (target: Target, sent: Sent): Promise<string[]> => {
  const { method, address, headers = {}, body } = sent
  const wrong = await target.request(address, { method, headers, ...(body === undefined ? {} : { body }) }).then(
    (answer) => wrongWith(answer, address.startsWith('/api')),
    (error: Error) => `thrown: ${error.message}`,
  )
  const alarms = target.alarms()
  if (method !== 'GET') await target.rewind()
  if (wrong === undefined && alarms.length === 0) return []
  const fault = `${shown(sent)} → ${wrong ?? ''} ${alarms.join(' ')}`
  if (process.env.FUZZ) console.log(fault)
  return [fault]
}

/** Sends all, those that only read a few at once. */
export const faultsOf = async (target: Target, all: () => Iterable<Sent>): Promise<string[]> => {
  const faults: string[] = []
  let reading: Sent[] = []
  const read = async () => {
    const found = await Promise.all(reading.map((sent) => faultOf(target, sent)))
    faults.push(...found.flat())
    reading = []
  }
  for (const sent of all()) {
    if (sent.method === 'GET') {
      reading.push(sent)
      if (reading.length >= 8) await read()
      continue
    }
    await read()
    faults.push(...(await faultOf(target, sent)))
  }
  await read()
  await target.rewind()
  return faults
}
