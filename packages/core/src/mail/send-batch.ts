import type { MailName } from '@lectern/emails'
import { noteMails } from '../identity/index.ts'
import { cutText, erased, type Instant, Problem, secondsBetween } from '../platform/index.ts'
import { type Batch, type BatchMail, dropBatch, findBatch, saveBatch } from './batch-store.ts'
import { type BatchOutcome, batchLimit, keyLifeSeconds } from './mailer.ts'
import { isSent, type Message } from './message.ts'
import { findMessages, saveMessages } from './message-store.ts'
import { draftOf, type MailContext, type Notice, prepareMail } from './prepare-mail.ts'
import { sendMail } from './send-mail.ts'
import { bypassesSuppression, formatSuppressed } from './suppressed-mail.ts'
import type { Suppression } from './suppression.ts'
import { digestOfAddress, findSuppressions } from './suppression-store.ts'

/** Mails that go together: at most `batchLimit`, without attachments, each once by its own key. */
export type NoticeBatch = { key: string; notices: readonly Notice<MailName>[] }

/**
 * Sends up to a hundred mails in one request, each once for its meaning. What the batch is made up of is kept before it
 * goes, so that a repeated attempt repeats exactly it under the same key, and the provider, which remembers keys for a
 * day, sends nothing twice. A repeated attempt leaves out people the caller no longer names, unless the batch had gone
 * by then, and sends to people it newly names. What is wrong with one mail is recorded as failed and holds up no other.
 * @returns how many of the mails are this batch's, however often it is repeated: not those that went before with another
 * @param batch  its key names the batch and no other: the same each time that the same row is acted on
 * @throws Problem unavailable `mail.unavailable`, `mail.unwritten`: try again later, with the same key
 * @throws Error on more than a hundred, or an attachment
 */
export const sendBatch = async (context: MailContext, { key, notices }: NoticeBatch, now: Instant): Promise<number> => {
  if (notices.length > batchLimit) throw new Error(`A batch of ${notices.length} mails passes ${batchLimit}`)
  if (notices.some(({ attachments }) => attachments?.length)) throw new Error('A batch takes no attachments')
  const wanted = new Map(notices.filter(({ to }) => to !== erased).map((notice) => [notice.key, notice]))
  const kept = await findBatch(context.table, key)
  if (!kept) return makeUp(context, key, wanted, now)
  await sendAgain(context, kept, wanted, now)
  const among = new Set(kept.mails.map(({ record }) => record.key))
  // People who came in between: few, if any.
  for (const notice of wanted.values()) if (!among.has(notice.key)) await sendMail(context, now, notice)
  const known = await findMessages(context.table, [...wanted.keys()])
  return [...known.values()].filter(({ batch = key }) => batch === key).length
}

type Wanted = ReadonlyMap<string, Notice<MailName>>

/** Sends a batch for the first time. */
const makeUp = async (context: MailContext, key: string, wanted: Wanted, now: Instant): Promise<number> => {
  const [known, suppressed] = await Promise.all([
    findMessages(context.table, [...wanted.keys()]),
    findSuppressions(
      context.table,
      [...wanted.values()].map(({ to }) => digestOfAddress(to)),
    ),
    noteMails(context.table, [...wanted.values()], now),
  ])
  const mails: BatchMail[] = []
  const aside: Message[] = []
  let unwritten: unknown
  for (const notice of wanted.values()) {
    const before = known.get(notice.key)
    if (before && isSent(before)) continue
    try {
      const { mail, defect } = await prepareMail(context, notice)
      const record = { ...draftOf(notice, now), subject: mail.subject, batch: key }
      const words = hindrance(defect, suppressed.get(digestOfAddress(notice.to)), notice.template)
      if (words === undefined) mails.push({ record, mail })
      else aside.push({ ...record, ...words })
    } catch (error) {
      unwritten ??= error
    }
  }
  await saveMessages(context.table, aside)
  if (mails.length > 0) {
    const batch = { key, mails, keptAt: now }
    const kept = await saveBatch(context.table, batch)
    if (kept === 'kept') await sendAll(context, batch)
    else if (kept === 'too-large') await sendSingly(context, mails)
    // Another worker is acting on the same row, so leave it alone. The next attempt finds what's left to do.
    else throw new Problem('unavailable', 'busy', 'This batch of emails is already being sent.')
  }
  // The others went; this one is tried again until someone mends it.
  if (unwritten !== undefined) throw unwritten
  return mails.length + aside.length
}

