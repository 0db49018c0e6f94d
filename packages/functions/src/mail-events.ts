import { type DeliveryState, readMailEvent, takeMailEvent } from '@lectern/core/mail'
import { type Instant, type Log, Problem, problemStatus, type Table } from '@lectern/core/platform'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { codeOf } from './error-code.ts'
import type { Count, MetricName } from './metrics.ts'

export type MailEventServices = { table: Table; secret: string; realNow: () => Instant; log: Log; count: Count }

const counted: Readonly<Record<DeliveryState, MetricName>> = {
  failed: 'MailFailed',
  delivered: 'MailDelivered',
  bounced: 'MailBounced',
  complained: 'MailComplained',
}

/**
 * Takes Resend's events about mails at `/webhooks/resend`. Events of other kinds, and events about mails that aren't
 * known here (another stage's, sent from the same account), are accepted and ignored. Any answer but 2xx makes Resend
 * send again.
 */
export const createMailEvents = ({ table, secret, realNow, log, count }: MailEventServices): Hono => {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: 256 * 1024, onError: (c) => c.body(null, 413) }))
  app.post('/webhooks/resend', async (c) => {
    const event = readMailEvent(secret, await c.req.text(), (name) => c.req.header(name), realNow())
    if ((await takeMailEvent(table, event)) && event.state) count(counted[event.state])
    return c.json({ received: true })
  })
  app.onError((error, c) => {
    log('warn', 'a mail event was not taken', { reason: codeOf(error) })
    if (error instanceof Problem) return c.json({ code: error.code }, problemStatus[error.kind])
    return c.body(null, 500)
  })
  return app
}
