import * as z from 'zod'
import { announce, commit, type Instant, invalidInput, newId, Problem, type Table } from '../platform/index.ts'
import { expandSchedule, RecurringSchedule, type Session, SessionInput } from '../schedule/index.ts'
import { checkEvent, type Event, EventDetails } from './event.ts'
import { pendingOffering, pendingOfferingRemoval } from './product-store.ts'
import { keepRefundPromises } from './refund-deadline.ts'
import { refuseReservedSlug } from './reserved-slug.ts'
import { getEvent, pendingEvent, pendingEventRemoval, pendingNewEvent } from './store.ts'
import { Slug, slugFrom, Ticket } from './ticket.ts'

/** A ticket as it is sent: without a slug it takes one from its name. */
const TicketInput = Ticket.extend({ slug: Slug.optional() }).transform((ticket) => ({
  ...ticket,
  slug: ticket.slug ?? (slugFrom(ticket.name) || 'ticket'),
}))

const defaultsByKind = (input: unknown): unknown => {
  if (typeof input !== 'object' || input === null || !('kind' in input)) return input
  return {
    ...(input.kind === 'breakout' ? { recording: 'never', access: 'members' } : {}),
    ...(input.kind === 'class' ? { includedInMembership: true } : {}),
    ...input,
  }
}

/** Sessions by a rule or one by one; of neither, a draft waits without a date. */
const schedule = {
  schedule: z.strictObject(RecurringSchedule.shape).optional(),
  sessions: z.array(z.strictObject(SessionInput.shape)).max(200).optional(),
}

type Planned = { schedule?: RecurringSchedule | undefined; sessions?: SessionInput[] | undefined }

const plan = (input: Planned, zone: string): Session[] | undefined => {
  if (input.schedule && input.sessions) {
    const message = 'Give a rule or the sessions themselves, not both'
    throw new Problem('invalid', 'schedule.two-ways', message, { errors: [{ path: 'sessions', message }] })
  }
  const makeId = () => newId('session')
  if (input.schedule) return expandSchedule({ schedule: input.schedule }, zone, makeId)
  if (input.sessions) return expandSchedule({ sessions: input.sessions }, zone, makeId)
  return undefined
}

/** A new event: its details, its tickets, and its sessions by rule or one by one. */
export const NewEvent = z.preprocess(
  defaultsByKind,
  EventDetails.extend({ slug: Slug.optional(), tickets: z.array(TicketInput).min(1).max(20), ...schedule }),
)
export type NewEvent = z.infer<typeof NewEvent>

const { shape } = EventDetails

/** A change: only what is named changes. New sessions replace the old; of those that stay at their time the id stays. */
export const EventChange = EventDetails.extend({
  // Without their defaults, which zod gives to an optional field too: what is left out would be reset.
  summary: shape.summary.unwrap(),
  description: shape.description.unwrap(),
  instructors: shape.instructors.unwrap(),
  access: shape.access.unwrap(),
  invited: shape.invited.unwrap(),
  recording: shape.recording.unwrap(),
  refundUntilHours: shape.refundUntilHours.unwrap(),
  includedInMembership: shape.includedInMembership.unwrap(),
  questions: shape.questions.unwrap(),
  tags: shape.tags.unwrap(),
  tickets: z.array(TicketInput).min(1).max(20),
  ...schedule,
})
  .partial()
  .extend({ revision: z.int().optional() })
export type EventChange = z.infer<typeof EventChange>

const taken = (slug: string): Problem =>
  new Problem('conflict', 'catalog.slug-taken', `There is something at “${slug}” already.`, {
    errors: [{ path: 'slug', message: 'Another event or title has this address' }],
  })

const changedMeanwhile = (): Problem =>
  new Problem(
    'conflict',
    'catalog.changed',
    'Somebody changed this event meanwhile. Look at it again, then repeat your change.',
  )

/**
 * Makes a draft. Its slug, taken from the code or the title when none is given, is its address for good.
 * @throws Problem conflict `catalog.slug-taken`; invalid `catalog.contradiction`, `schedule.*`
 */
export const createEvent = async (table: Table, input: NewEvent, now: Instant): Promise<Event> => {
  const { schedule: rule, sessions, slug: given, ...details } = input
  const slug = given ?? (slugFrom(details.code ?? '') || slugFrom(details.title))
  refuseReservedSlug('event', slug)
  if (slug === '') throw invalidInput([{ path: 'slug', message: 'Give an address of small letters and digits' }])
  const event = checkEvent({
    ...details,
    slug,
    status: 'draft',
    sessions: plan({ schedule: rule, sessions }, details.zone) ?? [],
    createdAt: now,
    updatedAt: now,
    revision: 1,
  })
  const result = await commit(table, [pendingNewEvent(table, event), pendingOffering(table, slug, 'event')])
  if (!result.committed) throw taken(slug)
  return event
}

