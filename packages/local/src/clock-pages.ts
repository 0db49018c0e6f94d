import { Instant } from '@lectern/core/platform'
import { Hono } from 'hono'
import * as z from 'zod'
import type { LocalClock } from './clock.ts'
import { answerProblem, parsedJson } from './local-input.ts'

const SetTo = z.strictObject({ now: Instant, runs: z.boolean().default(false) })
const Advance = z.strictObject({
  seconds: z
    .number()
    .min(0)
    .max(10 * 366 * 24 * 3600),
})

/** Setting the clock. Whatever is due at the new time is done, and its mails are captured, before the answer. */
export const createClockPages = (clock: LocalClock, doDueWork: () => Promise<void>): Hono => {
  const pages = new Hono()
  pages.put('/clock', async (context) => {
    const { now, runs } = await parsedJson(SetTo, context)
    clock.set(now, { runs })
    await doDueWork()
    return context.json({ now: clock.now() })
  })
  pages.post('/clock/advance', async (context) => {
    const { seconds } = await parsedJson(Advance, context)
    clock.advance(seconds)
    await doDueWork()
    return context.json({ now: clock.now() })
  })
  pages.onError(answerProblem)
  return pages
}
