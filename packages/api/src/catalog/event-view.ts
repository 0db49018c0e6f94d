import {
  CoverChoices,
  dayPool,
  type Event,
  EventKind,
  EventPromise,
  EventStatus,
  eventState,
  pastSessions,
  Question,
  RecordingAccess,
  recordingAccessOf,
  salesState,
  salesWindow,
  sessionsOf,
  sharedPool,
  shownTickets,
  skuOf,
  type Ticket,
} from '@lectern/core/catalog'
import { Cents, type Instant } from '@lectern/core/platform'
import { isSoldOut, type Levels, levelKey, type Registered, remaining } from '@lectern/core/registration'
import { type Session, SessionAudience, sessionTimes } from '@lectern/core/schedule'
import * as z from 'zod'
import { shown } from '../http/shown.ts'
import { Images, imagesOf } from './image-view.ts'

const Moment = z.string().describe('RFC 3339 in UTC: 2024-04-23T16:00:00Z')

export const Availability = z
  .enum(['open', 'sold-out', 'sales-closed', 'not-open', 'cancelled', 'ended'])
  .describe('Whether you can register right now.')

export const SessionView = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string().optional(),
    startsAt: Moment,
    endsAt: Moment,
    zone: z.string(),
    local: z.string().describe('Local time in the zone at the start: 2024-04-23T09:00'),
    durationMinutes: z.int(),
    sequence: z.int().describe('Goes up each time the session is moved.'),
    status: z.enum(['scheduled', 'cancelled']),
    audience: SessionAudience.optional().describe(
      'Who it’s for: absent for everyone whose ticket includes its day. Sessions by invitation are listed only for people invited to them.',
    ),
  })
  .meta({ id: 'Session' })

const AdminSessionView = SessionView.extend({
  invited: z.array(z.string()).optional().describe('Who is invited to a session by invitation.'),
}).meta({ id: 'AdminSession' })

export const TicketView = z
  .object({
    sku: z.string(),
    name: z.string(),
    description: z.string().optional(),
    priceCents: Cents,
    remaining: z.int().nullable().describe("Seats still open to anyone; null if there's no limit."),
    admits: z
      .object({ days: z.array(z.string()) })
      .optional()
      .describe('The days this ticket includes, like 2024-06-06; absent if it includes all of them.'),
  })
  .meta({ id: 'Ticket' })

/** What an event is, for everyone who may see it. */
export const EventView = z
  .object({
    slug: z.string(),
    kind: EventKind,
    code: z.string().optional(),
    title: z.string(),
    summary: z.string(),
    description: z.string(),
    course: z.string().optional(),
    zone: z.string(),
    venue: z.object({ name: z.string(), address: z.string() }).optional(),
    instructors: z.array(z.string()),
    access: z.enum(['everyone', 'members', 'invited']),
    recording: z.enum(['always', 'never']),
    recordingAccess: RecordingAccess.describe('Who can watch the recordings after the event has ended.'),
    includedInMembership: z.boolean(),
    tags: z.array(z.string()),
    status: EventStatus,
    state: z.enum(['draft', 'cancelled', 'ended', 'live', 'under-way', 'upcoming']),
    availability: Availability,
    salesOpenAt: Moment.optional(),
    salesCloseAt: Moment.optional(),
    refundUntilHours: z.int(),
    sessions: z.array(SessionView),
    past: z
      .object({ over: z.int(), total: z.int(), recordings: z.boolean(), message: z.string() })
      .optional()
      .describe(
        'What someone who registers now has missed, once a session is over, and whether they get the recordings.',
      ),
    tickets: z.array(TicketView),
    questions: z.array(z.object(Question.shape)),
    ...EventPromise.shape,
    ...Images,
  })
  .meta({ id: 'Event' })
export type EventView = z.infer<typeof EventView>

const AdminTicketView = TicketView.extend({
  capacity: z.int().nullable().describe('Seats for this ticket; null if it has no limit of its own.'),
  taken: z.int().nullable().describe("Seats taken for this ticket; null if they aren't counted."),
  sale: z.enum(['closed', 'hidden']).optional().describe("Closed or hidden; absent if it's on sale with the event."),
}).meta({ id: 'AdminTicket' })

