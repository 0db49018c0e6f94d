import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { instantFromDate, notFound } from '@lectern/core/platform'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { type Fault, faults, type Wire } from './fault.ts'
import { captured, checked, type Mail, Refused, type Sent } from './mail.ts'
import { atomically, rememberedAnswers } from './state.ts'

export type ResendStandIn = {
  wire: Hono<Wire>
  /** Newest first; to one address, or of one template, when asked. */
  listMails: (filter?: { to?: string | undefined; template?: string | undefined }) => Mail[]
  /** Throws not-found. */
  getMail: (id: string) => Mail
  count: () => number
  setFault: (fault: Fault | undefined) => void
  /** From now on, so many requests in each second are taken, and the others told to come back; none given: all are. */
  setRate: (perSecond: number | undefined) => void
  /** Addresses to which nothing is sent, as Resend keeps them by itself. */
  suppressed: Set<string>
}

const tooMany = (perSecond: number): Refused =>
  new Refused(429, 'rate_limit_exceeded', `Too many requests. You can only make ${perSecond} requests per second.`)

const refused = (context: Context<Wire>, error: Refused): Response => {
  if (error.status === 429) context.header('Retry-After', '1')
  return context.json({ statusCode: error.status, name: error.name, message: error.message }, error.status)
}

