import { type Event, type Instructor, sessionsOf, shownTickets } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import type { Levels } from '@lectern/core/registration'
import { nextSession, sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { Icon } from '../../components/icon.tsx'
import { InstructorLine } from '../../components/instructor-line.tsx'
import { Money } from '../../components/money.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { hueOf } from '../event-row.tsx'
import { describePlace, faceOf, formatTicketPrice, kicker, rhythmOf, seatsOf } from '../event-words.ts'

/** Which event is shown large: of what is paid and can still be had, the one that starts soonest; else the soonest of all. */
export const featuredOf = (events: readonly Event[], levels: Levels, now: Instant): Event | undefined => {
  const startsAt = (event: Event): Instant => {
    const next = nextSession(sessionsOf(event), now)
    return next ? sessionTimes(next).startsAt : '~'
  }
  const open = events.filter((event) => {
    const { state } = faceOf(event, seatsOf(event, levels), now)
    return state === undefined || state === 'few-left'
  })
  const paid = open.filter((event) => event.tickets.some(({ priceCents }) => priceCents > 0))
  return (paid.length > 0 ? paid : open).toSorted((a, b) => (startsAt(a) < startsAt(b) ? -1 : 1))[0]
}

type Props = { event: Event; levels: Levels; instructors: readonly Instructor[]; now: Instant }

/** One event, as large as the page: its cover, what it is, when, with whom, and the way to register. */
export const Featured = ({ event, levels, instructors, now }: Props) => {
  const { days, time, also } = rhythmOf(event, now)
  const face = faceOf(event, seatsOf(event, levels), now)
  const instructor = instructors.find(({ slug }) => slug === event.instructors[0])
  const href = `/events/${event.slug}`
  return (
    <article class={`feature hue-${hueOf(event)}`}>
      <Cover of={event} format="card" first />
      <div class="feature-words">
        <p class="kind">{kicker(event)}</p>
        <h2>
          <a href={href}>{event.title}</a>
        </h2>
        <ul class="facts nums">
          <li>
            <Icon name="calendar" />
            <span>
              {days}
              <span class="block text-sm text-muted">
                {time}
                {also !== undefined && ` (${also})`}
              </span>
            </span>
          </li>
          <li>
            <Icon name={event.venue === undefined ? 'video' : 'place'} />
            <span>{describePlace(event)}</span>
          </li>
        </ul>
        {instructor && (
          <InstructorLine name={instructor.name} about={instructor.headline || undefined} of={instructor} />
        )}
        <div class="feature-foot">
          <Money amount={formatTicketPrice(shownTickets(event))} size="large" />
          <ButtonLink look="primary" size="large" href={href}>
            Register
          </ButtonLink>
          {face.state && <StateBadge state={face.state}>{face.words}</StateBadge>}
        </div>
      </div>
    </article>
  )
}
