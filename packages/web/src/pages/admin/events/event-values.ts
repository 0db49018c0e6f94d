import { type Event, recordingAccessOf, sessionsOf } from '@lectern/core/catalog'
import { scheduledSessions } from '@lectern/core/schedule'
import { differences } from '../../../forms/differences.ts'
import { writeDollars } from '../../../forms/dollars.ts'
import { type Typed, typedFrom, typedOf } from '../../../forms/typed.ts'
import { organizerZone } from '../../../layout/moments.ts'
import { coverLabels } from '../cover-choices.ts'
import { writeDaySeats } from './day-seats.ts'

const sessionRows = (sessions: Event['sessions'], zone: string) =>
  scheduledSessions(sessions).map((session) => ({
    session: session.id.startsWith('new-') ? undefined : session.id,
    startsAt: session.startsAt,
    durationMinutes: session.durationMinutes,
    title: session.title,
    summary: session.summary,
    zone: session.zone === zone ? undefined : session.zone,
    invited: session.invited?.join('\n'),
  }))

/** An event as the values of its editor's fields. */
export const valuesOfEvent = (event: Event): Typed =>
  typedOf({
    revision: event.revision,
    slug: event.slug,
    kind: event.kind,
    code: event.code,
    title: event.title,
    summary: event.summary,
    description: event.description,
    course: event.course,
    zone: event.zone,
    plan: sessionsOf(event, { admin: true }).length > 0 ? 'list' : 'none',
    durationMinutes: sessionsOf(event, { admin: true })[0]?.durationMinutes ?? 60,
    sessions: sessionRows(sessionsOf(event, { admin: true }), event.zone),
    venueName: event.venue?.name,
    venueAddress: event.venue?.address,
    joinUrl: event.joinUrl,
    instructors: event.instructors,
    access: event.access,
    invited: event.invited.join('\n'),
    recording: event.recording,
    recordingAccess: recordingAccessOf(event),
    includedInMembership: event.includedInMembership ? 'yes' : 'no',
    capacity: event.capacity,
    dayCapacity: writeDaySeats(event.dayCapacity),
    tickets: event.tickets.map(({ slug, name, description, priceCents, capacity, sale, admits }) => ({
      ...{ slug, name, description, capacity, sale },
      days: admits?.days.join(', '),
      price: writeDollars(priceCents),
    })),
    salesOpenAt: event.salesOpenAt,
    salesCloseAt: event.salesCloseAt,
    refundUntilHours: event.refundUntilHours,
    questions: event.questions.map(({ id, label, type, options = [], required }) => ({
      ...{ id, label, type, options: options.join('\n') },
      required: required ? 'yes' : '',
    })),
    tags: event.tags.join(', '),
    audience: event.audience?.join('\n'),
    outcomes: event.outcomes?.join('\n'),
    faq: event.faq ?? [],
    testimonials: event.testimonials ?? [],
    ...{ hue: event.hue, tone: event.tone, figure: event.figure },
  })

/** What the editor of a new event begins with. */
export const newEventValues = (): Typed =>
  typedOf({
    kind: 'class',
    zone: organizerZone(),
    plan: 'weekly',
    durationMinutes: 60,
    count: 5,
    refundUntilHours: 72,
    tickets: [{ name: 'Seat' }],
  })

/** The same form with its sessions written out one by one, so that each can be given a title and an agenda. */
export const withSessions = (typed: Typed, sessions: Event['sessions'], zone: string): Typed =>
  typedFrom([
    ...typed.entries().filter(([name]) => name !== 'plan' && !name.startsWith('sessions.')),
    ['plan', 'list'],
    ...typedOf({ sessions: sessionRows(sessions, zone) }).entries(),
  ])

const labels: Readonly<Record<string, string>> = {
  kind: 'Kind',
  code: 'Code',
  title: 'Title',
  summary: 'Summary',
  description: 'Description',
  course: 'Course',
  zone: 'Time zone',
  venueName: 'Venue',
  venueAddress: 'Venue address',
  joinUrl: 'Where to join',
  access: 'Who can register',
  invited: 'Who is invited',
  recording: 'Recording',
  recordingAccess: 'Who can watch the recording',
  includedInMembership: 'Part of the all-access membership',
  capacity: 'Total seats',
  dayCapacity: 'Seats per day',
  salesOpenAt: 'Registration opens',
  salesCloseAt: 'Registration closes',
  refundUntilHours: 'Refunds until',
  tags: 'Tags',
  instructors: 'Instructors',
  audience: 'Who it’s for',
  outcomes: 'What you’ll leave with',
  ...coverLabels,
}

const tables = [
  { table: 'tickets', label: 'Tickets', columns: ['name', 'price', 'capacity', 'description', 'days'] },
  { table: 'sessions', label: 'Sessions', columns: ['startsAt', 'durationMinutes', 'title', 'summary', 'invited'] },
  { table: 'questions', label: 'Questions', columns: ['label', 'type', 'options', 'required'] },
  { table: 'faq', label: 'Questions and answers', columns: ['question', 'answer'] },
  { table: 'testimonials', label: 'Testimonials', columns: ['quote', 'name', 'role'] },
]

/** What is saved now, where it differs from what was typed. */
export const eventDifferences = (typed: Typed, event: Event): string[] => {
  const listed = typed.text('plan') === 'list'
  return differences(
    typed,
    valuesOfEvent(event),
    labels,
    tables.filter(({ table }) => listed || table !== 'sessions'),
  )
}
