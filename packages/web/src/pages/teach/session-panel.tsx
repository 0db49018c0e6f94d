import type { Event } from '@lectern/core/catalog'
import type { SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { type Session, sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { Panel } from '../../components/panel.tsx'
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
  return (
    <Panel title={titles[state]} id="session">
      <div>
        <p class="text-lg font-medium break-words">{sessionTitle(event, session)}</p>
        <p class="nums text-muted">
          {formatSession(session, now)}{' '}
          <ReaderTime zone={session.zone} instants={[sessionTimes(session).startsAt]} before="(" after=")" />
        </p>
        {event.venue && <p class="break-words text-muted">{event.venue.name}</p>}
        <p class="text-muted">{formatPosted(event, own)}</p>
      </div>
      <div class="flex flex-wrap gap-3">
        {event.joinUrl !== undefined && !over && state !== 'cancelled' && (
          <ButtonLink look="primary" href={event.joinUrl}>
            Open session room
          </ButtonLink>
        )}
        <ButtonLink look={over ? 'primary' : 'plain'} href={`${address}/materials?session=${session.id}`}>
          {event.recording === 'always' ? 'Add recording and handouts' : 'Add handouts'}
        </ButtonLink>
        <ButtonLink href={`${address}/attendance?session=${session.id}`}>Attendance</ButtonLink>
        <ButtonLink href={`/admin/events/${event.slug}/mails/new`}>Email everyone</ButtonLink>
      </div>
    </Panel>
  )
}
