import type { Event } from '@lectern/core/catalog'
import { formatInstant, sortSessions } from '@lectern/core/schedule'
import type { Assignment, Submission } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { dueWords, resultWords } from '../class/assignment-words.ts'
import { sessionTitle } from '../class/class-words.ts'
import { addressOfClass } from './teach-page.tsx'

export const addressOfAssignments = (event: Pick<Event, 'slug'>): string => `${addressOfClass(event)}/assignments`

/** Where somebody's work is read and answered. */
export const addressOfWork = (
  event: Pick<Event, 'slug'>,
  { assignment, person }: Pick<Submission, 'assignment' | 'person'>,
): string => `${addressOfAssignments(event)}/${assignment}/work/${person}`

const StateOf = ({ assignment }: { assignment: Assignment }) => {
  if (assignment.withdrawnAt !== undefined) return <StateBadge state="cancelled">Withdrawn</StateBadge>
  return <StateBadge state={assignment.publishedAt === undefined ? 'draft' : 'published'} />
}

const assignmentColumns = (event: Event): Column<Assignment>[] => [
  {
    key: 'title',
    label: 'Title',
    cell: ({ id, title }) => (
      <a class="text-link break-words" href={`${addressOfAssignments(event)}/${id}`}>
        {title}
      </a>
    ),
  },
  { key: 'state', label: 'State', cell: (assignment) => <StateOf assignment={assignment} /> },
  {
    key: 'due',
    label: 'Due',
    cell: (assignment) => <span class="whitespace-nowrap">{dueWords(assignment, event)}</span>,
  },
  {
    key: 'session',
    label: 'Session',
    cell: ({ session }) => {
      const found = sortSessions(event.sessions).find(({ id }) => id === session)
      return found ? sessionTitle(event, found) : ''
    },
  },
  {
    key: 'work',
    label: 'Submitted',
    cell: ({ id, title, publishedAt }) =>
      publishedAt !== undefined && (
        <ButtonLink size="small" href={`${addressOfAssignments(event)}/${id}/work`}>
          See all<span class="sr-only"> that was submitted for {title}</span>
        </ButtonLink>
      ),
  },
]

export const AssignmentList = ({ event, assignments }: { event: Event; assignments: readonly Assignment[] }) => (
  <Table
    caption={`Assignments of ${event.title}`}
    columns={assignmentColumns(event)}
    rows={assignments}
    rowId={({ id }) => id}
    empty="There are none yet."
  />
)

const stateColumn: Column<Submission> = {
  key: 'state',
  label: 'State',
  cell: ({ state, result }) =>
    state === 'waiting' ? (
      <StateBadge state="waiting">Waits for feedback</StateBadge>
    ) : (
      <StateBadge state="confirmed">{resultWords(result)}</StateBadge>
    ),
}

type WorkListProps = {
  event: Event
  caption: string
  work: readonly Submission[]
  /** To name them by, where all of them wait; without, all is for one, answered or not. */
  assignments?: readonly Assignment[]
  empty: string
}

/** What was submitted, with the way to read and answer it. */
export const WorkList = ({ event, caption, work, assignments, empty }: WorkListProps) => {
  const titles = new Map(assignments?.map(({ id, title }) => [id, title]))
  const columns: Column<Submission>[] = [
    {
      key: 'name',
      label: 'Name',
      cell: (submission) => (
        <a class="text-link break-words" href={addressOfWork(event, submission)}>
          {submission.name}
        </a>
      ),
    },
    ...(assignments
      ? [{ key: 'for', label: 'Assignment', cell: ({ assignment }: Submission) => titles.get(assignment) ?? '' }]
      : []),
    {
      key: 'at',
      label: 'Submitted',
      cell: ({ at, late }) => (
        <>
          <span class="whitespace-nowrap">{formatInstant(at, event.zone)}</span>
          {late && <span class="block text-muted">After it was due</span>}
        </>
      ),
    },
    { key: 'version', label: 'Version', align: 'end', cell: ({ version }) => version },
    ...(assignments ? [] : [stateColumn]),
  ]
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={work}
      rowId={({ assignment, person }) => `${assignment}-${person}`}
      empty={empty}
    />
  )
}
