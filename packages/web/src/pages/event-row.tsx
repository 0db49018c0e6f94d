import { type Event, type Instructor, kindLine, shownTickets } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import type { Levels } from '@lectern/core/registration'
import { formatDate, sessionTimes } from '@lectern/core/schedule'
import { EventCard, EventList } from '../components/event-card.tsx'
import { describePlace, faceOf, formatTicketPrice, seatsOf, shownSession, whenLine } from './event-words.ts'

type Props = {
  event: Event
  levels: Levels
  instructors: readonly Instructor[]
  now: Instant
  headingLevel?: 2 | 3
}

const dateOf = (event: Event, now: Instant) => {
  const session = shownSession(event, now)
  if (session === undefined) return { month: 'No', day: '–', weekday: 'date yet' }
  const { startsAt } = sessionTimes(session)
  const [weekday = '', rest = ''] = formatDate(startsAt, session.zone).split(', ')
  const [month = '', day = ''] = rest.split(' ')
  return { month, day, weekday, instant: startsAt }
}

/** An event as one row of a program. */
const EventRow = ({ event, levels, instructors, now, headingLevel }: Props) => {
  const seats = seatsOf(event, levels)
  const face = faceOf(event, seats, now)
  const [slug] = event.instructors
  const instructor = instructors.find((one) => one.slug === slug)
  const over = face.state === 'ended' || face.state === 'cancelled'
  return (
    <EventCard
      href={`/events/${event.slug}`}
      kind={kindLine(event)}
      code={event.code}
      title={event.title}
      summary={event.summary === '' ? undefined : event.summary}
      date={dateOf(event, now)}
      when={whenLine(event, now)}
      where={describePlace(event)}
      price={over ? undefined : formatTicketPrice(shownTickets(event))}
      priceNote={!over && event.includedInMembership ? 'included for all-access members' : undefined}
      state={face.state}
      formatState={face.words}
      seats={!over && seats && seats.left > 0 && face.state !== 'few-left' ? seats.words : undefined}
      instructor={instructor && { name: instructor.name }}
      headingLevel={headingLevel}
    />
  )
}

type RowsProps = Omit<Props, 'event'> & { label: string; events: readonly Event[] }

/** A program: one event under the other. */
export const EventRows = ({ label, events, ...row }: RowsProps) => (
  <EventList label={label}>
    {events.map((event) => (
      <EventRow event={event} {...row} />
    ))}
  </EventList>
)
