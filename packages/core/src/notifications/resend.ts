import { Resend } from 'resend'
import { type Mailer, mailRefused, mailUnavailable } from './mailer.ts'
import { messageTag, tagOf } from './message-tag.ts'

export type ResendOptions = {
  apiKey: string
  /** `Lectern <hello@lectern.example>` */
  from: string
  replyTo: string
  /** Somewhere else than Resend's own address: `http://127.0.0.1:4243`. */
  address?: string | undefined
}

/** Answers that trying again may better (resend.com/docs/api-reference/errors). */
const passing = new Set([
  'rate_limit_exceeded',
  'internal_server_error',
  'application_error',
  'concurrent_idempotent_requests',
])

/** Mail by Resend. Its SDK answers errors instead of throwing them, and retries nothing: the outbox does. */
export const createResendMailer = (options: ResendOptions): Mailer => {
  const resend = new Resend(options.apiKey, options.address ? { baseUrl: options.address } : {})
  return {
    send: async (mail, key) => {
      const { data, error } = await resend.emails
        .send(
          {
            from: options.from,
            replyTo: options.replyTo,
            to: mail.to,
            subject: mail.subject,
            html: mail.html,
            text: mail.text,
            attachments: mail.attachments.map((attachment) => ({
              filename: attachment.filename,
              contentType: attachment.contentType,
              content: Buffer.from(attachment.content, 'utf8'),
            })),
            tags: [
              { name: 'template', value: mail.template },
              { name: messageTag, value: tagOf(key) },
            ],
            ...(mail.headers ? { headers: mail.headers } : {}),
          },
          { idempotencyKey: key },
        )
        .catch((cause: unknown) => {
          throw mailUnavailable(cause instanceof Error ? cause.message : 'no answer')
        })
      if (!error) return { id: data.id }
      // The same key with other words: an earlier attempt was accepted, and only we do not know of it.
      if (error.name === 'invalid_idempotent_request') return {}
      if (passing.has(error.name) || (error.statusCode ?? 500) >= 500) throw mailUnavailable(error.message)
      throw mailRefused(error.message)
    },
  }
}
