import { type Event, sessionsOf } from '@lectern/core/catalog'
import { formatInstant, sortSessions } from '@lectern/core/schedule'
import type { Assignment, Submission } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type ListColumn, plain, tableColumns } from '../../lists/columns.ts'
import { formatDue, formatResult } from '../class/assignment-words.ts'
import { sessionTitle } from '../class/class-words.ts'
import { addressOfClass } from './teach-page.tsx'

export const addressOfAssignments = (event: Pick<Event, 'slug'>): string => `${addressOfClass(event)}/assignments`

/** Where someone's work is read and answered. */
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
    cell: ({ id, title }) => <TextLink href={`${addressOfAssignments(event)}/${id}`}>{title}</TextLink>,
  },
  { key: 'state', label: 'State', cell: (assignment) => <StateOf assignment={assignment} /> },
  {
    key: 'due',
    label: 'Due',
    cell: (assignment) => <span class="whitespace-nowrap">{formatDue(assignment, event)}</span>,
  },
  {
    key: 'session',
    label: 'Session',
    cell: ({ session }) => {
      const found = sortSessions(sessionsOf(event)).find(({ id }) => id === session)
      return found ? sessionTitle(event, found) : ''
    },
  },
  {
    key: 'work',
    label: 'Submitted',
    cell: ({ id, title, publishedAt }) =>
      publishedAt !== undefined && (
        <ButtonLink size="small" href={`${addressOfAssignments(event)}/${id}/work`}>
          See all<span class="sr-only"> submissions for {title}</span>
        </ButtonLink>
      ),
  },
]

export const AssignmentList = ({ event, assignments }: { event: Event; assignments: readonly Assignment[] }) => (
  <Table
    caption={`Assignments for ${event.title}`}
    columns={assignmentColumns(event)}
    rows={assignments}
    rowId={({ id }) => id}
    empty="No assignments yet."
  />
)

const stateColumn: ListColumn<Submission> = {
  key: 'state',
  label: 'State',
  file: { State: ({ state, result }) => (state === 'waiting' ? state : formatResult(result)) },
  cell: ({ state, result }) =>
    state === 'waiting' ? (
      <StateBadge state="waiting">Waiting for feedback</StateBadge>
    ) : (
      <StateBadge state="confirmed">{formatResult(result)}</StateBadge>
    ),
}

/** @param assignments  to name them by, where all of them wait; without, all is for one, answered or not */
export const workColumns = (event: Event, assignments?: readonly Assignment[]): ListColumn<Submission>[] => {
  const titles = new Map(assignments?.map(({ id, title }) => [id, title]))
  return [
    {
      key: 'name',
      label: 'Name',
      cell: (submission) => <TextLink href={addressOfWork(event, submission)}>{submission.name}</TextLink>,
      file: { Name: ({ name }) => name },
    },
    ...(assignments ? [plain<Submission>('for', 'Assignment', ({ assignment }) => titles.get(assignment))] : []),
    {
      key: 'at',
      label: 'Submitted',
      cell: ({ at, late }) => (
        <>
          <span class="whitespace-nowrap">{formatInstant(at, event.zone)}</span>
          {late && <span class="block text-muted">Late</span>}
        </>
      ),
      file: { 'Submitted (UTC)': ({ at }) => at, Late: ({ late }) => (late ? 'yes' : '') },
    },
    plain('version', 'Version', ({ version }) => version, { align: 'end' }),
    ...(assignments ? [] : [stateColumn]),
  ]
}

type WorkListProps = {
  event: Event
  caption: string
  work: readonly Submission[]
  assignments?: readonly Assignment[]
  empty: string
}

/** Submissions, with the way to read and answer it. */
export const WorkList = ({ event, caption, work, assignments, empty }: WorkListProps) => (
  <Table
    caption={caption}
    columns={tableColumns(workColumns(event, assignments))}
    rows={work}
    rowId={({ assignment, person }) => `${assignment}-${person}`}
    empty={empty}
  />
)
