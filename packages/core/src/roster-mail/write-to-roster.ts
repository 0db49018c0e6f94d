import { type Event, getEvent, sessionsOf } from '../catalog/index.ts'
import {
  addSeconds,
  announce,
  commit,
  type Instant,
  invalidInput,
  newId,
  orNotFound,
  Problem,
  type Table,
} from '../platform/index.ts'
import { sessionTimes } from '../schedule/index.ts'
import {
  type RosterAudience,
  type RosterMail,
  type RosterMailChange,
  type RosterMailWords,
  takeBackSeconds,
} from './roster-mail.ts'
import { countRecipients } from './roster-mail-count.ts'
import {
  findRosterMail,
  getRosterMail,
  pendingDraftChange,
  pendingDraftRemoval,
  pendingRosterMail,
  pendingRosterMailState,
  type RosterMailKey,
} from './roster-mail-store.ts'
import { rosterMailSent, rosterMailTested } from './topics.ts'

const conflict = (code: `roster-mail.${string}`, message: string): Problem => new Problem('conflict', code, message)

const changed = () =>
  conflict('roster-mail.changed', 'Someone else just edited this draft. Reload to see it before you continue.')
const notADraft = () =>
  conflict('roster-mail.not-a-draft', 'This email was already sent, so it can’t be changed. Write a new one instead.')

/** @throws Problem conflict `roster-mail.no-roster` while nobody can be registered */
const getEventWithRoster = async (table: Table, slug: string): Promise<Event> => {
  const event = await getEvent(table, slug)
  if (event.status === 'published') return event
  throw conflict(
    'roster-mail.no-roster',
    event.status === 'draft'
      ? 'Nobody is registered for a draft. Publish the event first.'
      : 'The event was canceled, so nobody is registered anymore.',
  )
}

const checkAudience = (event: Event, audience: RosterAudience | undefined, now: Instant): void => {
  if (audience === undefined || audience === 'everyone') return
  if ('absent' in audience) {
    const session = sessionsOf(event, { admin: true }).find(
      ({ id, status }) => id === audience.absent && status === 'scheduled',
    )
    if (session && sessionTimes(session).startsAt <= now) return
    const message = session
      ? 'That session hasn’t started yet, so nobody has missed it.'
      : 'We couldn’t find that session.'
    throw invalidInput([{ path: 'audience', message }])
  }
  if (event.tickets.some(({ slug }) => slug === audience.ticket)) return
  throw invalidInput([{ path: 'audience', message: `“${event.title}” has no ticket “${audience.ticket}”.` }])
}

/**
 * Keeps the draft of a mail to the people registered for an event. Nothing is sent.
 * @param by  the person who writes it
 * @throws Problem not-found; invalid `input.invalid`; conflict `roster-mail.no-roster`
 */
export const draftRosterMail = async (
  table: Table,
  slug: string,
  words: RosterMailWords,
  by: string | undefined,
  now: Instant,
): Promise<RosterMail> => {
  const event = await getEventWithRoster(table, slug)
  checkAudience(event, words.audience, now)
  const mail: RosterMail = {
    ...words,
    id: newId('rosterMail'),
    event: event.slug,
    state: 'draft',
    revision: 1,
    ...(by === undefined ? {} : { by }),
    createdAt: now,
    changedAt: now,
  }
  await commit(table, [pendingRosterMail(table, mail)])
  return mail
}

/**
 * Changes a draft.
 * @param revision  the one the sender saw
 * @throws Problem not-found; invalid; conflict `roster-mail.changed`, `roster-mail.not-a-draft`
 */
export const changeRosterMail = async (
  table: Table,
  key: RosterMailKey,
  revision: number,
  change: RosterMailChange,
  now: Instant,
): Promise<RosterMail> => {
  const mail = await getRosterMail(table, key)
  if (mail.state !== 'draft') throw notADraft()
  if (mail.revision !== revision) throw changed()
  checkAudience(await getEvent(table, key.event), change.audience, now)
  const { committed } = await commit(table, [pendingDraftChange(table, mail, change, now)])
  const after = await getRosterMail(table, key)
  if (committed) return after
  throw after.state === 'draft' ? changed() : notADraft()
}

