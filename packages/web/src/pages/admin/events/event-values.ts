import { type Event, recordingAccessOf } from '@lectern/core/catalog'
import { scheduledSessions } from '@lectern/core/schedule'
import { differences } from '../../../forms/differences.ts'
import { writeDollars } from '../../../forms/dollars.ts'
import { type Typed, typedFrom } from '../../../forms/typed.ts'
import { organizerZone } from '../../../layout/moments.ts'

type Entry = readonly [string, string]

const sessionEntries = (sessions: Event['sessions'], zone: string): Entry[] =>
  scheduledSessions(sessions).flatMap((session, index): Entry[] => {
    const row = `sessions.${index}`
    return [
      ...(session.id.startsWith('new-') ? [] : [[`${row}.session`, session.id] as const]),
      [`${row}.startsAt`, session.startsAt],
      [`${row}.durationMinutes`, String(session.durationMinutes)],
      [`${row}.title`, session.title ?? ''],
      [`${row}.summary`, session.summary ?? ''],
      [`${row}.zone`, session.zone === zone ? '' : session.zone],
    ]
  })

/** An event as the values of its editor's fields. */
export const valuesOfEvent = (event: Event): Typed =>
  typedFrom([
    ['revision', String(event.revision)],
    ['slug', event.slug],
    ['kind', event.kind],
    ['code', event.code ?? ''],
    ['title', event.title],
    ['summary', event.summary],
    ['description', event.description],
    ['course', event.course ?? ''],
    ['zone', event.zone],
    ['plan', event.sessions.length > 0 ? 'list' : 'none'],
    ['durationMinutes', String(event.sessions[0]?.durationMinutes ?? 60)],
    ...sessionEntries(event.sessions, event.zone),
    ['venueName', event.venue?.name ?? ''],
    ['venueAddress', event.venue?.address ?? ''],
    ['joinUrl', event.joinUrl ?? ''],
    ...event.instructors.map((slug): Entry => ['instructors', slug]),
    ['access', event.access],
    ['invited', event.invited.join('\n')],
    ['recording', event.recording],
    ['recordingAccess', recordingAccessOf(event)],
    ['includedInMembership', event.includedInMembership ? 'yes' : 'no'],
    ['capacity', event.capacity === undefined ? '' : String(event.capacity)],
    ...event.tickets.flatMap((ticket, index): Entry[] => [
      [`tickets.${index}.slug`, ticket.slug],
      [`tickets.${index}.name`, ticket.name],
      [`tickets.${index}.description`, ticket.description ?? ''],
      [`tickets.${index}.price`, writeDollars(ticket.priceCents)],
      [`tickets.${index}.capacity`, ticket.capacity === undefined ? '' : String(ticket.capacity)],
      [`tickets.${index}.sale`, ticket.sale ?? ''],
    ]),
    ['salesOpenAt', event.salesOpenAt ?? ''],
    ['salesCloseAt', event.salesCloseAt ?? ''],
    ['refundUntilHours', String(event.refundUntilHours)],
    ...event.questions.flatMap((question, index): Entry[] => [
      [`questions.${index}.id`, question.id],
      [`questions.${index}.label`, question.label],
      [`questions.${index}.type`, question.type],
      [`questions.${index}.options`, (question.options ?? []).join('\n')],
      [`questions.${index}.required`, question.required ? 'yes' : ''],
    ]),
    ['tags', event.tags.join(', ')],
  ])

/** What the editor of a new event begins with. */
export const newEventValues = (): Typed =>
  typedFrom([
    ['kind', 'class'],
    ['zone', organizerZone()],
    ['plan', 'weekly'],
    ['durationMinutes', '60'],
    ['count', '5'],
    ['refundUntilHours', '72'],
    ['tickets.0.name', 'Seat'],
  ])

/** The same form with its sessions written out one by one, so that each can be given a title and an agenda. */
export const withSessions = (typed: Typed, sessions: Event['sessions'], zone: string): Typed =>
  typedFrom([
    ...typed.entries().filter(([name]) => name !== 'plan' && !name.startsWith('sessions.')),
    ['plan', 'list'],
    ...sessionEntries(sessions, zone),
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
  venueAddress: 'Address of the venue',
  joinUrl: 'Where to join',
  access: 'Who can register',
  invited: 'Who is invited',
  recording: 'Recording',
  recordingAccess: 'Who can watch the recording',
  includedInMembership: 'Part of the all-access membership',
  capacity: 'Total seats',
  salesOpenAt: 'Registration opens',
  salesCloseAt: 'Registration closes',
  refundUntilHours: 'Refunds until',
  tags: 'Tags',
  instructors: 'Instructors',
}

const tables = [
  { table: 'tickets', label: 'Tickets', columns: ['name', 'price', 'capacity', 'description'] },
  { table: 'sessions', label: 'Sessions', columns: ['startsAt', 'durationMinutes', 'title', 'summary'] },
  { table: 'questions', label: 'Questions', columns: ['label', 'type', 'options', 'required'] },
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
