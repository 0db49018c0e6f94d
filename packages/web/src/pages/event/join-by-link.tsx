import { openRoom, type Room } from '@lectern/core/registration'
import { sessionTimes } from '@lectern/core/schedule'
import type { PropsWithChildren } from 'hono/jsx'
import { ButtonLink } from '../../components/button.tsx'
import { Clock } from '../../components/clock.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { RoomHead } from '../../components/room-head.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { leadOn } from '../../layout/admin-page.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { secretAddress } from '../../middleware/personal.ts'
import { sessionTitle } from '../class/class-words.ts'
import { hueOf } from '../event-row.tsx'
import { formatMoment, formatSession, kicker } from '../event-words.ts'
import { SitePage } from '../site-page.tsx'
import { noteComing } from './join-session.ts'

type Closed = Exclude<Room, { state: 'open' }>

const Card = ({ kind, title, children }: PropsWithChildren<{ kind: string; title: string }>) => (
  <section class="now-card" aria-label={kind}>
    <p class="kind">{kind}</p>
    <h2>{title}</h2>
    {children}
  </section>
)

const Early = ({ room, here, now }: { room: Closed & { state: 'early' }; here: string; now: string }) => {
  const { session, event, at } = room
  return (
    <Card kind="Not open yet" title={sessionTitle(event, session)}>
      <p class="nums small muted">
        {formatSession(session, now)}{' '}
        <ReaderTime zone={session.zone} instants={[sessionTimes(session).startsAt]} before="(" after=")" />
      </p>
      <p>
        The room opens on <span class="nums">{formatMoment(at, session.zone, now)}</span>. Open this link again then.
      </p>
      <div class="starts">
        <ButtonLink href={here}>Check again</ButtonLink>
        <Clock until={at} now={now} />
      </div>
    </Card>
  )
}

const After = ({ room }: { room: Closed }) => {
  const { event, session, state } = room
  const words =
    state === 'canceled'
      ? 'This session was canceled.'
      : event.recording === 'always'
        ? 'This session has ended. Its recording is on the class page, or will be within a day.'
        : 'This session has ended.'
  return (
    <Card
      kind={state === 'canceled' ? 'Canceled' : 'Ended'}
      title={session ? sessionTitle(event, session) : event.title}
    >
      <p>{words}</p>
      <div class="starts">
        <ButtonLink look="primary" href={`/events/${event.slug}/class${session ? `#${session.id}` : ''}`}>
          {event.recording === 'always' && state !== 'canceled' ? 'Go to the recording' : 'See all sessions'}
        </ButtonLink>
      </div>
    </Card>
  )
}

/**
 * `/join/:event/:session`: someone's own way into a session, from their invitation or reminder, without signing in. Only
 * while the room is open does it lead on and note that they came, so that a mail scanner marks nobody hours before.
 */
export const joinByLink = definePages({ who: 'holder', around: secretAddress }, (app, services) => {
  app.page('/join/:event/:session', { audit: why.own }, async (c) => {
    const { now } = c.var
    const { event: slug, session: id } = c.req.param()
    const asked = { event: slug, session: id, token: c.req.query('token') ?? '' }
    const room = await openRoom(services, asked, c.var, now)
    const { event, registration } = room
    if (room.state === 'open') {
      // Scanners ask for no more than the head, and browsers that load ahead say so.
      const looking = c.req.raw.method === 'HEAD' || c.req.header('sec-purpose')?.includes('prefetch') === true
      if (!looking) await noteComing(c, services, { event, session: room.session, personId: registration.personId })
      return leadOn(c, room.joinUrl)
    }
    const here = `/join/${slug}/${id}?token=${encodeURIComponent(asked.token)}`
    return c.html(
      <SitePage title={`Join: ${event.title}`} unlisted width="full" here="/account">
        <div class={`hue-${hueOf(event)}`}>
          <RoomHead
            of={event}
            back={myEvents}
            kind={kicker(event)}
            title={event.title}
            card={room.state === 'early' ? <Early room={room} here={here} now={now} /> : <After room={room} />}
          />
        </div>
      </SitePage>,
    )
  })
})
