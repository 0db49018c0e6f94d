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

/** The mail provider as the domain sees it. */
export type Mailer = {
  /**
   * Sends a mail once per key, which names what it means; the provider remembers keys for a day.
   * @returns the provider's id, or none when it was sent before with other words
   * @throws Problem unavailable `mail.unavailable` when trying again may help; Problem invalid `mail.refused` when it will not
   */
  send(mail: Mail, key: string): Promise<{ id?: string }>
}

export const mailUnavailable = (reason: string): Problem =>
  new Problem('unavailable', 'mail.unavailable', `The mail service does not answer: ${reason}`)

export const mailRefused = (reason: string): Problem =>
  new Problem('invalid', 'mail.refused', `The mail service refuses this mail: ${reason}`)
