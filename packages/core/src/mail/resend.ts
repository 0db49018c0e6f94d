import {
  type AttachmentData,
  type CreateBatchEmailOptions,
  type ErrorResponse,
  type GetEmailResponseSuccess,
  Resend,
} from 'resend'
import type { Organizer } from '../organizer/index.ts'
import { hashToken } from '../platform/index.ts'
import { backoffMilliseconds, createPace, retryAfterSeconds } from './backoff.ts'
import {
  type BatchOutcome,
  type KeyedMail,
  type Mailer,
  mailRefused,
  mailUnavailable,
  type SentMail,
} from './mailer.ts'
import { messageTag, tagOf } from './message-tag.ts'

/** `from`: `"Lectern" <hello@lectern.example>`. */
export type Sender = { from: string; replyTo: string }

/** Who emails come from, and where replies go. The address is the one whose domain is verified; the name may change. */
export const senderOf = ({ name, email, replyTo }: Pick<Organizer, 'name' | 'email' | 'replyTo'>): Sender => ({
  from: `${JSON.stringify(name)} <${email}>`,
  replyTo,
})

export type ResendOptions = {
  apiKey: string
  /** Asked for each mail: the organizer's settings may change while the process runs. */
  sender: () => Sender
  /** Somewhere else than Resend's own address: `http://127.0.0.1:4243`. */
  address?: string | undefined
  /** Requests a second that this process makes at most; as many as come, unless given. */
  perSecond?: number | undefined
  /** For how long a request that trying again may better is tried again; once only, unless given: then the outbox does. */
  patienceMilliseconds?: number | undefined
  /** How time goes by, and chance; for tests. */
  time?: ResendTime
}

export type ResendTime = {
  milliseconds: () => number
  wait: (milliseconds: number) => Promise<void>
  random: () => number
}

const realTime: ResendTime = {
  milliseconds: () => performance.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
}

/** An answer takes a tenth of a second as a rule; a batch, or a bad day, longer. */
const requestMilliseconds = 8000

/** For so long after the service was out, one attempt is enough: the queue waits better than we do. */
const troubledMilliseconds = 30_000

/**
 * What is wrong with the mail itself (resend.com/docs/api-reference/errors). Everything else, a spent quota, a wrong key or a
 * domain that is not verified (403) among it, is put right elsewhere, and the mail waits for that.
 */
const refusals: ReadonlySet<string> = new Set([
  'validation_error',
  'missing_required_field',
  'invalid_parameter',
  'invalid_attachment',
  'invalid_idempotency_key',
])

const isRefusal = ({ name, statusCode }: ErrorResponse): boolean =>
  refusals.has(name) && (statusCode === 400 || statusCode === 422)

/** A key as the header can hold it: up to 256 printable characters. */
const headerKey = (key: string): string => (/^[!-~]{1,256}$/.test(key) ? key : `digest:${hashToken(key)}`)

type Answer<T> =
  | { data: T; error: null; headers: Record<string, string> | null }
  | { data: null; error: ErrorResponse; headers: Record<string, string> | null }

/**
 * Mail by Resend, whose SDK answers errors instead of throwing them, and retries nothing. A mail's tags name its
 * template and message, and come back with what Resend reports about it.
 */
