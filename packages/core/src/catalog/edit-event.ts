import { announce, commit, type Instant, type PendingWrite, Problem, type Table } from '../platform/index.ts'
import type { Session } from '../schedule/index.ts'
import { changeSessions } from './change-sessions.ts'
import { checkEvent, type Event } from './event.ts'
import { type EventUpdate, eventUpdate } from './event-update.ts'
import { countsIn, dayOfPool, limitsOf } from './limits.ts'
import { pendingOffering, pendingOfferingRemoval } from './product-store.ts'
import { refuseReservedSlug } from './reserved-slug.ts'
import { changedMeanwhile, type EventChange, plan, slugTaken } from './save-event.ts'
import { guestLists, invitesToSession } from './session-guests.ts'
import { commitChange, settleChange } from './settle-change.ts'
import { getEvent, pendingEventRemoval, pendingNewEvent } from './store.ts'
import type { Ticket } from './ticket.ts'
import { eventChanged, eventInvited, eventReaddressed, seatsFreed, seatsUncounted, sessionsInvited } from './topics.ts'

/** The sessions of a draft after a change: of those that stay at their time the id stays. */
const plannedSessions = (event: Event, { schedule, sessions, zone = event.zone }: EventChange): Session[] => {
  const kept = new Map(event.sessions.map((session) => [session.startsAt, session.id]))
  const planned = plan({ schedule, sessions }, zone)
  if (planned) return planned.map((session) => ({ ...session, id: kept.get(session.startsAt) ?? session.id }))
  return event.sessions.map((session) => ({ ...session, zone: session.zone === event.zone ? zone : session.zone }))
}

const refuseSchedule = (event: Event, { schedule, sessions, zone, sessionChanges }: EventChange): void => {
  if (event.status === 'published') {
    if (!schedule && !sessions && (zone === undefined || zone === event.zone)) return
    throw new Problem(
      'conflict',
      'catalog.reschedule-instead',
      'This event is published. List the sessions that change, so we can notify everyone registered.',
    )
  }
  if (!sessionChanges) return
  const message = 'This event is a draft. Send its full list of sessions instead'
  throw new Problem('conflict', 'catalog.not-published', `${message}.`, {
    errors: [{ path: 'sessionChanges', message }],
  })
}

/** An event's address is in emails, calendars, and orders. */
export const addressStays = (): Problem => {
  const message = 'You can’t change the address once the event is published or someone has registered'
  return new Problem('conflict', 'catalog.address-stays', `${message}.`, { errors: [{ path: 'slug', message }] })
}

/** Puts a draft at its new address, and announces it, so that what was prepared for it follows. */
const moveDraft = async (table: Table, event: Event, changed: Event, now: Instant): Promise<Event> => {
  const moved = { ...changed, revision: event.revision + 1 }
  const result = await commit(table, [
    pendingOffering(table, moved.slug, 'event'),
    pendingOfferingRemoval(table, event.slug),
    ...pendingNewEvent(table, moved),
    ...pendingEventRemoval(table, event),
    announce(table, eventReaddressed, { from: event.slug, to: moved.slug }, now),
  ])
  if (result.committed) return moved
  throw result.refused.includes('offering') ? slugTaken(moved.slug) : changedMeanwhile()
}

/**
 * What a change would make of an event, and what registered people would be told about it, if anything. Writes nothing.
 * @throws as `editEvent`
 */
export const planEdit = (
  event: Event,
  change: EventChange,
  now: Instant,
): { changed: Event; update: EventUpdate | undefined } => {
  const { schedule: _, sessions: __, sessionChanges, revision, slug = event.slug, ...details } = change
  if (event.status === 'cancelled') {
    throw new Problem('conflict', 'catalog.cancelled', 'A canceled event can’t be changed.')
  }
  if (revision !== undefined && revision !== event.revision) throw changedMeanwhile()
  refuseSchedule(event, change)
  if (slug !== event.slug) {
    refuseReservedSlug('event', slug)
    if (event.status !== 'draft') throw addressStays()
  }
  const sessions = sessionChanges ? changeSessions(event, sessionChanges, now) : plannedSessions(event, change)
  const changed = settleChange(event, checkEvent({ ...event, ...details, slug, sessions, updatedAt: now }), now)
  if (event.status !== 'published') return { changed, update: undefined }
  refuseOnSale(event, changed)
  refuseOtherDays(event, changed)
  return { changed: withCounting(event, changed), update: eventUpdate(event, changed) }
}

/**
 * Changes an event. Sessions of a published one are added, changed and called off by name; whatever people must know goes
 * out as one update, with the change in one commit.
 * @throws Problem not-found; conflict `catalog.changed`, `catalog.reschedule-instead`, `catalog.cancelled`,
 *   `catalog.capacity-below-taken`, `catalog.ticket-gone`, `catalog.session-over`, `catalog.last-session`,
 *   `catalog.admits-stays`, `catalog.address-stays`, `catalog.slug-taken`; invalid `schedule.*`
 * @param guard  what must hold of the seats that are taken; refused as `seat:<event>:<pool>`
 */