/** What organizers see besides. */
export const AdminEventView = EventView.extend({
  sessions: z.array(AdminSessionView),
  tickets: z.array(AdminTicketView),
  capacity: z.int().optional().describe("Seats shared by all tickets; absent if there's no limit."),
  dayCapacity: z.record(z.string(), z.int()).optional().describe('Seats per day, instead of seats shared by all.'),
  takenByDay: z.record(z.string(), z.int()).optional().describe('Seats taken on each day that has a limit.'),
  taken: z.int().nullable().describe("Seats taken across all tickets; null if they aren't counted."),
  waiting: z.int().describe('People on the waitlist, not counting offers.'),
  registered: z
    .object({ people: z.int(), more: z.boolean(), byTicket: z.record(z.string(), z.int()) })
    .optional()
    .describe(
      'People registered or holding a seat; with `more`, at least this many. Only when you get a single event.',
    ),
  invited: z.array(z.string()),
  joinUrl: z.string().optional(),
  reminders: z
    .array(z.int())
    .optional()
    .describe('When reminders go out, in minutes before a session; absent for the defaults of the kind.'),
  cancelReason: z.string().optional(),
  ...CoverChoices.shape,
  revision: z.int(),
  createdAt: Moment,
  updatedAt: Moment,
}).meta({ id: 'AdminEvent' })
export type AdminEventView = z.infer<typeof AdminEventView>

export const availabilityOf = (event: Event, levels: Levels, now: Instant): z.infer<typeof Availability> => {
  const sales = salesState(event, now)
  if (sales === 'cancelled') return 'cancelled'
  if (eventState(event, now) === 'ended') return 'ended'
  if (sales === 'not-open' || sales === 'not-published') return 'not-open'
  if (sales === 'closed') return 'sales-closed'
  return isSoldOut(event, levels) ? 'sold-out' : 'open'
}

const sessionFields = (event: Event, session: Session) => ({
  ...session,
  ...sessionTimes(session),
  title: session.title ?? event.title,
  local: session.startsAt,
})

const ticketView = (event: Event, ticket: Ticket, levels: Levels): z.infer<typeof TicketView> =>
  shown(TicketView, {
    ...ticket,
    sku: skuOf(event.slug, ticket),
    remaining: remaining(event, ticket.slug, levels) ?? null,
  })

/** What a view of an event is made of, beside the event: how full it is, what time it is, and where the site is. */
export type EventViewing = { levels: Levels; now: Instant; siteUrl: string }

export const eventView = (event: Event, { levels, now, siteUrl }: EventViewing): EventView => {
  const { from, until } = salesWindow(event)
  return shown(EventView, {
    ...event,
    recordingAccess: recordingAccessOf(event),
    state: eventState(event, now),
    availability: availabilityOf(event, levels, now),
    salesOpenAt: from,
    salesCloseAt: until,
    sessions: sessionsOf(event).map((session) => shown(SessionView, sessionFields(event, session))),
    past: pastSessions(event, now),
    tickets: shownTickets(event).map((ticket) => ticketView(event, ticket, levels)),
    ...imagesOf(siteUrl, event, 'card'),
  })
}

/** How full a pool is, nothing where it has no limit. */
const takenOf = (event: Event, levels: Levels, pool: string, limit: number | undefined): number | null =>
  limit === undefined ? null : (levels.get(levelKey(event.slug, pool))?.taken ?? 0)

export const adminEventView = (event: Event, viewing: EventViewing, registered?: Registered): AdminEventView => {
  const { levels } = viewing
  return shown(AdminEventView, {
    ...event,
    ...eventView(event, viewing),
    sessions: sessionsOf(event, { admin: true }).map((session) =>
      shown(AdminSessionView, sessionFields(event, session)),
    ),
    tickets: event.tickets.map((ticket) => ({
      ...ticketView(event, ticket, levels),
      capacity: ticket.capacity ?? null,
      taken: takenOf(event, levels, ticket.slug, ticket.capacity),
      sale: ticket.sale,
    })),
    taken: takenOf(event, levels, sharedPool, event.capacity),
    takenByDay:
      event.dayCapacity &&
      Object.fromEntries(
        Object.entries(event.dayCapacity).map(([day, limit]) => [
          day,
          takenOf(event, levels, dayPool(day), limit) ?? 0,
        ]),
      ),
    waiting: Math.max(
      0,
      ...[...levels].filter(([key]) => key.startsWith(`${event.slug}#`)).map(([, one]) => one.waiting),
    ),
    registered: registered && { ...registered, byTicket: Object.fromEntries(registered.byTicket) },
  })
}
