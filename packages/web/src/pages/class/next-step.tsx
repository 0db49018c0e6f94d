import type { Event } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { joinable } from '@lectern/core/registration'
import { formatInstant, nextSession, sessionTimes } from '@lectern/core/schedule'
import { timesOf } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatSession } from '../event-words.ts'
import { assignmentAddress } from './assignment-words.ts'
import type { AssignmentsOfReader } from './assignments-part.tsx'
import { sessionTitle, stateOfSession } from './class-words.ts'

type Props = { event: Event; attending: boolean; assignments: AssignmentsOfReader; now: Instant }

const SessionAhead = ({ event, attending, now }: Omit<Props, 'assignments'>) => {
  const next = nextSession(event.sessions, now)
  if (!next) return null
  const open = joinable(event, now) !== undefined
  return (
    <Panel title={stateOfSession(next, now) === 'live' ? 'Now' : 'Next'}>
      <div class="flex flex-wrap items-center justify-between gap-4">
        <div class="min-w-0 flex-1 basis-64">
          <p class="font-medium break-words">{sessionTitle(event, next)}</p>
          <p class="nums text-muted">
            {formatSession(next, now)}{' '}
            <ReaderTime zone={next.zone} instants={[sessionTimes(next).startsAt]} before="(" after=")" />
          </p>
          {event.venue && <p class="break-words text-muted">{event.venue.name}</p>}
        </div>
        {attending && open && (
          <ButtonLink look="primary" href={`/events/${event.slug}/join`}>
            Join
          </ButtonLink>
        )}
        {event.joinUrl !== undefined && !open && <p class="text-sm text-muted">The room opens 30 minutes early.</p>}
      </div>
    </Panel>
  )
}

const WorkAhead = ({ assignments: { event, next }, first }: Pick<Props, 'assignments'> & { first: boolean }) => {
  if (!next) return null
  const { assignment } = next
  const { dueAt } = timesOf(assignment, event)
  return (
    <Panel title="To do">
      <div class="flex flex-wrap items-center justify-between gap-4">
        <div class="min-w-0 flex-1 basis-64">
          <p class="font-medium break-words">{assignment.title}</p>
          <p class="nums text-muted">
            Due {formatInstant(dueAt, event.zone)}{' '}
            <ReaderTime zone={event.zone} instants={[dueAt]} before="(" after=")" />
          </p>
        </div>
        <ButtonLink look={first ? 'primary' : 'plain'} href={assignmentAddress(assignment)}>
          Open<span class="sr-only">: {assignment.title}</span>
        </ButtonLink>
      </div>
    </Panel>
  )
}

/** What is to be done next: the session to come, or that goes on, and the work that is due. Whichever is sooner stands first. */
export const NextSteps = (props: Props) => {
  const { event, assignments, now } = props
  if (event.status === 'cancelled') return <Notice tone="warning">This event was canceled.</Notice>
  const session = nextSession(event.sessions, now)
  const work = assignments.next && timesOf(assignments.next.assignment, assignments.event).dueAt
  if (!session && work === undefined) {
    return <Notice>All sessions have ended. Handouts and recordings stay here as long as you have access.</Notice>
  }
  const ahead = <SessionAhead {...props} />
  const first = !session || (work !== undefined && work < sessionTimes(session).startsAt)
  return (
    <div class="grid gap-4">
      {first && <WorkAhead assignments={assignments} first />}
      {ahead}
      {!first && <WorkAhead assignments={assignments} first={false} />}
    </div>
  )
}
