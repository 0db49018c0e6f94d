import type { Answers } from '../catalog/index.ts'
import {
  entity,
  erased,
  findOne,
  type Instant,
  listAll,
  optional,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOfShards,
  put,
  readBatch,
  required,
  shardOf,
  sortText,
  still,
  type Table,
  update,
  upTo,
  wasWritten,
  without,
} from '../platform/index.ts'
import { isLiveRegistration, type Registration, type RegistrationStatus } from './registration.ts'

/** Over how many keys a roster is spread, so that the registrations of an uncapped event do not meet on one. */
export const rosterShards = 8

/** Registration of a person for an event. */
const registrations = entity({
  name: 'registration',
  attributes: {
    id: required.text,
    personId: required.text,
    event: required.text,
    sku: required.text,
    ticketName: required.text,
    orderId: required.text,
    status: required.textOf<RegistrationStatus>(),
    name: required.text,
    namedAs: optional.text,
    email: required.text,
    boughtBy: optional.text,
    answers: optional.anyOf<Answers>(),
    round: optional.number,
    registeredAt: required.text,
    endedAt: optional.text,
    accessEndedAt: optional.text,
    shard: required.text,
    sortName: required.text,
  },
  keys: {
    // One key for a person and an event: that a person holds one registration at most is the key's doing.
    person: { pk: 'registrations#${personId}', sk: '${event}' },
    roster: { index: 'list', pk: 'roster#${event}#${shard}', sk: '${sortName}#${personId}' },
  },
})

/** A registration's place on its roster. */
export const rosterPosition = (item: Pick<Registration, 'name' | 'personId'>): string =>
  `${sortText(item.name)}#${item.personId}`

const registrationOf = without('shard', 'sortName')

/**
 * Registers; refused as `registration:<event>` while the person has a live registration there.
 * @param over  the held registration that this one takes the place of, if it still is held
 */
export const pendingRegistration = (table: Table, registration: Registration, over?: string): PendingWrite =>
  put(
    `registration:${registration.event}`,
    registrations(table)
      .put({
        ...registration,
        shard: String(shardOf(registration.personId, rosterShards)),
        sortName: sortText(registration.name),
      })
      .where(
        ({ id, status }, { notExists, eq }) =>
          `${notExists(id)} OR NOT (${eq(status, 'held')} OR ${eq(status, 'confirmed')})${
            over === undefined ? '' : ` OR (${eq(id, over)} AND ${eq(status, 'held')})`
          }`,
      ),
  )

/**
 * Changes a registration's status if it's still this one with the status that was read. Otherwise refused as
 * `registration:<event>`.
 */
export const pendingRegistrationStatus = (
  table: Table,
  key: { personId: string; event: string; registration: string },
  from: RegistrationStatus,
  to: RegistrationStatus,
  now: Instant,
): PendingWrite => {
  const ended = !isLiveRegistration({ status: to })
  return update(
    `registration:${key.event}`,
    registrations(table)
      .patch({ personId: key.personId, event: key.event })
      .set({ status: to, ...(ended ? { endedAt: now } : {}) }),
    { id: key.registration, status: from },
  )
}

/**
 * Notes when the invitation of a confirmed registration was withdrawn with the access; or, with nothing, that the person is
 * invited again, in the next round. Refused as `registration:<event>` when it has changed since it was read.
 */
export const pendingAccess = (table: Table, read: Registration, endedAt: Instant | undefined): PendingWrite => {
  const changing = registrations(table).patch({ personId: read.personId, event: read.event })
  const invited = { round: (read.round ?? 0) + 1 }
  const next = endedAt ? changing.set({ accessEndedAt: endedAt }) : changing.set(invited).remove(['accessEndedAt'])
  const { id, round, accessEndedAt } = read
  return update(`registration:${read.event}`, next, { id, status: 'confirmed', round, accessEndedAt })
}

/**
 * Corrects what a live registration says of its attendee. Refused as `registration:<event>` when it has ended or changed
 * hands, and for a name when its attendee has given their own since it was read.
 */
