import { readZoomEvent, takeZoomEvent, type ZoomOutcome } from '@lectern/core/materials'
import { type Instant, type Log, Problem, problemStatus, type Table } from '@lectern/core/platform'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { codeOf } from './error-code.ts'

export type ZoomEventServices = { table: Table; secret: string; now: () => Instant; realNow: () => Instant; log: Log }

/** How operators learn what became of a recording: how many pieces, and nothing about what they are. */
const words: Record<keyof ZoomOutcome, ['info' | 'warn', string]> = {
  taken: ['info', 'recordings are to be copied from Zoom'],
  known: ['info', 'recordings were already known'],
  refused: ['warn', 'recordings of what is never recorded were refused'],
  unmatched: ['warn', 'recordings are of no session'],
}

/**
 * Takes Zoom's events about finished recordings at `/webhooks/zoom`, and proves to Zoom that the address is ours. Its
 * other events are accepted and ignored. Any answer but 2xx makes Zoom send again. What came is never logged.
 */
export const createZoomEvents = ({ table, secret, now, realNow, log }: ZoomEventServices): Hono => {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: 512 * 1024, onError: (c) => c.json({ code: 'input.too-large' }, 413) }))
  app.post('/webhooks/zoom', async (c) => {
    const told = readZoomEvent(secret, await c.req.text(), (name) => c.req.header(name), realNow())
    if (told.kind === 'challenge') return c.json(told.answer)
    if (told.kind === 'recording') {
      const outcome = await takeZoomEvent(table, told, now())
      for (const [name, count] of Object.entries(outcome) as [keyof ZoomOutcome, number][]) {
        const [level, text] = words[name]
        if (count > 0) log(level, text, { count })
      }
    }
    return c.json({ received: true })
  })
  app.onError((error, c) => {
    log('warn', 'an event of Zoom was not taken', { reason: codeOf(error) })
    if (error instanceof Problem) return c.json({ code: error.code }, problemStatus[error.kind])
    return c.body(null, 500)
  })
  return app
}
