import type { Instant } from '@lectern/core/platform'
import { timesOf } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { assignmentAddress, formatDue, formatLate, formatStanding } from './assignment-words.ts'
import { type AssignmentsOfReader, StandingBadge } from './assignments-part.tsx'

/** The first of what is asked, as far as it's worth reading here. */
const beginning = (instructions: string): string => {
  const [first = ''] = instructions.split(/\n\s*\n/)
  return first.length <= 280 ? first : `${first.slice(0, 280).replace(/\s+\S*$/, '')}…`
}

/** The work to do next. Nothing where nothing is to be done. */
export const TaskAhead = ({ of: { event, next }, now }: { of: AssignmentsOfReader; now: Instant }) => {
  if (!next) return null
  const { assignment } = next
  return (
    <section class="task" aria-labelledby="due">
      <div>
        <p class="task-due nums">
          <Icon name="time" />
          <span>
            Due {formatDue(assignment, event)}{' '}
            <ReaderTime zone={event.zone} instants={[timesOf(assignment, event).dueAt]} before="(" after=")" />
          </span>
        </p>
        <h2 id="due">{assignment.title}</h2>
      </div>
      {assignment.instructions !== '' && <p>{beginning(assignment.instructions)}</p>}
      <div class="actions items-center">
        <ButtonLink href={assignmentAddress(assignment)}>
          Open<span class="sr-only">: {assignment.title}</span>
        </ButtonLink>
        <StandingBadge standing={formatStanding(next, event, now)} />
      </div>
      <p class="small muted">{formatLate(assignment, event)}</p>
    </section>
  )
}
