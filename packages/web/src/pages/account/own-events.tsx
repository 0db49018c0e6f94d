import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { isOffered, type Waiting } from '@lectern/core/registration'
import { scheduledSessions } from '@lectern/core/schedule'
import type { PropsWithChildren } from 'hono/jsx'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatPage, stateOfSession } from '../class/class-words.ts'
import { hueOf } from '../event-row.tsx'
import { formatMoment, formatSession, kicker, plural, whenLine } from '../event-words.ts'
import type { Registrations as Loaded, Mine } from './load-mine.ts'

/** Something of one's own in a list: its picture, what it is, and what one can do about it. */
export const OwnRow = ({ event, href, children }: PropsWithChildren<{ event: Event; href: string }>) => (
  <li class={`row hue-${hueOf(event)}`}>
    <Cover of={event} format="square" class="cover-thumb" />
    <div class="row-words">
      <p class="kind">{kicker(event)}</p>
      <h3 class="row-title">
        <a href={href}>{event.title}</a>
      </h3>
      {children}
    </div>
  </li>
)

/** Sessions as bars: those that have ended, the one that's next, and those after it. Nothing for a single one. */
const Progress = ({ event, now }: { event: Event; now: Instant }) => {
  const sessions = scheduledSessions(sessionsOf(event))
  const ended = sessions.filter((session) => stateOfSession(session, now) === 'past').length
  if (sessions.length < 2 || sessions.length > 12) return null
  return (
    <p class="progress-row" role="img" aria-label={`${ended} of ${plural(sessions.length, 'session')} done`}>
      {sessions.map((_, index) => (
        <i class={index < ended ? 'did' : index === ended ? 'now' : undefined} />
      ))}
    </p>
  )
}

const MineRow = ({ mine, now }: { mine: Mine; now: Instant }) => {
  const { event, registration, next, canJoin, entitled } = mine
  const page = `/events/${event.slug}`
  return (
    <OwnRow event={event} href={entitled ? `${page}/class` : page}>
      <p class="row-meta nums">
        <span class="when">{next ? `Next: ${formatSession(next, now)}` : whenLine(event, now)}</span>
        {registration.boughtBy && <span>Registered by {registration.boughtBy}</span>}
        {event.status === 'cancelled' ? (
          <StateBadge state="cancelled" />
        ) : (
          registration.status === 'held' && <StateBadge state="held" />
        )}
      </p>
      {event.status !== 'cancelled' && <Progress event={event} now={now} />}
      {next && registration.accessEndedAt && (
        <p class="relative z-1 mt-2 text-sm">
          Your membership ended. To get back in, <TextLink href="/membership">renew the membership</TextLink>.
        </p>
      )}
      <p class="row-links">
        {canJoin && (
          <a class="quiet-link" href={`${page}/join`}>
            Join<span class="sr-only">: {event.title}</span>
          </a>
        )}
        {entitled && (
          <a class="quiet-link" href={`${page}/class`}>
            {formatPage(event)}
            <span class="sr-only"> of {event.title}</span>
          </a>
        )}
        <a class="quiet-link" href={`/registrations/${event.slug}`}>
          Change or cancel
          <span class="sr-only">: {event.title}</span>
        </a>
        {next && !registration.accessEndedAt && (
          <a class="quiet-link" href={`/api/events/${event.slug}/calendar.ics`} download>
            Calendar<span class="sr-only">: {event.title}</span>
          </a>
        )}
      </p>
    </OwnRow>
  )
}

export const Registrations = ({ mine, now }: { mine: Loaded; now: Instant }) => (
  <>
    <section>
      <h2>Your classes and events</h2>
      {mine.upcoming.length === 0 ? (
        <EmptyState
          title="No upcoming events"
          action={
            <ButtonLink look="primary" href="/events">
              See all events
            </ButtonLink>
          }
        >
          Events you register for appear here. You can join 30 minutes before each session.
        </EmptyState>
      ) : (
        <ul class="rows">
          {mine.upcoming.map((one) => (
            <MineRow mine={one} now={now} />
          ))}
        </ul>
      )}
    </section>
    {mine.past.length > 0 && (
      <section>
        <h2>Past</h2>
        <ul class="rows">
          {mine.past.map((one) => (
            <MineRow mine={one} now={now} />
          ))}
        </ul>
      </section>
    )}
  </>
)

type PlacesProps = { places: readonly Waiting[]; events: ReadonlyMap<string, Event>; now: Instant }

export const Places = ({ places, events, now }: PlacesProps) =>
  places.length === 0 ? null : (
    <section>
      <h2>Waitlist</h2>
      <ul class="lines lines-ruled">
        {places.map((place) => {
          const event = events.get(place.event)
          const offered = isOffered(place, now)
          return (
            <li>
              <div class="grow">
                <h3>
                  <a class="hover:underline" href={`/events/${place.event}`}>
                    {event?.title ?? place.event}
                  </a>
                </h3>
                {offered && place.offeredUntil && event && (
                  <span class="text-ending">
                    Held for you until {formatMoment(place.offeredUntil, event.zone, now)}
                  </span>
                )}
              </div>
              <StateBadge state={offered ? 'offered' : 'waiting'} />
              {offered && (
                <form method="post" action="/cart/lines">
                  <HiddenFields values={{ sku: place.sku }} />
                  <SubmitButton size="small" look="plain">
                    Take the spot
                  </SubmitButton>
                </form>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
