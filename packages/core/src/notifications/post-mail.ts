import type { MailName } from '@lectern/emails'
import { noteMails } from '../identity/index.ts'
import { erased, type Instant, Problem, type Table } from '../platform/index.ts'
import { isSent } from './message.ts'
import { draftOf, type Notice, type Post, prepareMail } from './prepare-mail.ts'
import { findMessage, keepMessage } from './store.ts'
import { goesAllTheSame, suppressedWords } from './suppressed-mail.ts'
import { digestOfAddress, findSuppression } from './suppression-store.ts'

export { frameOf, type Notice, type Post } from './prepare-mail.ts'

/**
 * Sends a mail once for its meaning. Cut off between sending and recording, it is sent again under the same key, and
 * the provider, which remembers keys, sends nothing. A mail that the provider refuses for good is recorded as failed, and
 * one whose address takes none as suppressed.
 * @throws Problem unavailable `mail.unavailable`, `mail.unwritten`: try again later
 */
export const postMail = async <Name extends MailName>(
  table: Table,
  post: Post,
  notice: Notice<Name>,
  now: Instant,
): Promise<void> => {
  // Somebody who was erased is told nothing any more.
  if (notice.to === erased) return
  const [known, suppression] = await Promise.all([
    findMessage(table, notice.key),
    findSuppression(table, digestOfAddress(notice.to)),
    noteMails(table, [notice], now),
  ])
  if (known && isSent(known)) return
  const { mail, flaw } = await prepareMail(post, notice)
  const record = { ...draftOf(notice, now), subject: mail.subject }
  const failed = (error: string) => keepMessage(table, { ...record, state: 'failed', error: error.slice(0, 300) })
  if (flaw !== undefined) return failed(flaw)
  if (suppression && !goesAllTheSame(suppression, notice.template)) {
    return keepMessage(table, { ...record, state: 'suppressed', error: suppressedWords[suppression.why] })
  }
  try {
    const { id } = await post.mailer.send(mail, notice.key)
    await keepMessage(table, { ...record, state: 'sent', providerId: id })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
    await failed(error.message)
  }
}
