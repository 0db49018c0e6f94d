import type { MailName } from '@lectern/emails'
import { noteMails } from '../identity/index.ts'
import { erased, type Instant, Problem } from '../platform/index.ts'
import { isSent } from './message.ts'
import { findMessage, saveMessage } from './message-store.ts'
import { draftOf, type MailContext, type Notice, prepareMail } from './prepare-mail.ts'
import { bypassesSuppression, formatSuppressed } from './suppressed-mail.ts'
import { digestOfAddress, findSuppression } from './suppression-store.ts'

export { frameOf, type MailContext, type Notice } from './prepare-mail.ts'

/**
 * Sends a mail once for its meaning. Cut off between sending and recording, it is sent again under the same key, and
 * the provider, which remembers keys, sends nothing. A mail that the provider refuses for good is recorded as failed, and
 * one whose address takes none as suppressed.
 * @throws Problem unavailable `mail.unavailable`, `mail.unwritten`: try again later
 */
export const sendMail = async <Name extends MailName>(
  context: MailContext,
  now: Instant,
  notice: Notice<Name>,
): Promise<void> => {
  // An erased person gets no more mail.
  if (notice.to === erased) return
  const [known, suppression] = await Promise.all([
    findMessage(context.table, notice.key),
    findSuppression(context.table, digestOfAddress(notice.to)),
    noteMails(context.table, [notice], now),
  ])
  if (known && isSent(known)) return
  const { mail, defect } = await prepareMail(context, notice)
  const record = { ...draftOf(notice, now), subject: mail.subject }
  const failed = (error: string) =>
    saveMessage(context.table, { ...record, state: 'failed', error: error.slice(0, 300) })
  if (defect !== undefined) return failed(defect)
  if (suppression && !bypassesSuppression(suppression, notice.template)) {
    return saveMessage(context.table, { ...record, state: 'suppressed', error: formatSuppressed[suppression.why] })
  }
  try {
    const { id } = await context.mailer.send(mail, notice.key)
    await saveMessage(context.table, { ...record, state: 'sent', providerId: id })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
    await failed(error.message)
  }
}
