import { randomUUID } from 'node:crypto'
import * as z from 'zod'

/** A file that came with a mail: `content` as text when it is text, else in base64. */
export type Attachment = { filename: string; contentType: string; content: string; contentId?: string }

/** A mail as it was sent. `template` is the value of the tag of that name; `at` an instant. */
export type Mail = {
  id: string
  to: string[]
  cc: string[]
  bcc: string[]
  from: string
  replyTo: string[]
  subject: string
  template: string | null
  html: string | null
  text: string | null
  headers: Record<string, string>
  attachments: Attachment[]
  tags: { name: string; value: string }[]
  idempotencyKey: string | null
  at: string
}

const addressPattern = /^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)$/
const address = z.string().regex(addressPattern)
const addresses = z.union([address.transform((one) => [one]), z.array(address).min(1).max(50)])
const base64 = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text))
const tagText = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/)

export const Sent = z.strictObject({
  from: address,
  to: addresses,
  cc: addresses.optional(),
  bcc: addresses.optional(),
  reply_to: addresses.optional(),
  subject: z.string().min(1),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string().regex(/^[!-9;-~]+$/), z.string()).optional(),
  tags: z.array(z.strictObject({ name: tagText, value: tagText })).optional(),
  scheduled_at: z.string().optional(),
  topic_id: z.string().nullish(),
  attachments: z
    .array(
      z.strictObject({
        filename: z.string().min(1),
        content: base64,
        content_type: z.string().optional(),
        content_id: z.string().optional(),
      }),
    )
    .optional(),
})
export type Sent = z.infer<typeof Sent>

/** A refusal in Resend's shape (resend.com/docs/api-reference/errors). */
export class Refused extends Error {
  readonly status: 400 | 401 | 404 | 405 | 409 | 422 | 429 | 500
  constructor(status: Refused['status'], name: string, message: string) {
    super(message)
    this.status = status
    this.name = name
  }
}

/** Checks one mail; the first thing wrong with it is refused by name. */
export const checked = (input: unknown, options: { batch: boolean }): Sent => {
  const parsed = Sent.safeParse(input, { reportInput: true })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
    if (issue?.code === 'invalid_type' && issue.input === undefined && issue.path.length === 1) {
      throw new Refused(422, 'missing_required_field', `Missing \`${String(field)}\` field.`)
    }
    if ((field === 'to' || field === 'from') && (input as Record<string, unknown>)[field] === undefined) {
      throw new Refused(422, 'missing_required_field', `Missing \`${field}\` field.`)
    }
    if (field === 'from') {
      const form = 'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'
      throw new Refused(422, 'invalid_from_address', `Invalid \`from\` field. ${form}`)
    }
    if (field === 'attachments') throw new Refused(422, 'invalid_attachment', `Invalid \`${issue?.path.join('.')}\`.`)
    throw new Refused(422, 'validation_error', `Invalid \`${String(field)}\` field.`)
  }
  const sent = parsed.data
  if (sent.html === undefined && sent.text === undefined) {
    throw new Refused(422, 'validation_error', 'Missing `html` or `text` field.')
  }
  if (options.batch && sent.attachments) {
    throw new Refused(422, 'validation_error', 'Attachments cannot be sent in a batch.')
  }
  const bytes = sent.attachments?.reduce((sum, attachment) => sum + attachment.content.length, 0) ?? 0
  if (bytes > 40 * 1024 * 1024) throw new Refused(422, 'invalid_attachment', 'The attachments are larger than 40 MB.')
  return sent
}

const guessedType = (filename: string): string =>
  ({ ics: 'text/calendar', pdf: 'application/pdf', txt: 'text/plain', csv: 'text/csv', png: 'image/png' })[
    filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()
  ] ?? 'application/octet-stream'

export const captured = (sent: Sent, idempotencyKey: string | null, at: string): Mail => ({
  id: randomUUID(),
  to: sent.to,
  cc: sent.cc ?? [],
  bcc: sent.bcc ?? [],
  from: sent.from,
  replyTo: sent.reply_to ?? [],
  subject: sent.subject,
  template: sent.tags?.find((tag) => tag.name === 'template')?.value ?? null,
  html: sent.html ?? null,
  text: sent.text ?? null,
  headers: sent.headers ?? {},
  attachments: (sent.attachments ?? []).map((attachment) => {
    const contentType = attachment.content_type ?? guessedType(attachment.filename)
    return {
      filename: attachment.filename,
      contentType,
      content: contentType.startsWith('text/')
        ? Buffer.from(attachment.content, 'base64').toString('utf8')
        : attachment.content,
      ...(attachment.content_id === undefined ? {} : { contentId: attachment.content_id }),
    }
  }),
  tags: sent.tags ?? [],
  idempotencyKey,
  at,
})
