import {
  type Actor,
  findPersonById,
  identityTopics,
  nameFromEmail,
  ownNameOf,
  type Person,
  pendingOwnName,
} from '../identity/index.ts'
import { addSeconds, announce, commit, erased, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import type { Attendee } from './cart.ts'
import type { OrderRequest } from './order.ts'
import { noteRecent } from './recent-store.ts'
import { isLiveRegistration, type Registration } from './registration.ts'
import { listRegistrationsOf, pendingCorrection } from './registration-store.ts'

type People = ReadonlyMap<string, Person>

/**
 * The name that someone who has signed in gives for themselves with an order, the first time they give one. The name that we
 * had made up for them, sent back as it was, is none.
 */
const firstName = (request: OrderRequest, attendees: readonly Attendee[], self: Person): string | undefined => {
  const { email, name: had, namedAt } = self
  if (namedAt !== undefined) return undefined
  const typed = attendees.find((attendee) => attendee.email === email) ?? request.buyer
  return typed.email === email && typed.name !== had ? typed.name : undefined
}

/** The name that an order gives its signed-in buyer, if they had given none. Refused as `own-name` when they just have. */
export const pendingFirstName = (
  table: Table,
  request: OrderRequest,
  attendees: readonly Attendee[],
  { actor, people }: { actor: Actor; people: People },
  now: Instant,
): PendingWrite[] => {
  const self = actor.kind === 'person' ? people.get(actor.email) : undefined
  const name = self && firstName(request, attendees, self)
  return self === undefined || name === undefined ? [] : pendingOwnName(table, self, name, now, 'first')
}

/**
 * The attendee's own name, if they've given one: with this order if they signed in to place it, otherwise before. What
 * anyone else types for them never replaces it.
 */
export const attendeeOwnName = (attendee: Attendee, actor: Actor, people: People): string | undefined => {
  const known = people.get(attendee.email)
  const self = actor.kind === 'person' && actor.email === attendee.email
  return self && attendee.name !== known?.name ? attendee.name : ownNameOf(known)
}

/**
 * The people an order creates: its buyer by the name they typed, others by their address, since others typed their
 * names.
 */
export const newPeople = (
  { buyer }: OrderRequest,
  attendees: readonly Attendee[],
  people: People,
  ids: ReadonlyMap<string, string>,
): { id: string; email: string; name: string }[] =>
  [...new Set([buyer.email, ...attendees.map(({ email }) => email)])]
    .filter((email) => !people.has(email))
    .map((email) => ({
      id: ids.get(email) ?? '',
      email,
      name: email === buyer.email ? buyer.name : nameFromEmail(email),
    }))

/** An order that read a person's name before they gave it commits within this. */
const lookAgainSeconds = 120

/** Someone's live registrations, and who they are now; nobody while they have given no name. */
export const findNamed = async (
  table: Table,
  personId: string,
): Promise<{ name: string; registrations: Registration[] } | undefined> => {
  const registrations = (await listRegistrationsOf(table, personId)).filter(
    (one) => isLiveRegistration(one) && one.email !== erased,
  )
  const name = ownNameOf(await findPersonById(table, personId, registrations[0]?.email))
  return name === undefined ? undefined : { name, registrations }
}

/**
 * Puts someone's own name on the rosters that have what others typed; what they typed stays for the buyer. May be repeated.
 * The later look is for orders that were being placed meanwhile, and leaves alone what is the person's own already.
 * @param row  `again`: this is the later look
 */
export const takeOwnName = async (
  table: Table,
  row: { person: string; again?: boolean | undefined },
  now: Instant,
): Promise<PendingWrite[]> => {
  const named = await findNamed(table, row.person)
  if (!named) return []
  const { name } = named
  for (const registration of named.registrations) {
    const { namedAs } = registration
    if (namedAs !== undefined && (row.again || registration.name === name)) continue
    // The roster's index may show them under neither name for a moment.
    await noteRecent(table, [registration], now)
    await commit(table, [pendingCorrection(table, registration, { name, namedAs: namedAs ?? registration.name })])
  }
  return row.again
    ? []
    : [
        announce(table, identityTopics.personNamed, { ...row, again: true }, now, {
          dueAt: addSeconds(now, lookAgainSeconds),
        }),
      ]
}
