import { type MailFrame, type MailName, type MailProps, type MailWords, renderMail } from '@lectern/emails'
import { logoPath, logoSize, type Organizer } from '../organizer/index.ts'
import { type Instant, newId, Problem, type Table } from '../platform/index.ts'
import { mailDefect } from './mail-defect.ts'
import { lookOfFrame, type MailLook } from './mail-look.ts'
import type { Mail, Mailer } from './mailer.ts'
import type { Message } from './message.ts'

/** What mail works with: the table, the provider, how we sign, and the secret behind links in mails. */
export type MailContext = {
  table: Table
  secret: string
  mailer: Mailer
  organizer: Organizer
  siteUrl: string
}

/** A mail that should go: to whom, why (the key), and with which words. */
export type Notice<Name extends MailName = MailName> = {
  template: Name
  to: string
  key: string
  props: MailWords[Name]
  /** What it shows of what it's about. */
  look?: MailLook | undefined
  attachments?: { filename: string; contentType: string; content: string }[]
  event?: string | undefined
  orderId?: string | undefined
  /** Where its reader sets what they are mailed, when the mail can be turned off. */
  preferencesUrl?: string | undefined
  /** Beside the usual ones. */
  headers?: Record<string, string> | undefined
}

export const frameOf = (context: Pick<MailContext, 'organizer' | 'siteUrl'>): MailFrame => ({
  organizer: context.organizer.name,
  postalAddress: context.organizer.postalAddress,
  siteUrl: context.siteUrl,
  preferencesUrl: `${context.siteUrl}/account/mail`,
  logo: context.organizer.logo && {
    url: `${context.siteUrl}${logoPath(context.organizer.logo)}`,
    ...logoSize(context.organizer.logo, 40, 240),
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
  context: MailContext,
  notice: Notice<Name>,
): Promise<{ mail: Mail; defect: string | undefined }> => {
  const frame = {
    ...frameOf(context),
    ...(notice.look ? lookOfFrame(context.siteUrl, notice.look) : {}),
    ...(notice.preferencesUrl ? { preferencesUrl: notice.preferencesUrl } : {}),
  }
  const props = { ...frame, ...notice.props }
  const mail: Mail = {
    to: notice.to,
    ...(await written(notice.template, props)),
    template: notice.template,
    attachments: notice.attachments ?? [],
    ...(notice.headers ? { headers: notice.headers } : {}),
  }
  return { mail, defect: mailDefect(mail) }
}

const written = async <Name extends MailName>(name: Name, props: MailProps<Name>) => {
  try {
    return await renderMail(name, props)
  } catch (error) {
    throw unwritten(name, error instanceof Error ? error.message : 'unknown')
  }
}

const unwritten = (name: string, reason: string): Problem =>
  new Problem('unavailable', 'mail.unwritten', `The email ${name} couldn’t be created: ${reason}`)
