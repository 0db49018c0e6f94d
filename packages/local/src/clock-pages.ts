import { fieldErrors, Instant, invalidInput, Problem } from '@lectern/core/platform'
import { Hono } from 'hono'
import * as z from 'zod'
import type { LocalClock } from './clock.ts'

const SetTo = z.strictObject({ now: Instant, runs: z.boolean().default(false) })
const Advance = z.strictObject({
  seconds: z
    .number()
    .min(0)
    .max(10 * 366 * 24 * 3600),
})

const parse = async <T>(schema: z.ZodType<T>, request: Request): Promise<T> => {
  const result = schema.safeParse(await request.json().catch(() => undefined))
  if (!result.success) throw invalidInput(fieldErrors(result.error.issues))
  return result.data
}

/** Setting the clock. Whatever is due at the new time is done, and its mails are captured, before the answer. */
export const createClockPages = (clock: LocalClock, doDueWork: () => Promise<void>): Hono => {
  const pages = new Hono()
  pages.put('/clock', async (context) => {
    const { now, runs } = await parse(SetTo, context.req.raw)
    clock.set(now, { runs })
    await doDueWork()
    return context.json({ now: clock.now() })
  })
  pages.post('/clock/advance', async (context) => {
    const { seconds } = await parse(Advance, context.req.raw)
    clock.advance(seconds)
    await doDueWork()
    return context.json({ now: clock.now() })
  })
  pages.onError((error, context) => {
    if (!(error instanceof Problem)) throw error
    return context.json(
      { code: error.code, title: error.message, ...error.details },
      error.kind === 'conflict' ? 409 : 400,
    )
  })
  return pages
}
