import { type Event, eventUrl, findEvent, mailLook } from '../catalog/index.ts'
import { findPersonById } from '../identity/index.ts'
import {
  findPreferences,
  type MailContext,
  type MailLook,
  type Notice,
  preferencesUrl,
  sendBatch,
  sendMail,
  unsubscribeHeaders,
} from '../mail/index.ts'
import { type Announced, announce, commit, eachShard, type Instant, type PendingWrite } from '../platform/index.ts'
import { callName, type Registration, type RosterStep, rosterShards, walkRoster } from '../registration/index.ts'
import { isRecipient, paragraphsOf, type RosterMail } from './roster-mail.ts'
import { withoutPresent } from './roster-mail-absent.ts'
import { findRosterMail, findSent, pendingRosterMailState, pendingSent } from './roster-mail-store.ts'
import { rosterMailDone, type rosterMailSent, rosterMailShard, type rosterMailTested } from './topics.ts'

/** How many registrations one step deals with: as many mails go to the provider in one request. */
const stepSize = 100

/** Preferences that are read in parallel. */
const readAtOnce = 25

type Reader = Pick<Registration, 'personId' | 'name' | 'namedAs' | 'email'>

/** The mail as one reader gets it. News can be turned off; what is about the event comes whatever the settings say. */
const noticeFor = (
  context: MailContext,
  mail: RosterMail,
  event: Event,
  reader: Reader,
  { key, look }: { key: string; look: MailLook },
): Notice<'roster-mail'> => {
  const settings = preferencesUrl(context, reader.personId)
  return {
    template: 'roster-mail',
    to: reader.email,
    key,
    event: event.slug,
    look,
    ...(mail.about === 'news' ? { preferencesUrl: settings, headers: unsubscribeHeaders(settings, 'news') } : {}),
    props: {
      name: callName(reader),
      eventTitle: event.title,
      eventUrl: eventUrl(context, event),
      subject: mail.subject,
      paragraphs: paragraphsOf(mail.body),
      fromName: context.organizer.name,
      mustKnow: mail.about === 'event',
    },
  }
}

/** Sends the current mail to the person who asked for a test. A draft that changed since isn't what they asked for. */
export const sendRosterMailTest = async (
  context: MailContext,
  row: Announced<typeof rosterMailTested>,
  now: Instant,
): Promise<void> => {
  const { event: slug, mail: id, revision, person: personId } = row.payload
  const [mail, event, person] = await Promise.all([
    findRosterMail(context.table, { event: slug, id }),
    findEvent(context.table, slug),
    findPersonById(context.table, personId),
  ])
  if (!mail || !event || !person || mail.revision !== revision) return
  const reader = { personId, name: person.name, namedAs: person.name, email: person.email }
  const key = `roster-mail-test:${id}:${revision}:${personId}`
  const notice = noticeFor(context, mail, event, reader, { key, look: mailLook(event) })
  await sendMail(context, now, notice)
}

/** Starts sending a mail that nobody undid: a row for each shard of the roster, which go in parallel. */
export const startRosterMail = async (
  context: MailContext,
  row: Announced<typeof rosterMailSent>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { event, mail: id, revision } = row.payload
  const mail = await findRosterMail(context.table, { event, id })
  if (mail?.state !== 'scheduled' || mail.revision !== revision) return []
  return [
    pendingRosterMailState(context.table, mail, 'sending', {}),
    ...eachShard(rosterShards, (shard) =>
      announce(context.table, rosterMailShard, { event, mail: id, shard, step: 0 }, now),
    ),
  ]
}

/** Which of some registered people get the mail, and how many of them don't want news. */
const chooseReaders = async (
  context: MailContext,
  mail: RosterMail,
  { recent, listed }: RosterStep,
): Promise<{ readers: Registration[]; unwanted: number }> => {
  const { startedAt } = mail
  if (startedAt === undefined) return { readers: [], unwanted: 0 }
  const registered = [...recent, ...listed].filter((one) => isRecipient(mail, one, startedAt))
  const meant = await withoutPresent(context.table, mail, registered)
  if (mail.about !== 'news') return { readers: [...meant], unwanted: 0 }
  const readers: Registration[] = []
  for (let at = 0; at < meant.length; at += readAtOnce) {
    const some = meant.slice(at, at + readAtOnce)
    const wants = await Promise.all(some.map(({ personId }) => findPreferences(context.table, personId)))
    readers.push(...some.filter((_, index) => wants[index]?.news))
  }
  const wanted = new Set(readers.map(({ id }) => id))
  const unwanted = meant.filter((one) => !wanted.has(one.id) && listed.includes(one))
  return { readers, unwanted: unwanted.length }
}

/**
 * One step: mails a page of a shard and goes on from there. Cut off before its row is settled, the step is done again: each
 * mail has a key of its own, and what was counted is committed with the row's removal.
 */
export const stepRosterMail = async (
  context: MailContext,
  row: Announced<typeof rosterMailShard>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { event: slug, mail: id, shard, step, after } = row.payload
  const [mail, event] = await Promise.all([
    findRosterMail(context.table, { event: slug, id }),
    findEvent(context.table, slug),
  ])
  if (mail?.state !== 'sending' || !event) return []
  const page = await walkRoster(context.table, { event: slug, shard, after, limit: stepSize }, now)
  const { next } = page
  const { readers, unwanted } = await chooseReaders(context, mail, page)
  const look = mailLook(event)
  const notices = readers.map((reader) =>
    noticeFor(context, mail, event, reader, { key: `roster-mail:${id}:${reader.id}`, look }),
  )
  const batch = { key: `roster-mail:${id}:${shard}:${step}`, notices }
  const posted = notices.length > 0 ? await sendBatch(context, batch, now) : 0
  return [
    pendingSent(context.table, id, shard, { posted, unwanted, done: next === undefined }),
    next === undefined
      ? announce(context.table, rosterMailDone, { event: slug, mail: id }, now)
      : announce(context.table, row.topic, { ...row.payload, step: step + 1, after: next }, now),
  ]
}

/** A shard has come to its end: when it was the last one, so has the mail. */
export const finishRosterMail = async (
  context: MailContext,
  row: Announced<typeof rosterMailDone>,
  now: Instant,
): Promise<void> => {
  const { event, mail: id } = row.payload
  const [mail, { shards }] = await Promise.all([
    findRosterMail(context.table, { event, id }),
    findSent(context.table, id),
  ])
  if (mail?.state !== 'sending' || shards.filter(({ done }) => done).length < rosterShards) return
  // Refused when it was stopped in this moment: then that is what became of it.
  await commit(context.table, [pendingRosterMailState(context.table, mail, 'sent', { finishedAt: now })])
}
