import * as z from 'zod'
import { EmailAddress } from '../identity/index.ts'
import {
  Day,
  type Instant,
  instantOf,
  LocalDateTime,
  line,
  lineOrNothing,
  multiLine,
  Problem,
  webLink,
  Zone,
} from '../platform/index.ts'
import { isWeekly, Session, scheduledSessions, scheduleSpan } from '../schedule/index.ts'
import { wrongDaysOrGuests } from './check-days.ts'
import { CoverChoices } from './cover-choices.ts'
import { UploadedPicture } from './picture.ts'
import { EventPromise } from './promise.ts'
import { Question } from './question.ts'
import { sessionsOf } from './sessions-of.ts'
import { Slug, Ticket } from './ticket.ts'

export const EventKind = z.enum(['class', 'webinar', 'breakout', 'conference', 'meeting'])
export type EventKind = z.infer<typeof EventKind>

/** Who may register: everyone, only members, or the people whose addresses are listed. */
export const EventAccess = z.enum(['everyone', 'members', 'invited'])
export type EventAccess = z.infer<typeof EventAccess>

/**
 * Who may watch the recordings once it has ended: people who were registered, anyone who registers for them then, or
 * everyone.
 */
export const RecordingAccess = z.enum(['registered', 'anyone-who-registers', 'public'])
export type RecordingAccess = z.infer<typeof RecordingAccess>

export const EventStatus = z.enum(['draft', 'published', 'cancelled'])
export type EventStatus = z.infer<typeof EventStatus>

export const Venue = z.strictObject({ name: line(120), address: multiLine(300) })
export type Venue = z.infer<typeof Venue>

/** Minutes before a session's start, from five minutes to ninety days; none says that nobody is reminded. */
const ReminderMinutes = z
  .array(
    z
      .int()
      .min(5)
      .max(90 * 24 * 60),
  )
  .max(8)
  .refine((minutes) => new Set(minutes).size === minutes.length, 'Choose a different time for each reminder')

/** What an organizer decides about an event, sessions and tickets aside. */
export const EventDetails = z.strictObject({
  kind: EventKind,
  /** The organizer's short name for a run: 5W22. */
  code: lineOrNothing(20).optional(),
  title: line(200),
  summary: multiLine(400).default(''),
  /** Paragraphs, separated by blank lines. */
  description: multiLine(10_000).default(''),
  course: Slug.optional(),
  zone: Zone,
  /** Where it takes place; absent, it is online. */
  venue: Venue.optional(),
  /** Where to join online. Shown to the entitled alone, near the time. */
  joinUrl: webLink(500).optional(),
  instructors: z.array(Slug).max(20).default([]),
  access: EventAccess.default('everyone'),
  invited: z.array(EmailAddress).max(500).default([]),
  recording: z.enum(['always', 'never']).default('always'),
  /** Absent: those who were registered. */
  recordingAccess: RecordingAccess.optional(),
  /** Seats shared by all tickets; absent, there is no limit. */
  capacity: z.int().min(1).max(100_000).optional(),
  /** Seats of each day, instead of a limit for all. A ticket takes one on every day that it admits to. None is no limit. */
  dayCapacity: z
    .record(Day, z.int().min(1).max(100_000))
    .refine((days) => Object.keys(days).length <= 31, 'Set seats for up to 31 days')
    .optional(),
  /** Local times in the event's zone. Absent: on sale from publishing until the last session ends. */
  salesOpenAt: LocalDateTime.optional(),
  salesCloseAt: LocalDateTime.optional(),
  /** Whole hours before the first session until which who cancels gets all money back. */
  refundUntilHours: z
    .int()
    .min(0)
    .max(24 * 365)
    .default(72),
  /** Whether the all-access membership covers it. */
  includedInMembership: z.boolean().default(false),
  questions: z.array(Question).max(20).default([]),
  tags: z.array(Slug).max(20).default([]),
  /** When those registered are reminded of a session: minutes before it starts. Absent, as is usual for the kind. */
  reminders: ReminderMinutes.optional(),
  ...EventPromise.shape,
  ...CoverChoices.shape,
})
export type EventDetails = z.infer<typeof EventDetails>

/** A class, webinar, breakout, conference or meeting: something to register for, at one or several times. */
export const Event = EventDetails.extend({
  slug: Slug,
  picture: UploadedPicture.optional(),
  status: EventStatus,
  sessions: z.array(Session).max(200),
  tickets: z.array(Ticket).min(1).max(20),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelReason: z.string().max(500).optional(),
  /** Pools (`*`, a day's, or a ticket's) that got a limit late: it binds once the registrations from before are counted. */
  counting: z.array(z.string()).optional(),
  /** Refund deadlines that it used to have: each still holds for orders placed no later than `placedBy`. */
  refundPromises: z.array(z.object({ until: z.string(), placedBy: z.string() })).optional(),
  /** When it went on although its last session had ended: people had had by then what they registered for. */
  reopenedAt: z.string().optional(),
  /** Rises with each change; a change made on an older one is refused. */
  revision: z.int(),
})
export type Event = z.infer<typeof Event>

