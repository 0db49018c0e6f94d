import { sessionsOf } from '@lectern/core/catalog'
import { isLiveRegistration } from '@lectern/core/registration'
import { nextSession, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { Clock } from '../../components/clock.tsx'
import { Icon } from '../../components/icon.tsx'
import { Qr } from '../../components/qr.tsx'
import type { SideLink } from '../../components/side-list.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatPage, sessionTitle } from '../class/class-words.ts'
import { CalendarLinks } from '../event/calendar-links.tsx'
import { describePlace, formatSession, whenLine } from '../event-words.ts'
import type { OwnRegistration } from './load-registration.ts'

/** When and where, in the head. */
export const Facts = ({ own: { event }, now }: { own: OwnRegistration; now: string }) => (
  <ul class="facts">
    <li>
      <Icon name="calendar" />
      <b class="strong nums">{whenLine(event, now)}</b>
    </li>
    <li>
      <Icon name={event.venue ? 'place' : 'video'} />
      <span>
        {describePlace(event)}
        {event.venue && <span class="small muted block">{event.venue.address}</span>}
      </span>
    </li>
  </ul>
)

/** The pass: who it's for, what it admits to, and when the next session is. */
export const Pass = ({ own: { event, registration, pass }, now }: { own: OwnRegistration; now: string }) => {
  const live = isLiveRegistration(registration)
  const next = live && event.status !== 'cancelled' ? nextSession(sessionsOf(event), now) : undefined
  return (
    <section class="now-card" aria-label="Your registration">
      <p class="flex flex-wrap items-center justify-between gap-2">
        <span class="kind">{registration.ticketName}</span>
        <StateBadge state={registration.status} />
      </p>
      <p class="serif text-xl break-words">{registration.name}</p>
      {pass !== undefined && (
        <div class="pass-code">
          <Qr text={pass} label="Your pass for the entrance" />
          <p class="small muted">Show this at the entrance.</p>
          <p class="pass-text">{pass}</p>
        </div>
      )}
      {registration.boughtBy && <p class="small muted">Someone else registered you: {registration.boughtBy}.</p>}
      {next && (
        <p class="small muted nums">
          Next: {sessionTitle(event, next)} · {formatSession(next, now)}
        </p>
      )}
      {next && <Clock until={sessionTimes(next).startsAt} now={now} />}
      {live && <CalendarLinks event={event} now={now} own />}
    </section>
  )
}

export const Sessions = ({ own: { event }, now }: { own: OwnRegistration; now: string }) => (
  <section id="sessions">
    <h2>Sessions</h2>
    <ol class="lines lines-ruled nums">
      {scheduledSessions(sessionsOf(event)).map((session) => (
        <li>
          <div class="grow">
            <b class="strong">{sessionTitle(event, session)}</b>
            <p>{formatSession(session, now)}</p>
          </div>
        </li>
      ))}
    </ol>
  </section>
)

export const moreLinks = ({ event, registration, token }: OwnRegistration): SideLink[] => [
  { icon: 'info', label: 'About', href: `/events/${event.slug}` },
  ...(token === undefined && registration.status === 'confirmed'
    ? ([{ icon: 'play', label: formatPage(event), href: `/events/${event.slug}/class` }] as const)
    : []),
  ...(token === undefined ? ([{ icon: 'list', label: 'All my events', href: '/account' }] as const) : []),
]