/**
 * Changes an event. Times of a published event change by rescheduling alone, which tells those who are registered.
 * @throws Problem conflict `catalog.changed`, `catalog.reschedule-instead`, `catalog.cancelled`, `catalog.capacity-late`,
 *   `catalog.ticket-gone`
 */
export const editEvent = async (table: Table, slug: string, change: EventChange, now: Instant): Promise<Event> => {
  const event = await getEvent(table, slug)
  const { schedule: rule, sessions, revision, ...details } = change
  if (event.status === 'cancelled') {
    throw new Problem('conflict', 'catalog.cancelled', 'A cancelled event does not change any more.')
  }
  if (revision !== undefined && revision !== event.revision) throw changedMeanwhile()
  const moves =
    rule !== undefined || sessions !== undefined || (details.zone !== undefined && details.zone !== event.zone)
  if (moves && event.status === 'published') {
    throw new Problem(
      'conflict',
      'catalog.reschedule-instead',
      'This event is published: move its sessions one by one, so that everybody registered is told.',
    )
  }
  const zone = details.zone ?? event.zone
  const planned =
    plan({ schedule: rule, sessions }, zone) ??
    event.sessions.map((session) => ({ ...session, zone: session.zone === event.zone ? zone : session.zone }))
  const kept = new Map(event.sessions.map((session) => [session.startsAt, session.id]))
  const edited = checkEvent({
    ...event,
    ...details,
    sessions: planned.map((session) => ({ ...session, id: kept.get(session.startsAt) ?? session.id })),
    updatedAt: now,
  })
  const changed = keepRefundPromises(event, edited, now)
  if (event.status === 'published') refuseOnSale(event, changed)
  const result = await commit(table, [
    pendingEvent(table, changed),
    // A higher limit or a longer sale may mean seats for those who wait.
    ...(event.status === 'published' && isCapped(changed)
      ? [announce(table, 'seats.freed', { event: slug }, now)]
      : []),
    ...(event.status === 'published' && remindsOtherwise(event, changed)
      ? [announce(table, 'event.changed', { event: slug }, now)]
      : []),
  ])
  if (!result.committed) throw changedMeanwhile()
  return { ...changed, revision: event.revision + 1 }
}

const isCapped = (event: Event): boolean =>
  event.capacity !== undefined || event.tickets.some((ticket) => ticket.capacity !== undefined)

/** Whether those registered would be reminded at other moments: each kind has its usual ones. */
const remindsOtherwise = (event: Event, changed: Event): boolean =>
  event.kind !== changed.kind || String(event.reminders) !== String(changed.reminders)

/**
 * Refuses what those who are registered would not bear. Seats are counted only while there is a limit: one set later
 * would know nothing of the people who registered before, and let in too many. A ticket's address stands in their orders.
 */
const refuseOnSale = (event: Event, changed: Event): void => {
  const late = (path: string): never => {
    const message = 'A limit cannot be added once an event is on sale, since earlier registrations were not counted'
    throw new Problem('conflict', 'catalog.capacity-late', `${message}.`, { errors: [{ path, message }] })
  }
  if (event.capacity === undefined && changed.capacity !== undefined) late('capacity')
  for (const [index, ticket] of changed.tickets.entries()) {
    const before = event.tickets.find(({ slug }) => slug === ticket.slug)
    if (before && before.capacity === undefined && ticket.capacity !== undefined) late(`tickets.${index}.capacity`)
  }
  const gone = event.tickets.find(({ slug }) => !changed.tickets.some((ticket) => ticket.slug === slug))
  if (gone) {
    const message = `The ticket “${gone.name}” (${gone.slug}) is on sale and stays; people may hold it or wait for it`
    throw new Problem('conflict', 'catalog.ticket-gone', `${message}.`, { errors: [{ path: 'tickets', message }] })
  }
}

/**
 * Deletes a draft, and announces it, so that what was prepared for it goes too. What was ever published is cancelled
 * instead, so that nobody's registration points nowhere.
 */
export const deleteDraft = async (table: Table, slug: string, now: Instant): Promise<void> => {
  const event = await getEvent(table, slug)
  if (event.status !== 'draft') {
    throw new Problem('conflict', 'catalog.not-a-draft', 'Only a draft can be deleted. Cancel this event instead.')
  }
  const result = await commit(table, [
    pendingEventRemoval(table, event),
    pendingOfferingRemoval(table, slug),
    announce(table, 'event.deleted', { event: slug }, now),
  ])
  if (!result.committed) throw changedMeanwhile()
}
