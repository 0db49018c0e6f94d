import { sessionsOf } from '@lectern/core/catalog'
import { formatOpened, type SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { formatDate, nextSession, type Session, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { Badge } from '../../components/badge.tsx'
import { Icon } from '../../components/icon.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatSession } from '../event-words.ts'
import { AssignmentsOfClass } from './assignments-part.tsx'
import { sessionTitle, stateOfSession } from './class-words.ts'
import type { ClassOfReader } from './load-class.ts'
import { MaterialList } from './material-list.tsx'

export type Seen = ClassOfReader & { now: Instant }

/** "Apr" and "23", for the block at the side of a session. */
export const Day = ({ session }: { session: Session }) => {
  const [, day = ''] = formatDate(sessionTimes(session).startsAt, session.zone).split(', ')
  const [month, date] = day.split(' ')
  return (
    <p class="day" aria-hidden="true">
      <span>{month}</span>
      <b>{date}</b>
    </p>
  )
}

/** What of a session is not there yet; nothing where nothing is waited for, or others come first. */
const formatMissing = (seen: Seen, session: Session, materials: readonly SessionMaterial[]) => {
  const { event, now } = seen
  const state = stateOfSession(session, now)
  if (state === 'cancelled' || event.status === 'cancelled') return undefined
  if (state === 'upcoming' && nextSession(sessionsOf(event), now)?.id !== session.id) return undefined
  const recorded = event.recording === 'always'
  if (state !== 'past') {
    if (materials.length > 0) return recorded ? 'The recording appears after the session.' : undefined
    return recorded ? 'Handouts and the recording appear here.' : 'Handouts appear here.'
  }
  if (!recorded) return materials.length === 0 ? 'No handouts.' : undefined
  if (materials.some(({ kind }) => kind === 'recording')) return undefined
  return materials.length === 0 ? 'Nothing here yet.' : 'The recording isn’t here yet.'
}

/** What the reader did of a session: came to it, or watched its recording to the end. */
const didOf = ({ progress, materials, opened }: Seen, session: Session): string | undefined => {
  const mark = progress.sessions.find((one) => one.session.id === session.id)?.mark
  if (mark?.present) return mark.how === 'join' ? 'Attended live' : 'Attended'
  const watched = materials.some(
    ({ id, kind, session: of }) =>
      kind === 'recording' && of === session.id && formatOpened(opened.get(id)) === 'Watched',
  )
  return watched ? 'Watched' : undefined
}

/** How far the reader is, as bars: what they did, and what is next. Nothing for a single session, or very many. */
export const StepsDone = ({ seen }: { seen: Seen }) => {
  const sessions = scheduledSessions(sessionsOf(seen.event))
  if (sessions.length < 2 || sessions.length > 12) return null
  const ahead = sessions.findIndex((session) => stateOfSession(session, seen.now) !== 'past')
  return (
    <ol class="steps-done" aria-label="Your progress">
      {sessions.map((session, index) => {
        const did = didOf(seen, session)
        const name = sessionTitle(seen.event, { ...session, title: undefined })
        return (
          <li class={did === undefined ? (index === ahead ? 'now' : undefined) : 'did'}>
            <span class={sessions.length > 5 ? 'sr-only' : undefined}>{name}</span>
            <span class="sr-only">
              {did === undefined ? (index === ahead ? ', next' : '') : `, ${did.toLowerCase()}`}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

const Did = ({ words }: { words: string }) => (
  <Badge tone="good">
    <Icon name="check" />
    {words}
  </Badge>
)

/** A session of the class: what the reader did, what was handed out, what is asked. */
export const Lesson = ({ seen, session }: { seen: Seen; session: Session }) => {
  const { event, assignments, now } = seen
  const materials = seen.materials.filter((material) => material.session === session.id)
  const state = stateOfSession(session, now)
  const missing = formatMissing(seen, session, materials)
  const did = didOf(seen, session)
  return (
    <li class={state === 'upcoming' ? 'lesson lesson-soon' : 'lesson'} id={session.id}>
      <Day session={session} />
      <div class="min-w-0">
        <div class="lesson-head">
          <h3>{sessionTitle(event, session)}</h3>
          {state === 'live' && <StateBadge state="live" />}
          {state === 'cancelled' && <StateBadge state="cancelled" />}
          {did !== undefined && state === 'past' && <Did words={did} />}
        </div>
        <p class="nums small muted mt-1">
          <time class={state === 'cancelled' ? 'line-through' : undefined} datetime={sessionTimes(session).startsAt}>
            {formatSession(session, now)}
          </time>
          {session.sequence > 0 && session.status === 'scheduled' && <span class="text-ending"> · New time</span>}
        </p>
        {session.summary !== undefined && <p class="mt-2 max-w-prose">{session.summary}</p>}
        {materials.length > 0 && <MaterialList event={event} materials={materials} opened={seen.opened} now={now} />}
        <AssignmentsOfClass {...assignments} session={session.id} now={now} />
        {missing !== undefined && <p class="small muted mt-2">{missing}</p>}
      </div>
    </li>
  )
}
