import type { Event } from '@lectern/core/catalog'
import type { SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { type Session, sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Clock } from '../../components/clock.tsx'
import { Icon } from '../../components/icon.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { sessionTitle, stateOfSession } from '../class/class-words.ts'
import { formatSession, plural } from '../event-words.ts'
import { addressOfClass } from './teach-page.tsx'

const titles = { past: 'After the session', live: 'Now', upcoming: 'Next', cancelled: 'Canceled' } as const

const formatPosted = (event: Event, materials: readonly SessionMaterial[]): string => {
  const recordings = materials.filter(({ kind }) => kind === 'recording').length
  const counted = (count: number, one: string) => (count === 0 ? `no ${one}s` : plural(count, one))
  const handouts = counted(materials.length - recordings, 'handout')
  const words = event.recording === 'never' ? handouts : `${counted(recordings, 'recording')} and ${handouts}`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} so far.${event.recording === 'never' ? ' Not recorded.' : ''}`
}

type Props = { event: Event; session: Session; materials: readonly SessionMaterial[]; now: Instant }

/** One session with everything that is to be done about it. Who runs it may enter at any time. */
export const SessionPanel = ({ event, session, materials, now }: Props) => {
  const state = stateOfSession(session, now)
  const address = addressOfClass(event)
  const own = materials.filter((one) => one.session === session.id)
  const over = state === 'past'
  const start = event.joinUrl !== undefined && !over && state !== 'cancelled' ? event.joinUrl : undefined
  return (
    <section class="now-card" id="session" aria-label={titles[state]}>
      <p class="kind">{titles[state]}</p>
      <h2>{sessionTitle(event, session)}</h2>
      <p class="nums small muted">
        {formatSession(session, now)}{' '}
        <ReaderTime zone={session.zone} instants={[sessionTimes(session).startsAt]} before="(" after=")" />
      </p>
      {event.venue && <p class="small">{event.venue.name}</p>}
      <p class="small muted">{formatPosted(event, own)}</p>
      <div class="starts">
        {start !== undefined && (
          <ButtonLink look="primary" size="large" href={start}>
            <Icon name="video" />
            Start session
          </ButtonLink>
        )}
        {over && (
          <ButtonLink look="primary" href={`${address}/materials?session=${session.id}`}>
            {event.recording === 'always' ? 'Add recording and handouts' : 'Add handouts'}
          </ButtonLink>
        )}
        <Clock until={sessionTimes(session).startsAt} now={now} />
      </div>
      <p class="fine">
        <TextLink href={`${address}/attendance?session=${session.id}`}>Attendance</TextLink>
        {' · '}
        <TextLink href={`/admin/events/${event.slug}/mails/new`}>Email everyone</TextLink>
      </p>
    </section>
  )
}