/** Deletes a draft. @throws Problem not-found; conflict `roster-mail.not-a-draft` */
export const discardRosterMail = async (table: Table, key: RosterMailKey): Promise<void> => {
  await getRosterMail(table, key)
  const { committed } = await commit(table, [pendingDraftRemoval(table, key)])
  if (!committed && (await findRosterMail(table, key))) throw notADraft()
}

/**
 * Sends the current mail to one person, exactly as its readers would get it. If it's asked for again before the draft
 * changes, it's still sent once.
 */
export const testRosterMail = async (
  table: Table,
  key: RosterMailKey,
  personId: string,
  now: Instant,
): Promise<RosterMail> => {
  const mail = await getRosterMail(table, key)
  const { event, id, revision } = mail
  const payload = { event, mail: id, revision, person: personId }
  await commit(table, [
    announce(table, rosterMailTested, payload, now, {
      key: `roster-mail-test:${id}:${revision}:${personId}`,
    }),
  ])
  return mail
}

/**
 * Sends a mail to everyone it's for who is registered now. It goes out after a minute, during which it can be undone.
 * Sent twice, even at the same time, it goes once.
 * @param revision  the one the sender saw
 * @throws Problem not-found; conflict `roster-mail.changed`, `roster-mail.not-a-draft`, `roster-mail.no-roster`
 */
export const sendRosterMail = async (
  table: Table,
  key: RosterMailKey,
  revision: number,
  now: Instant,
): Promise<RosterMail> => {
  const mail = await getRosterMail(table, key)
  // The second press of the same button, which finds what the first has done.
  const sentBefore = (found: RosterMail) =>
    found.revision === revision && found.state !== 'draft' && found.state !== 'cancelled'
  if (sentBefore(mail)) return mail
  if (mail.state !== 'draft') throw notADraft()
  if (mail.revision !== revision) throw changed()
  checkAudience(await getEventWithRoster(table, key.event), mail.audience, now)
  const recipients = await countRecipients(table, mail, now)
  const goesAt = addSeconds(now, takeBackSeconds)
  const { committed } = await commit(table, [
    pendingRosterMailState(table, mail, 'scheduled', {
      startedAt: now,
      goesAt,
      ...(recipients.state === 'exact' ? { expected: recipients.count } : {}),
    }),
    announce(table, rosterMailSent, { event: key.event, mail: key.id, revision }, now, { dueAt: goesAt }),
  ])
  const after = await getRosterMail(table, key)
  if (committed || sentBefore(after)) return after
  throw after.state === 'draft' ? changed() : notADraft()
}

/**
 * Undoes sending. A mail that hasn't gone out yet is a draft again. One that's going out stops. People who have it keep
 * it, and nobody else gets it except those whose mail is being handed over right now.
 * @throws Problem not-found; conflict `roster-mail.not-going`
 */
export const stopRosterMail = async (table: Table, key: RosterMailKey, now: Instant): Promise<RosterMail> => {
  for (;;) {
    const mail = orNotFound(await findRosterMail(table, key), 'email')
    if (mail.state !== 'scheduled' && mail.state !== 'sending') {
      // Stopped twice is stopped.
      if (mail.state === 'cancelled') return mail
      throw conflict('roster-mail.not-going', 'This email isn’t being sent, so there’s nothing to stop.')
    }
    // A new revision, so that a late repetition of the press that sent it sends nothing.
    const { committed } = await commit(table, [
      mail.state === 'scheduled'
        ? pendingRosterMailState(table, mail, 'draft', { revision: mail.revision + 1 })
        : pendingRosterMailState(table, mail, 'cancelled', { finishedAt: now }),
    ])
    if (committed) return getRosterMail(table, key)
  }
}