/** Resend on one machine: its wire protocol for the unchanged SDK; mails are captured instead of sent. */
export const createResendStandIn = (options: {
  state: DatabaseSync
  now: () => Date
  /** The one key that is let in; without it, any is. */
  apiKey?: string
}): ResendStandIn => {
  const { state } = options
  const keys = rememberedAnswers(state, 'resend')
  const suppressed = new Set<string>()
  const wire = new Hono<Wire>()
  const switchable = faults({
    serverError: (context) =>
      refused(context, new Refused(500, 'internal_server_error', 'An unexpected error occurred.')),
    rateLimit: (context) => refused(context, tooMany(5)),
  })

  const keep = (mail: Mail): void => {
    state
      .prepare('INSERT INTO mails (id, template, recipients, body) VALUES (?, ?, ?, ?)')
      .run(mail.id, mail.template, JSON.stringify(mail.to), JSON.stringify(mail))
  }

  let perSecond: number | undefined
  let window = { second: Number.NaN, requests: 0 }
  const limited: MiddlewareHandler<Wire> = async (_, next) => {
    const second = Math.floor(options.now().getTime() / 1000)
    window = { second, requests: second === window.second ? window.requests + 1 : 1 }
    if (perSecond !== undefined && window.requests > perSecond) throw tooMany(perSecond)
    return next()
  }

  // The first matches the bare path too.
  for (const path of ['/emails/*', '/suppressions/*']) {
    wire.use(path, switchable.middleware)
    wire.use(path, limited)
    wire.use(path, async (context, next) => {
      const key = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1]
      if (key === undefined) throw new Refused(401, 'missing_api_key', 'Missing API key in the authorization header.')
      if (options.apiKey !== undefined && key !== options.apiKey) {
        throw new Refused(401, 'invalid_api_key', 'API key is invalid')
      }
      return next()
    })
  }
  wire.onError((error, context) => {
    if (error instanceof Refused) return refused(context, error)
    throw error
  })

  /** Sends once per idempotency key: for a day, the same payload gets the first answer again, another one a conflict. */
  const sending = (read: (input: unknown, context: Context<Wire>) => Taken) => async (context: Context<Wire>) => {
    const key = context.req.header('idempotency-key') ?? null
    if (key !== null && (key.length < 1 || key.length > 256)) {
      throw new Refused(400, 'invalid_idempotency_key', 'The idempotency key must be between 1 and 256 characters.')
    }
    const body = await context.req.text()
    const request = createHash('sha256').update(`${context.req.path}\n${body}`).digest('hex')
    const now = options.now()
    const known = key === null ? undefined : keys.find(key, now)
    if (known && known.request !== request) {
      const message = 'This idempotency key has been used with a different request body. Use a new key for it.'
      throw new Refused(409, 'invalid_idempotent_request', message)
    }
    if (known) return context.body(known.body, 200, { 'Content-Type': 'application/json' })
    const { sent, answer } = read(parsedJson(body), context)
    const text = atomically(state, () => {
      const mails = sent.map((one) => captured(one, key, instantFromDate(now)))
      for (const mail of mails) keep(mail)
      const written = JSON.stringify(answer(mails.map((mail) => mail.id)))
      if (key !== null) keys.keep(key, { request, status: 200, body: written }, now)
      return written
    })
    return context.body(text, 200, { 'Content-Type': 'application/json' })
  }

  wire.post(
    '/emails',
    sending((input) => ({ sent: [checked(input, { batch: false })], answer: ([id]) => ({ id }) })),
  )
  wire.post(
    '/emails/batch',
    sending((input, context) => checkedBatch(input, context.req.header('x-batch-validation') ?? 'strict')),
  )
  wire.get('/emails/:id', (context) => {
    const mail = find(context.req.param('id'))
    if (!mail) throw new Refused(404, 'not_found', 'Email not found')
    const orNull = (list: string[]): string[] | null => (list.length > 0 ? list : null)
    return context.json({
      object: 'email',
      id: mail.id,
      message_id: `<${mail.id}@local>`,
      to: mail.to,
      from: mail.from,
      created_at: mail.at,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      cc: orNull(mail.cc),
      bcc: orNull(mail.bcc),
      reply_to: orNull(mail.replyTo),
      last_event: 'delivered',
      scheduled_at: null,
      tags: mail.tags,
    })
  })
  wire.get('/emails/:id/attachments', (context) => {
    const mail = find(context.req.param('id'))
    if (!mail) throw new Refused(404, 'not_found', 'Email not found')
    return context.json({
      object: 'list',
      has_more: false,
      data: mail.attachments.map(({ filename, contentType, content, contentId }, index) => ({
        id: `${mail.id}-${index}`,
        filename,
        size: Buffer.byteLength(content, contentType.startsWith('text/') ? 'utf8' : 'base64'),
        content_type: contentType,
        content_disposition: contentId === undefined ? 'attachment' : 'inline',
        ...(contentId === undefined ? {} : { content_id: contentId }),
        download_url: `${new URL(context.req.url).origin}/emails/${mail.id}/attachments/${index}`,
        expires_at: new Date(options.now().getTime() + 3_600_000).toISOString(),
      })),
    })
  })
  wire.delete('/suppressions/:address', (context) => {
    const address = context.req.param('address').toLowerCase()
    if (!suppressed.delete(address)) throw new Refused(404, 'not_found', 'Suppression not found')
    return context.json({ object: 'suppression', id: address, deleted: true })
  })
  wire.all('/emails/*', (context) =>
    refused(context, new Refused(405, 'method_not_allowed', 'Method is not allowed for the requested path.')),
  )

  const find = (id: string): Mail | undefined => {
    const row = state.prepare('SELECT body FROM mails WHERE id = ?').get(id)
    return row && (JSON.parse(String(row.body)) as Mail)
  }

  return {
    wire,
    setFault: switchable.set,
    setRate: (rate) => {
      perSecond = rate
      window = { second: Number.NaN, requests: 0 }
    },
    suppressed,
    listMails: (filter = {}) =>
      state
        .prepare(
          `SELECT body FROM mails WHERE (:template IS NULL OR template = :template)
           AND (:to IS NULL OR EXISTS (SELECT 1 FROM json_each(recipients) WHERE lower(value) = :to
             OR lower(value) LIKE '%<' || :to || '>')) ORDER BY number DESC`,
        )
        .all({ template: filter.template ?? null, to: filter.to?.trim().toLowerCase() ?? null })
        .map((row) => JSON.parse(String(row.body)) as Mail),
    getMail: (id) => {
      const mail = find(id)
      if (!mail) throw notFound('email')
      return mail
    },
    count: () => Number(state.prepare('SELECT count(*) AS n FROM mails').get()?.n ?? 0),
  }
}

/** What of a request is sent, and the answer that goes with the ids of that. */
type Taken = { sent: Sent[]; answer: (ids: string[]) => object }

/** `strict` refuses a batch for one bad mail; `permissive` sends the others, and names the bad by their place. */
const checkedBatch = (input: unknown, validation: string): Taken => {
  if (!Array.isArray(input) || input.length < 1 || input.length > 100) {
    throw new Refused(422, 'validation_error', 'A batch is a list of 1 to 100 emails.')
  }
  const idsOf = (ids: string[]) => ids.map((id) => ({ id }))
  if (validation !== 'permissive') {
    const sent = input.map((one) => checked(one, { batch: true }))
    return { sent, answer: (ids) => ({ data: idsOf(ids) }) }
  }
  const sent: Sent[] = []
  const errors: { index: number; message: string }[] = []
  for (const [index, one] of input.entries()) {
    try {
      sent.push(checked(one, { batch: true }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      errors.push({ index, message: error.message })
    }
  }
  return { sent, answer: (ids) => ({ data: idsOf(ids), errors }) }
}

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(422, 'validation_error', 'The body isn’t valid JSON.')
  }
}
