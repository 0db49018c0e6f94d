import {
  entity,
  findOne,
  type Instant,
  listAll,
  optional,
  orNotFound,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  remove,
  required,
  type Table,
  update,
} from '../platform/index.ts'
import {
  type RosterAudience,
  type RosterMail,
  type RosterMailChange,
  type RosterMailCounts,
  type RosterMailState,
  rosterMailStates,
} from './roster-mail.ts'

/** Mail to a roster; those of an event together, so that one query lists them. */
const mails = entity({
  name: 'roster-mail',
  attributes: {
    event: required.text,
    id: required.text,
    audience: required.anyOf<RosterAudience>(),
    about: { type: ['event', 'news'] as const, required: true },
    subject: required.text,
    body: required.text,
    state: { type: rosterMailStates, required: true },
    revision: required.number,
    by: optional.text,
    createdAt: required.text,
    changedAt: required.text,
    startedAt: optional.text,
    goesAt: optional.text,
    finishedAt: optional.text,
    expected: optional.number,
  },
  keys: {
    mail: { pk: 'roster-mails#${event}', sk: '${id}' },
  },
})

/**
 * How far a shard of the roster is, in sending a mail and in counting for whom it is: an item for each shard, so that
 * the shards, which go in parallel, meet on none.
 */
const progress = entity({
  name: 'roster-mail-progress',
  attributes: {
    mail: required.text,
    what: { type: ['sending', 'counting'] as const, required: true },
    shard: required.number,
    /** Mails handed on, or people counted. */
    count: required.number,
    unwanted: required.number,
    done: required.flag,
    /** The draft's revision, when it was counted for. */
    revision: optional.number,
    /** When the count began. */
    at: optional.text,
  },
  keys: {
    shard: { pk: 'roster-mail#${mail}', sk: '${what}#${shard}' },
  },
})

export type ShardProgress = { shard: number; count: number; done: boolean }
export type ShardCount = ShardProgress & { revision: number; at: Instant }

export type RosterMailKey = Pick<RosterMail, 'event' | 'id'>

export const findRosterMail = (table: Table, { event, id }: RosterMailKey): Promise<RosterMail | undefined> =>
  findOne(mails(table).get({ event, id }))

/** @throws Problem not-found */
export const getRosterMail = async (table: Table, key: RosterMailKey): Promise<RosterMail> =>
  orNotFound(await findRosterMail(table, key), 'email')

/** The mails to an event's roster, the latest first, a page at a time. */
export const listRosterMails = (table: Table, event: string, page: PageRequest): Promise<Page<RosterMail>> =>
  pageOf(mails(table).query.mail({ event }), ['id'], { ...page, order: 'desc', consistent: true }, (mail) => mail)

export const pendingRosterMail = (table: Table, mail: RosterMail): PendingWrite =>
  put('roster-mail', mails(table).create(mail))

/** Changes a draft. Refused as `roster-mail` when it's no longer a draft or was changed meanwhile. */
export const pendingDraftChange = (
  table: Table,
  { event, id, revision: read }: RosterMailKey & { revision: number },
  change: RosterMailChange,
  now: Instant,
): PendingWrite =>
  update(
    'roster-mail',
    mails(table)
      .patch({ event, id })
      .set({ ...change, changedAt: now, revision: read + 1 }),
    { state: 'draft', revision: read },
  )

/** Deletes a draft. Refused as `roster-mail` when it's no longer a draft. */
export const pendingDraftRemoval = (table: Table, { event, id }: RosterMailKey): PendingWrite =>
  remove('roster-mail', mails(table).delete({ event, id }), { state: 'draft' })

/**
 * Moves a mail on from the state, and the revision, at which it was read; refused as `roster-mail` when it has moved since.
 * @param more  what else is set with it
 */
export const pendingRosterMailState = (
  table: Table,
  { event, id, state: from, revision: read }: Pick<RosterMail, 'event' | 'id' | 'state' | 'revision'>,
  to: RosterMailState,
  more: Partial<Pick<RosterMail, 'revision' | 'startedAt' | 'goesAt' | 'finishedAt' | 'expected'>>,
): PendingWrite =>
  update(
    'roster-mail',
    mails(table)
      .patch({ event, id })
      .set({ ...more, state: to }),
    { state: from, revision: read },
  )

/** Adds to what a shard has done; committed with the step that did it. */
export const pendingSent = (
  table: Table,
  mail: string,
  shard: number,
  { posted, unwanted, done }: RosterMailCounts & { done: boolean },
): PendingWrite =>
  update(
    'roster-mail-progress',
    progress(table).upsert({ mail, what: 'sending', shard }).add({ count: posted, unwanted }).set({ done }),
  )

/** Writes down how far a count is. */
export const pendingCounted = (
  table: Table,
  mail: string,
  { shard, count, done, revision, at }: ShardCount,
): PendingWrite =>
  put(
    'roster-mail-progress',
    progress(table).put({ mail, what: 'counting', shard, count, unwanted: 0, done, revision, at }),
  )

export const findSent = async (
  table: Table,
  mail: string,
): Promise<{ shards: ShardProgress[]; counts: RosterMailCounts }> => {
  const { data } = await progress(table)
    .query.shard({ mail })
    .begins({ what: 'sending' })
    .go({ consistent: true, pages: 'all' })
  return {
    shards: data.map(({ shard, count, done }) => ({ shard, count, done })),
    counts: {
      posted: data.reduce((sum, { count }) => sum + count, 0),
      unwanted: data.reduce((sum, { unwanted }) => sum + unwanted, 0),
    },
  }
}

export const findCounted = (table: Table, mail: string): Promise<ShardCount[]> =>
  listAll(
    progress(table).query.shard({ mail }).begins({ what: 'counting' }),
    ({ shard, count, done, revision, at }) => ({
      ...{ shard, count, done },
      ...{ revision: revision ?? 0, at: at ?? '' },
    }),
    { consistent: true },
  )
