import type { Event } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { type OwnAssignment, timesOf } from '@lectern/core/teaching'
import { Badge } from '../../components/badge.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { assignmentAddress, formatDue, formatStanding, type Standing } from './assignment-words.ts'

export type AssignmentsOfReader = {
  event: Event
  assignments: OwnAssignment[]
  /** The one to do next, if any. */
  next: OwnAssignment | undefined
}

const dots = { todo: 'primary', late: 'ending', waiting: 'secondary', done: 'success', missed: 'hollow' } as const

export const StandingBadge = ({ standing }: { standing: Standing }) => (
  <Badge dot={dots[standing.tone]} tone={standing.tone === 'missed' ? 'quiet' : 'plain'}>
    {standing.words}
  </Badge>
)

const formatAct = ({ submission, taking }: OwnAssignment): string => {
  if (submission?.state === 'answered' && !taking.taken) return 'Read the feedback'
  return taking.taken && submission?.state !== 'waiting' ? 'Open and submit' : 'Open'
}

type Props = AssignmentsOfReader & {
  now: Instant
  /** Those of one session alone; all, unless given. */
  session?: string | undefined
}

/** The assignments of a class as its reader stands with them; nothing where there are none. */
export const AssignmentsOfClass = ({ event, assignments, next, now, session }: Props) => {
  const shown = session === undefined ? assignments : assignments.filter((one) => one.assignment.session === session)
  if (shown.length === 0) return null
  return (
    <ul class="lines lines-ruled mt-3">
      {shown.map((own) => {
        const { assignment } = own
        const { dueAt } = timesOf(assignment, event)
        return (
          <li>
            <div class="grow">
              <b class="strong break-words">{assignment.title}</b>
              <p class="nums break-words">
                Due {formatDue(assignment, event)}{' '}
                <ReaderTime zone={event.zone} instants={[dueAt]} before="(" after=")" />
              </p>
              <p class="mt-1.5">
                <StandingBadge standing={formatStanding(own, event, now)} />
              </p>
            </div>
            <ButtonLink
              size="small"
              look={next?.assignment.id === assignment.id ? 'primary' : 'plain'}
              href={assignmentAddress(assignment)}
            >
              {formatAct(own)}
              <span class="sr-only"> {assignment.title}</span>
            </ButtonLink>
          </li>
        )
      })}
    </ul>
  )
}
