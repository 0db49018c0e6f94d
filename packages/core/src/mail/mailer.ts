import { Problem } from '../platform/index.ts'

/** A mail ready to go. */
export type Mail = {
  to: string
  subject: string
  html: string
  text: string
  /** The template's name, kept with the provider as a tag. */
  template: string
  attachments: { filename: string; contentType: string; content: string }[]
  headers?: Record<string, string>
}

/** A mail with the key that names what it means. */
export type KeyedMail = { key: string; mail: Mail }

/** What became of one mail of a batch; with no id when the batch was sent before with other words. */
export type BatchOutcome = { id?: string } | { refused: string }

/** Mails of one batch, at most (resend.com/docs/api-reference/emails/send-batch-emails). */
export const batchLimit = 100

/** A mail as the provider keeps it. */
export type SentMail = {
  id: string
  from: string
  to: string[]
  replyTo: string[]
  subject: string
  html: string | undefined
  text: string | undefined
  /** When the provider took it, as it writes it. */
  takenAt: string
  /** The last that became of it there: `delivered`, `bounced`, … */
  lastEvent: string
  /** The id that mail programs know it by. */
  messageId: string | undefined
  attachments: { filename: string; contentType: string; bytes: number }[]
}

/** The mail provider as the domain sees it. */
export type Mailer = {
  /**
   * Sends a mail once per key, which names what it means; the provider remembers keys for a day.
   * @returns the provider's id, or none when it was sent before with other words
   * @throws Problem unavailable `mail.unavailable` when trying again may help; Problem invalid `mail.refused` when it will not
   */
  send(mail: Mail, key: string): Promise<{ id?: string }>
  /**
   * Sends up to `batchLimit` mails without attachments once per key of the batch. What is wrong with one of them holds up
   * none of the others.
   * @returns what became of each, in the order given
   * @throws Problem as `send` does, about the batch as a whole: none of it was sent
   */
  sendBatch(mails: readonly KeyedMail[], key: string): Promise<BatchOutcome[]>
  /**
   * Has the provider take an address off its own list of those that it sends nothing to. Does nothing for one that is not
   * on it.
   * @throws Problem unavailable `mail.unavailable`
   */
  unsuppress(address: string): Promise<void>
  /**
   * A mail as it was really sent, by the provider's id.
   * @returns nothing when the provider no longer has it
   * @throws Problem unavailable `mail.unavailable`
   */
  read(id: string): Promise<SentMail | undefined>
}

/** For how long the provider remembers a key, less an hour for clocks and slow answers. */
export const keyLifeSeconds = 23 * 3600

export const mailUnavailable = (reason: string): Problem =>
  new Problem('unavailable', 'mail.unavailable', `The mail service isn’t responding: ${reason}`)

export const mailRefused = (reason: string): Problem =>
  new Problem('invalid', 'mail.refused', `The mail service rejected this email: ${reason}`)
