import { type Event, type Instructor, sessionsOf } from '@lectern/core/catalog'
import { type Session, sessionTimes, sortSessions } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { Faq } from '../../components/faq.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Quotes } from '../../components/quotes.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { Ticks } from '../../components/ticks.tsx'
import { type Week, WeekList } from '../../components/week-list.tsx'
import { stateOfSession } from '../class/class-words.ts'
import { dayOf, hueOf } from '../event-row.tsx'
import { formatClock, formatTicketPrice, kicker, ownTime, whenLine } from '../event-words.ts'
import type { EventView } from './load-event.ts'

/** Who it's for and what one leaves with, side by side. */
export const ForWhom = ({ event: { audience = [], outcomes = [] } }: { event: Event }) =>
  audience.length + outcomes.length === 0 ? null : (
    <section class="two">
      {audience.length > 0 && (
        <div>
          <h2>Who it’s for</h2>
          <Ticks points={audience} />
        </div>
      )}
      {outcomes.length > 0 && (
        <div>
          <h2>What you’ll leave with</h2>
          <Ticks points={outcomes} />
        </div>
      )}
    </section>
  )

const weekOf = (session: Session, { event, joins, now }: EventView): Week => {
  return {
    id: session.id,
    date: dayOf(session),
    instant: sessionTimes(session).startsAt,
    time: [formatClock(session), ownTime(session)].filter(Boolean).join(' · '),
    title: session.title,
    summary: session.summary,
    state: stateOfSession(session, now),
    change: session.byInvitation
      ? 'By invitation'
      : session.sequence > 0 && session.status === 'scheduled'
        ? 'New time'
        : undefined,
    actions: joins === session.id && (
      <ButtonLink size="small" look="primary" href={`/events/${event.slug}/join`}>
        Join session
      </ButtonLink>
    ),
  }
}

const agendaTitle = (event: Event): string => {
  const { kind } = event
  const sessions = sessionsOf(event)
  if (sessions.length < 2) return 'When'
  if (!sessions.some((session) => session.title)) return 'Dates'
  return kind === 'class' ? 'Week by week' : 'Program'
}

/** Every session with its day, what it's about, and the way in while it goes on. */
export const Agenda = ({ view }: { view: EventView }) =>
  sessionsOf(view.event).length === 0 ? null : (
    <section>
      <h2>{agendaTitle(view.event)}</h2>
      <WeekList weeks={sortSessions(sessionsOf(view.event)).map((session) => weekOf(session, view))} />
    </section>
  )

const InstructorPart = ({ instructor, instructor: { name, slug, headline, bio } }: { instructor: Instructor }) => (
  <div class="person">
    <Portrait name={name} of={instructor} />
    <div class="person-words">
      <h3>{name}</h3>
      {headline && <p class="muted">{headline}</p>}
      {bio && <p>{bio.split(/\n\s*\n/)[0]}</p>}
      <p>
        <TextLink href={`/people/${slug}`}>More about {name.split(' ')[0]}</TextLink>
      </p>
    </div>
  </div>
)

export const Instructors = ({ instructors }: { instructors: readonly Instructor[] }) =>
  instructors.length === 0 ? null : (
    <section id="instructor">
      <h2>{instructors.length > 1 ? 'Your instructors' : 'Your instructor'}</h2>
      {instructors.map((instructor) => (
        <InstructorPart instructor={instructor} />
      ))}
    </section>
  )

export const Testimonials = ({ event: { testimonials = [] } }: { event: Event }) =>
  testimonials.length === 0 ? null : (
    <section>
      <h2>What people say</h2>
      <Quotes quotes={testimonials} />
    </section>
  )

export const Questions = ({ event: { faq = [] } }: { event: Event }) =>
  faq.length === 0 ? null : (
    <section>
      <h2>Questions</h2>
      <Faq items={faq} />
    </section>
  )

/** What else is coming up, three at most: a picture, what it is, when, and what it costs. */
export const Related = ({ events, now }: { events: readonly Event[]; now: string }) =>
  events.length === 0 ? null : (
    <section class="page section" aria-labelledby="related">
      <div class="section-head">
        <h2 id="related">You might also like</h2>
      </div>
      <div class="trio">
        {events.map((event) => (
          <article class={`mini hue-${hueOf(event)}`}>
            <Cover of={event} format="card" />
            <p class="kind">{kicker(event)}</p>
            <h3>
              <a href={`/events/${event.slug}`}>{event.title}</a>
            </h3>
            <p class="text-sm text-muted nums">
              {whenLine(event, now)} · {formatTicketPrice(event.tickets)}
            </p>
          </article>
        ))}
      </div>
    </section>
  )
