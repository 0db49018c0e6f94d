import { type MailFrame, type MailName, type MailProps, renderMail } from '@lectern/emails'
import { erased, type Instant, newId, Problem, type Table } from '../platform/index.ts'
import type { Mailer } from './mailer.ts'
import { findMessage, keepMessage } from './store.ts'

/** What notifications work with beside the table: the provider, and how we sign. */
export type Post = {
  mailer: Mailer
  organiser: { name: string; email: string; postalAddress: string }
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
})

/**
 * Sends a mail once for its meaning. Cut off between sending and recording, it is sent again under the same key, and
 * the provider, which remembers keys, sends nothing. A mail that the provider refuses for good is recorded as failed.
 * @throws Problem unavailable `mail.unavailable`: try again later
 */
export const postMail = async <Name extends MailName>(
  table: Table,
  post: Post,
  notice: Notice<Name>,
  now: Instant,
): Promise<void> => {
  // Somebody who was erased is told nothing any more.
  if (notice.to === erased) return
  const known = await findMessage(table, notice.key)
  if (known && known.state !== 'failed') return
  // The frame completes the props; TypeScript cannot see that through the generic.
  const frame = { ...frameOf(post), ...(notice.preferencesUrl ? { preferencesUrl: notice.preferencesUrl } : {}) }
  const props = { ...frame, ...notice.props } as MailProps[Name]
  const mail = await renderMail(notice.template, props)
  const record = {
    id: newId('message'),
    key: notice.key,
    template: notice.template,
    to: notice.to,
    subject: mail.subject,
    at: now,
    event: notice.event,
    orderId: notice.orderId,
  }
  try {
    const { id } = await post.mailer.send(
      {
        to: notice.to,
        ...mail,
        template: notice.template,
        attachments: notice.attachments ?? [],
        ...(notice.headers ? { headers: notice.headers } : {}),
      },
      notice.key,
    )
    await keepMessage(table, { ...record, state: 'sent', providerId: id })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
    await keepMessage(table, { ...record, state: 'failed', error: error.message.slice(0, 300) })
  }
}
