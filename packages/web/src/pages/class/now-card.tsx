import { type Event, sessionsOf } from '@lectern/core/catalog'
import { isPublished, isWatched, type SessionMaterial } from '@lectern/core/materials'
import { addSeconds, type Instant } from '@lectern/core/platform'
import { joinable } from '@lectern/core/registration'
import { nextSession, type Session, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import type { PropsWithChildren } from 'hono/jsx'
import { ButtonLink } from '../../components/button.tsx'
import { Clock } from '../../components/clock.tsx'
import { Icon } from '../../components/icon.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { formatSession } from '../event-words.ts'
import { sessionTitle, stateOfSession } from './class-words.ts'
import type { ClassOfReader } from './load-class.ts'
import { materialAddress, watchAddress } from './watch-address.ts'

type Props = Pick<ClassOfReader, 'event' | 'by' | 'materials' | 'opened'> & { now: Instant }

const soonSeconds = 24 * 3600

/** The recording of the session that ended last, while its reader has it and hasn't watched it to its end. */
const recordingToWatch = ({ event, materials, opened, now }: Props): SessionMaterial | undefined => {
  const last = scheduledSessions(sessionsOf(event)).findLast((session) => stateOfSession(session, now) === 'past')
  const recording = materials.find(
    (one) => one.kind === 'recording' && one.session === last?.id && isPublished(one, now),
  )
  const position = recording && opened.get(recording.id)?.position
  return position && isWatched(position) ? undefined : recording
}

const Card = ({ kind, title, children }: PropsWithChildren<{ kind: string; title: string }>) => (
  <section class="now-card" aria-labelledby="now">
    <p class="kind">{kind}</p>
    <h2 id="now">{title}</h2>
    {children}
  </section>
)

const When = ({ session, now }: { session: Session; now: Instant }) => (
  <p class="nums small muted">
    {formatSession(session, now)}{' '}
    <ReaderTime zone={session.zone} instants={[sessionTimes(session).startsAt]} before="(" after=")" />
  </p>
)

const formatRoom = (event: Event, open: boolean): string =>
  [
    event.joinUrl !== undefined && (open ? 'The room is open.' : 'The room opens 30 minutes early.'),
    event.recording === 'always' && 'Can’t make it? We’ll post the recording here.',
    event.recording === 'never' && 'Not recorded, so everyone can speak freely.',
  ]
    .filter(Boolean)
    .join(' ')

const SessionCard = ({ event, by, session, now }: Pick<Props, 'event' | 'by' | 'now'> & { session: Session }) => {
  const { startsAt } = sessionTimes(session)
  const open = joinable(event, now) !== undefined
  return (
    <Card kind={stateOfSession(session, now) === 'live' ? 'Now' : 'Next'} title={sessionTitle(event, session)}>
      <When session={session} now={now} />
      {event.venue && <p class="small">{event.venue.name}</p>}
      <div class="starts">
        {by === 'attending' && open && (
          <ButtonLink look="primary" size="large" href={`/events/${event.slug}/join`}>
            <Icon name="video" />
            Join session
          </ButtonLink>
        )}
        {by === 'teaching' && <TeachIt event={event} />}
        <Clock until={startsAt} now={now} />
      </div>
      <p class="fine">{formatRoom(event, open)}</p>
    </Card>
  )
}

const TeachIt = ({ event }: Pick<Props, 'event'>) => (
  <ButtonLink look="primary" size="large" href={`/teach/${event.slug}`}>
    Teach it
  </ButtonLink>
)

type RecordingProps = Pick<Props, 'event' | 'opened' | 'now'> & {
  recording: SessionMaterial
  next: Session | undefined
}

const RecordingCard = ({ event, opened, recording, next, now }: RecordingProps) => {
  const session = sessionsOf(event).find(({ id }) => id === recording.session)
  const begun = opened.get(recording.id)?.position
  return (
    <Card kind="Recording" title={session ? sessionTitle(event, session) : recording.title}>
      <p class="small muted">{recording.title}</p>
      <div class="starts">
        <ButtonLink look="primary" size="large" href={watchAddress(recording) ?? materialAddress(recording)}>
          <Icon name="play" />
          {begun ? 'Keep watching' : 'Watch the recording'}
        </ButtonLink>
      </div>
      {next && (
        <p class="fine nums">
          Next: {sessionTitle(event, next)} · {formatSession(next, now)}
        </p>
      )}
    </Card>
  )
}

/**
 * The one thing to do now: the session, until it ends; then its recording, until it's watched or the next session is a day
 * away. Those who teach are led to their own page.
 */
export const NowCard = (props: Props) => {
  const { event, by, now } = props
  if (event.status === 'cancelled') {
    return (
      <Card kind="Canceled" title="This event was canceled">
        <p class="small">Handouts and recordings stay here as long as you have access.</p>
      </Card>
    )
  }
  const next = nextSession(sessionsOf(event), now)
  const soon = next !== undefined && now >= addSeconds(sessionTimes(next).startsAt, -soonSeconds)
  const recording = soon || by === 'teaching' ? undefined : recordingToWatch(props)
  if (recording) return <RecordingCard {...props} recording={recording} next={next} />
  if (next) return <SessionCard {...props} session={next} />
  return (
    <Card kind="Ended" title="All sessions have ended">
      <p class="small">Handouts and recordings stay here as long as you have access.</p>
      {by === 'teaching' && (
        <div class="starts">
          <TeachIt event={event} />
        </div>
      )}
    </Card>
  )
}