export const createResendMailer = (options: ResendOptions): Mailer => {
  const resend = new Resend(options.apiKey, options.address ? { baseUrl: options.address } : {})
  const { time = realTime } = options
  const pace = options.perSecond === undefined ? () => 0 : createPace(options.perSecond)
  let troubledUntil = Number.NEGATIVE_INFINITY

  /** @returns nothing when the same key was used before with other words: that was accepted, and we do not know of it */
  const ask = async <T>(request: (signal: AbortSignal) => Promise<Answer<T>>): Promise<T | undefined> => {
    const begun = time.milliseconds()
    const until = begun + (begun < troubledUntil ? 0 : (options.patienceMilliseconds ?? 0))
    for (let attempt = 0; ; attempt += 1) {
      const turn = pace(time.milliseconds())
      if (turn > 0) await time.wait(turn)
      const { data, error, headers } = await request(AbortSignal.timeout(requestMilliseconds)).catch(notAnswered)
      if (!error) {
        troubledUntil = Number.NEGATIVE_INFINITY
        return data
      }
      if (error.name === 'invalid_idempotent_request') return undefined
      if (isRefusal(error)) throw mailRefused(error.message)
      const pause = backoffMilliseconds(attempt, time.random(), retryAfterSeconds(headers?.['retry-after']))
      if (time.milliseconds() + pause > until) {
        troubledUntil = time.milliseconds() + troubledMilliseconds
        throw mailUnavailable(error.message)
      }
      await time.wait(pause)
    }
  }

  const plain = ({ mail, key }: KeyedMail): CreateBatchEmailOptions => ({
    ...options.sender(),
    to: mail.to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    tags: [
      { name: 'template', value: mail.template },
      { name: messageTag, value: tagOf(key) },
    ],
    ...(mail.headers ? { headers: mail.headers } : {}),
  })

  /** An answer that there is no such thing is an answer. */
  const find = async <T>(request: (signal: AbortSignal) => Promise<Answer<T>>): Promise<T | undefined> => {
    const found = await ask(async (signal): Promise<Answer<{ it: T | undefined }>> => {
      const { data, error, headers } = await request(signal)
      if (error && error.name !== 'not_found') return { data: null, error, headers }
      return { data: { it: data ?? undefined }, error: null, headers }
    })
    return found?.it
  }

  return {
    send: async (mail, key) => {
      const attachments = mail.attachments.map(({ filename, contentType, content }) => ({
        filename,
        contentType,
        content: Buffer.from(content, 'utf8'),
      }))
      const sent = await ask((signal) =>
        resend.emails.send({ ...plain({ mail, key }), attachments }, { idempotencyKey: headerKey(key), signal }),
      )
      return sent ? { id: sent.id } : {}
    },
    sendBatch: async (mails, key) => {
      const sent = await ask((signal) =>
        resend.batch.send(mails.map(plain), {
          idempotencyKey: headerKey(key),
          // One bad address among a hundred must not keep the others from their mail.
          batchValidation: 'permissive',
          signal,
        }),
      )
      return sent ? outcomesOf(mails.length, sent) : mails.map(() => ({}))
    },
    unsuppress: async (address) => {
      await find((signal) => resend.suppressions.remove(address, { signal }))
    },
    read: async (id) => {
      const [mail, files] = await Promise.all([
        find((signal) => resend.emails.get(id, { signal })),
        find((signal) => resend.emails.attachments.list({ emailId: id }, { signal })),
      ])
      return mail ? sentMailOf(mail, files?.data ?? []) : undefined
    },
  }
}

const sentMailOf = (mail: GetEmailResponseSuccess, files: readonly AttachmentData[]): SentMail => ({
  id: mail.id,
  from: mail.from,
  to: mail.to,
  replyTo: mail.reply_to ?? [],
  subject: mail.subject,
  html: mail.html ?? undefined,
  text: mail.text ?? undefined,
  takenAt: mail.created_at,
  lastEvent: mail.last_event,
  messageId: mail.message_id,
  attachments: files.map((file) => ({
    filename: file.filename ?? 'without a name',
    contentType: file.content_type,
    bytes: file.size,
  })),
})

const notAnswered = (cause: unknown): Answer<never> => ({
  data: null,
  error: {
    name: 'application_error',
    statusCode: null,
    message: cause instanceof Error ? cause.message : 'no answer',
  },
  headers: null,
})

/** The ids are of those that were taken, in their order; the errors name the others by their place. */
const outcomesOf = (
  count: number,
  { data, errors }: { data: { id: string }[]; errors?: { index: number; message: string }[] },
): BatchOutcome[] => {
  const refused = new Map((errors ?? []).map(({ index, message }) => [index, message]))
  const ids = data.map(({ id }) => id)
  // Ids that can't be matched to mails aren't kept. Reports about a mail still find it by its tag.
  const told = ids.length === count - refused.size
  return Array.from({ length: count }, (_, index) => {
    const message = refused.get(index)
    if (message !== undefined) return { refused: `The mail service rejected this email: ${message}` }
    const id = ids.shift()
    return told && id !== undefined ? { id } : {}
  })
}
