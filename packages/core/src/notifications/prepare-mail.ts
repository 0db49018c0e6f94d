import { type MailFrame, type MailName, type MailProps, mailNames, renderMail } from '@lectern/emails'
import { logoPath, logoSize, type Organizer } from '../organizer/index.ts'
import type { Instant } from '../platform/index.ts'
import { newId, Problem } from '../platform/index.ts'
import type { Mail, Mailer } from './mailer.ts'
import type { Message } from './message.ts'
import { flawOf } from './safe-mail.ts'

/** What notifications work with beside the table: the provider, and how we sign. */
export type Post = {
  mailer: Mailer
  organiser: Organizer
  siteUrl: string
}

/** A mail that should go: to whom, why (the key), and with which words. */
export type Notice<Name extends MailName = MailName> = {
  template: Name
  to: string
  key: string
  props: Omit<MailProps[Name], keyof MailFrame>
  attachments?: { filename: string; contentType: string; content: string }[]
  event?: string | undefined
  orderId?: string | undefined
  /** Where its reader sets what they are mailed, when the mail can be turned off. */
  preferencesUrl?: string | undefined
  /** Beside the usual ones. */
  headers?: Record<string, string> | undefined
}

export const frameOf = (post: Post): MailFrame => ({
  organiser: post.organiser.name,
  postalAddress: post.organiser.postalAddress,
  siteUrl: post.siteUrl,
  preferencesUrl: `${post.siteUrl}/account/mail`,
  logo: post.organiser.logo && {
    url: `${post.siteUrl}${logoPath(post.organiser.logo)}`,
    ...logoSize(post.organiser.logo, 40, 240),
  },
})

/** The record of a mail, but for what became of it. */
export type Draft = Omit<Message, 'state' | 'subject'>

export const draftOf = ({ key, template, to, event, orderId }: Notice, now: Instant): Draft => ({
  ...{ id: newId('message'), key, template, to, at: now },
  ...(event === undefined ? {} : { event }),
  ...(orderId === undefined ? {} : { orderId }),
})

/**
 * Writes a mail.
 * @returns the mail, and what is wrong with it when it must not go out
 * @throws Problem unavailable `mail.unwritten` when its template cannot be filled with what was given: the fault is ours, and
 *   the mail goes once it is mended
 */
export const prepareMail = async <Name extends MailName>(
  post: Post,
  notice: Notice<Name>,
): Promise<{ mail: Mail; flaw: string | undefined }> => {
  // The frame completes the props; TypeScript cannot see that through the generic.
  const frame = { ...frameOf(post), ...(notice.preferencesUrl ? { preferencesUrl: notice.preferencesUrl } : {}) }
  const props = { ...frame, ...notice.props } as MailProps[Name]
  const mail: Mail = {
    to: notice.to,
    ...(await written(notice.template, props)),
    template: notice.template,
    attachments: notice.attachments ?? [],
    ...(notice.headers ? { headers: notice.headers } : {}),
  }
  return { mail, flaw: flawOf(mail) }
}

const written = async <Name extends MailName>(name: Name, props: MailProps[Name]) => {
  if (!mailNames.includes(name)) throw unwritten(name, 'there is no such template')
  try {
    return await renderMail(name, props)
  } catch (error) {
    throw unwritten(name, error instanceof Error ? error.message : 'unknown')
  }
}

const unwritten = (name: string, reason: string): Problem =>
  new Problem('unavailable', 'mail.unwritten', `The mail ${name} could not be written: ${reason}`)