const hindrance = (
  defect: string | undefined,
  suppression: Suppression | undefined,
  template: MailName,
): Pick<Message, 'state' | 'error'> | undefined => {
  if (defect !== undefined) return { state: 'failed', error: defect }
  if (!suppression || bypassesSuppression(suppression, template)) return undefined
  return { state: 'suppressed', error: formatSuppressed[suppression.why] }
}

/** Goes on with a batch that was kept: how far it came shows in the records of its mails. */
const sendAgain = async (context: MailContext, batch: Batch, wanted: Wanted, now: Instant): Promise<void> => {
  const known = await findMessages(
    context.table,
    batch.mails.map(({ record }) => record.key),
  )
  const recorded = new Set([...known.values()].filter((one) => one.batch === batch.key).map(({ key }) => key))
  if (recorded.size > 0) {
    // Records are written once all of it was taken, so the rest was taken as well; its ids are asked for while the
    // provider knows the key.
    const missing = batch.mails.filter(({ record }) => !recorded.has(record.key))
    if (missing.length === 0) return
    if (secondsBetween(batch.keptAt, now) < keyLifeSeconds) return sendAll(context, batch, recorded)
    return saveMessages(
      context.table,
      missing.map(({ record }) => ({ ...record, state: 'sent' })),
    )
  }
  const left = batch.mails.filter(({ record: { key } }) => {
    const message = known.get(key)
    return wanted.has(key) && !(message && isSent(message))
  })
  if (left.length === 0) return
  if (left.length === batch.mails.length) return sendAll(context, batch)
  // Less than before under the same key: had all of it been taken, the provider answers that, and sends nothing.
  const less = { ...batch, mails: left }
  await saveBatch(context.table, less, { instead: true })
  return sendAll(context, less)
}

/** @param recorded  keys of records that are there already, which may say more by now than that the mail was sent */
const sendAll = async (
  context: MailContext,
  { key, mails }: Batch,
  recorded: ReadonlySet<string> = new Set(),
): Promise<void> => {
  let outcomes: BatchOutcome[]
  try {
    outcomes = await context.mailer.sendBatch(
      mails.map(({ record, mail }) => ({ key: record.key, mail })),
      key,
    )
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
    // Refused as a whole, for no reason that the provider gives for any one of them: each for itself, then.
    await dropBatch(context.table, key)
    return sendSingly(context, mails)
  }
  const records = mails.map(({ record }, index) => ({ ...record, ...becameOf(outcomes[index]) }))
  await saveMessages(
    context.table,
    records.filter((record) => !recorded.has(record.key)),
  )
}

const becameOf = (outcome: BatchOutcome = {}): Pick<Message, 'state' | 'providerId' | 'error'> =>
  'refused' in outcome
    ? { state: 'failed', error: cutText(outcome.refused, 300) }
    : { state: 'sent', providerId: outcome.id }

/** The way for what cannot go together. Cut off, it is gone over again, and those that were recorded are passed over. */
const sendSingly = async (context: MailContext, mails: readonly BatchMail[]): Promise<void> => {
  for (const { record, mail } of mails) {
    const { batch: _, ...alone } = record
    let became: Pick<Message, 'state' | 'providerId' | 'error'>
    try {
      became = becameOf(await context.mailer.send(mail, record.key))
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
      became = becameOf({ refused: error.message })
    }
    await saveMessages(context.table, [{ ...alone, ...became }])
  }
}
