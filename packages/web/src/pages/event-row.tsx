import { coverOf, type Event, type Instructor, kindLine, shownTickets, type WithCover } from '@lectern/core/catalog'
import { type Hue, lookOf } from '@lectern/core/covers'
import type { Instant } from '@lectern/core/platform'
import type { Levels } from '@lectern/core/registration'
import { formatDate, type Session, sessionTimes } from '@lectern/core/schedule'
import { Cover } from '../components/cover.tsx'
import { EventCard, type EventCardProps, EventList, EventRow } from '../components/event-card.tsx'
import { faceOf, formatTicketPrice, isScarce, seatsOf, shownSession, whenLine } from './event-words.ts'

type Props = {
  event: Event
  levels: Levels
  instructors: readonly Instructor[]
  now: Instant
  headingLevel?: 2 | 3
}

/** The hue that a thing brings to where it is shown: that of its cover. */
export const hueOf = (thing: WithCover): Hue => lookOf(coverOf(thing)).hue

/** The day of a session in the parts that a block of a date shows. */
export const dayOf = (session: Session) => {
  const { startsAt } = sessionTimes(session)
  const [weekday = '', rest = ''] = formatDate(startsAt, session.zone).split(', ')
  const [month = '', day = ''] = rest.split(' ')
  return { month, day, weekday, instant: startsAt }
}

const dateOf = (event: Event, now: Instant) => {
  const session = shownSession(event, now)
  return session ? dayOf(session) : { month: 'No', day: '–', weekday: 'date yet' }
}

/** What a list says of an event. */
const cardOf = ({ event, levels, instructors, now, headingLevel }: Props): EventCardProps => {
  const seats = seatsOf(event, levels)
  const face = faceOf(event, seats, now)
  const [slug] = event.instructors
  const instructor = instructors.find((one) => one.slug === slug)
  const over = face.state === 'ended' || face.state === 'cancelled'
  return {
    href: `/events/${event.slug}`,
    kind: kindLine(event),
    title: event.title,
    cover: <Cover of={event} format="square" class="cover-thumb" />,
    hue: hueOf(event),
    date: dateOf(event, now),
    when: whenLine(event, now),
    headingLevel,
    ...(event.code === undefined ? {} : { code: event.code }),
    ...(event.venue === undefined ? {} : { where: event.venue.name }),
    ...(over ? {} : { price: formatTicketPrice(shownTickets(event)) }),
    ...(!over && event.includedInMembership ? { priceNote: 'Included with All-access' } : {}),
    ...(face.state === undefined ? {} : { state: face.state, formatState: face.words }),
    ...(!over && isScarce(seats) && face.state !== 'few-left' ? { seats: seats.words } : {}),
    ...(instructor ? { instructor: { name: instructor.name } } : {}),
  }
}

type RowsProps = Omit<Props, 'event'> & {
  label: string
  events: readonly Event[]
  /** In two columns, without the day at the side. */
  compact?: boolean
}

/** A program: one event under the other. */
export const EventRows = ({ label, events, compact = false, ...row }: RowsProps) => {
  const Line = compact ? EventRow : EventCard
  return (
    <EventList label={label} two={compact}>
      {events.map((event) => (
        <Line {...cardOf({ event, ...row })} />
      ))}
    </EventList>
  )
}