export const editEvent = async (
  table: Table,
  slug: string,
  change: EventChange,
  now: Instant,
  guard: (before: Event, after: Event) => PendingWrite[] = () => [],
): Promise<Event> => {
  const event = await getEvent(table, slug)
  const { changed } = planEdit(event, change, now)
  if (changed.slug !== slug) return moveDraft(table, event, changed, now)
  const published = event.status === 'published'
  const saved = await commitChange(
    table,
    event,
    changed,
    [
      // A higher limit or a longer sale may mean seats for people who wait.
      ...(published && (isCapped(changed) || isCapped(event))
        ? [announce(table, seatsFreed, { event: slug }, now)]
        : []),
      ...(changed.counting ? [announce(table, seatsUncounted, { event: slug }, now)] : []),
      ...(published ? guard(event, changed) : []),
      ...(published && invitesMore(event, changed) ? [announce(table, eventInvited, { event: slug }, now)] : []),
      ...(published && invitesToSession(event, changed)
        ? [announce(table, sessionsInvited, { event: slug }, now)]
        : []),
      ...(published && remindsOtherwise(event, changed) ? [announce(table, eventChanged, { event: slug }, now)] : []),
    ],
    now,
  )
  if ('refused' in saved)
    throw saved.refused.includes('event') ? changedMeanwhile() : belowTaken(changed, saved.refused)
  return saved.event
}

/** Whether someone is invited who was not before. */
const invitesMore = (event: Event, changed: Event): boolean =>
  changed.access === 'invited' &&
  (event.access !== 'invited' || changed.invited.some((email) => !event.invited.includes(email)))

const isCapped = (event: Event): boolean => limitsOf(event).size > 0

/** Whether those registered would be reminded at other moments: each kind has its usual ones. */
const remindsOtherwise = (event: Event, changed: Event): boolean =>
  event.kind !== changed.kind ||
  String(event.reminders) !== String(changed.reminders) ||
  // Teachers get reminders, too.
  (event.instructors.length === 0) !== (changed.instructors.length === 0) ||
  guestLists(event) !== guestLists(changed)

/**
 * Seats are counted only while there is a limit: one that comes late binds once earlier registrations are counted, too.
 * Nobody can have registered for a ticket that is new.
 */
const withCounting = (event: Event, changed: Event): Event => {
  const [before, after] = [limitsOf(event), limitsOf(changed)]
  const late = [...after.keys()].filter(
    (pool) => !before.has(pool) && event.tickets.some((ticket) => countsIn(ticket, pool)),
  )
  const counting = [...new Set([...(event.counting ?? []), ...late])].filter((pool) => after.has(pool))
  const { counting: _, ...rest } = changed
  return counting.length > 0 ? { ...rest, counting } : rest
}

/** Refuses to take away a ticket that is on sale: its address is in orders and queues. It can be closed or hidden. */
const refuseOnSale = (event: Event, changed: Event): void => {
  const gone = event.tickets.find(({ slug }) => !changed.tickets.some((ticket) => ticket.slug === slug))
  if (!gone) return
  const message = `You can’t remove the ticket “${gone.name}” (${gone.slug}) because people may have it. Close or hide it instead`
  throw new Problem('conflict', 'catalog.ticket-gone', `${message}.`, { errors: [{ path: 'tickets', message }] })
}

/** Refuses to change the days of a ticket that is on sale: people bought it for those, and their seats are counted there. */
const refuseOtherDays = (event: Event, changed: Event): void => {
  const daysOf = ({ admits }: Ticket) => String(admits?.days)
  const index = changed.tickets.findIndex((ticket) => {
    const before = event.tickets.find(({ slug }) => slug === ticket.slug)
    return before && daysOf(before) !== daysOf(ticket)
  })
  const ticket = changed.tickets[index]
  if (!ticket) return
  const message = `You can’t change the days of the ticket “${ticket.name}” because people may have it. Add another ticket instead`
  throw new Problem('conflict', 'catalog.admits-stays', `${message}.`, {
    errors: [{ path: `tickets.${index}.admits`, message }],
  })
}

/** Says which field asked for fewer seats than are taken. */
const belowTaken = (changed: Event, refused: readonly string[]): Problem => {
  const pool = refused.find((name) => name.startsWith('seat:'))?.split(':')[2] ?? '*'
  const index = changed.tickets.findIndex(({ slug }) => slug === pool)
  const shared = dayOfPool(pool) === undefined ? 'capacity' : 'dayCapacity'
  const path = index < 0 ? shared : `tickets.${index}.capacity`
  const message = 'More seats than that are already taken'
  return new Problem('conflict', 'catalog.capacity-below-taken', `${message}.`, { errors: [{ path, message }] })
}