export const pendingCorrection = (
  table: Table,
  { personId, event, id, namedAs }: Pick<Registration, 'personId' | 'event' | 'id' | 'namedAs'>,
  change: Partial<Pick<Registration, 'name' | 'namedAs' | 'answers'>>,
): PendingWrite =>
  update(
    `registration:${event}`,
    registrations(table)
      .patch({ personId, event })
      .set({
        ...change,
        // All parts of the roster's key, or the index would keep the old name.
        ...(change.name === undefined
          ? {}
          : { sortName: sortText(change.name), shard: String(shardOf(personId, rosterShards)) }),
      })
      .where((item, { eq, notExists }) => {
        const live = `${eq(item.id, id)} AND (${eq(item.status, 'held')} OR ${eq(item.status, 'confirmed')})`
        if (change.name === undefined && change.namedAs === undefined) return live
        return `${live} AND ${namedAs === undefined ? notExists(item.namedAs) : eq(item.namedAs, namedAs)}`
      }),
  )

export const findRegistration = (table: Table, personId: string, event: string): Promise<Registration | undefined> =>
  findOne(registrations(table).get({ personId, event }), registrationOf)

/** Several registrations by person and event, in one read. */
export const findRegistrations = async (
  table: Table,
  keys: { personId: string; event: string }[],
): Promise<Registration[]> => {
  const data = await readBatch(keys, (some) => registrations(table).get(some).go({ consistent: true }))
  return data.map(registrationOf)
}

/** All of a person's registrations, live and ended. One query. */
export const listRegistrationsOf = (table: Table, personId: string): Promise<Registration[]> =>
  listAll(registrations(table).query.person({ personId }), registrationOf, { consistent: true })

/** An event's roster by name, a page at a time. `namePrefix` finds those whose name begins so. */
export const listRoster = (
  table: Table,
  event: string,
  options: PageRequest & { namePrefix?: string | undefined },
): Promise<Page<Registration>> =>
  pageOfShards(
    rosterShards,
    (shard, after, limit) => readRosterShard(table, event, shard, { after, limit, namePrefix: options.namePrefix }),
    rosterPosition,
    options,
  )

/** One shard of a roster, after a position (`<sort name>#<person id>`). */
export const readRosterShard = async (
  table: Table,
  event: string,
  shard: number,
  options: { after?: string | undefined; limit: number; namePrefix?: string | undefined },
): Promise<Registration[]> => {
  const query = registrations(table).query.roster({ event, shard: String(shard) })
  const prefix = options.namePrefix ? sortText(options.namePrefix) : ''
  const [sortName, personId] = (options.after ?? '').split('#')
  const ranged =
    options.after && sortName !== undefined && personId
      ? prefix
        ? query.between({ sortName, personId: `${personId}~` }, { sortName: `${prefix}~` })
        : query.gt({ sortName, personId })
      : prefix
        ? query.begins({ sortName: prefix })
        : query
  const { data } = await ranged.go(upTo(options.limit))
  return data.map(registrationOf)
}

/** Takes the person out of a registration that has not been replaced meanwhile; the seat and what became of it stay. */
export const eraseRegistration = (
  table: Table,
  { personId, event, id }: Pick<Registration, 'personId' | 'event' | 'id'>,
): Promise<unknown> =>
  wasWritten(
    registrations(table)
      .patch({ personId, event })
      .set({
        name: erased,
        email: erased,
        sortName: sortText(erased),
        shard: String(shardOf(personId, rosterShards)),
      })
      .remove(['answers', 'boughtBy', 'namedAs'])
      .where(still({ id }))
      .go(),
  )

/** Takes the name of who paid out of someone's registration. */
export const forgetBoughtBy = (
  table: Table,
  { personId, event, id }: Pick<Registration, 'personId' | 'event' | 'id'>,
): Promise<unknown> =>
  wasWritten(registrations(table).patch({ personId, event }).remove(['boughtBy']).where(still({ id })).go())