export const kindLabels: Record<EventKind, { one: string; many: string }> = {
  class: { one: 'Class', many: 'Classes' },
  webinar: { one: 'Webinar', many: 'Webinars' },
  breakout: { one: 'Breakout', many: 'Breakouts' },
  conference: { one: 'Conference', many: 'Conferences' },
  meeting: { one: 'Meeting', many: 'Meetings' },
}

const counts = ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve']

/** "Five-week class", "Two-day conference", "Webinar": what kind of event this is, with its length where that tells. */
export const kindLine = (event: Pick<Event, 'kind' | 'sessions'>): string => {
  const { one } = kindLabels[event.kind]
  const days = new Set(scheduledSessions(sessionsOf(event)).map((session) => session.startsAt.slice(0, 10)))
  if (days.size < 2) return one
  const count = counts[days.size] ?? String(days.size)
  if (event.kind === 'conference') return `${count}-day ${one.toLowerCase()}`
  return isWeekly(sessionsOf(event)) ? `${count}-week ${one.toLowerCase()}` : one
}

export const recordingAccessOf = ({ recordingAccess }: Pick<Event, 'recordingAccess'>): RecordingAccess =>
  recordingAccess ?? 'registered'

/** What an event may become, and what is said when it may not. */
const transitions: Record<EventStatus, { to: EventStatus[]; words: string }> = {
  draft: { to: ['published', 'cancelled'], words: 'a draft' },
  published: { to: ['cancelled', 'draft'], words: 'published' },
  cancelled: { to: [], words: 'canceled' },
}

export const becomes = (event: Event, status: EventStatus): Event => {
  const { to, words } = transitions[event.status]
  if (!to.includes(status)) {
    const message = `This event is ${words}, so it can’t become ${transitions[status].words}.`
    throw new Problem('conflict', 'catalog.not-possible', message)
  }
  return { ...event, status }
}

export const ticketOf = (event: Event, ticketSlug: string): Ticket | undefined =>
  event.tickets.find((ticket) => ticket.slug === ticketSlug)

/** The span in which an event is on sale: `[from, until)`, derived from its local times and its last session. */
export const salesWindow = (event: Event): { from?: Instant; until?: Instant } => {
  const last = scheduleSpan(sessionsOf(event))?.endsAt
  const until = event.salesCloseAt ? instantOf(event.salesCloseAt, event.zone) : last
  return {
    ...(event.salesOpenAt ? { from: instantOf(event.salesOpenAt, event.zone) } : {}),
    ...(until ? { until } : {}),
  }
}

/**
 * Refuses an event that contradicts itself. Rules about one field are in its schema; these are about several.
 * @throws Problem invalid, with the field in `errors`
 */
export const checkEvent = (event: Event): Event => {
  const wrong = (path: string, message: string): never => {
    throw new Problem('invalid', 'catalog.contradiction', message, { errors: [{ path, message }] })
  }
  const slugs = event.tickets.map((ticket) => ticket.slug)
  if (new Set(slugs).size < slugs.length) wrong('tickets', 'Give each ticket a different name')
  const questions = event.questions.map((question) => question.id)
  if (new Set(questions).size < questions.length) wrong('questions', 'Give each question a different ID')
  if (event.kind === 'breakout' && event.recording === 'always') {
    wrong('recording', 'Breakouts are never recorded, so people can speak freely')
  }
  if (recordingAccessOf(event) !== 'registered') {
    if (event.recording === 'never')
      wrong('recordingAccess', 'This event is never recorded, so there’s no recording to share')
    if (event.access !== 'everyone') {
      wrong('recordingAccess', 'Only events that are open to everyone can share their recordings with others')
    }
  }
  const { from, until } = salesWindow(event)
  if (from && until && from >= until) wrong('salesCloseAt', 'Sales must close after they open')
  if (event.salesOpenAt && event.salesCloseAt && event.salesOpenAt >= event.salesCloseAt) {
    wrong('salesCloseAt', 'Sales must close after they open')
  }
  if (event.access === 'invited' && event.invited.length === 0)
    wrong('invited', 'List the addresses of the people you’re inviting')
  const contradiction = wrongDaysOrGuests(event)
  if (contradiction) wrong(contradiction.path, contradiction.message)
  return event
}

/** The person who looks at an event, with an address when we know who it is. */
export type Viewer = { email?: string | undefined; admin: boolean }

/** Drafts are seen by admins, invited-only events by those invited; to others they do not exist. */
export const mayView = (event: Event, viewer: Viewer): boolean => {
  if (viewer.admin) return true
  if (event.status === 'draft') return false
  return event.access !== 'invited' || (viewer.email !== undefined && event.invited.includes(viewer.email))
}
