import { kindLabels, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { type Reminder, remindersOf, type Timetable, usualReminders } from '@lectern/core/reminders'
import { formatInstant } from '@lectern/core/schedule'
import { ActButton } from '../../../components/act-button.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { OffsetForm } from './offset-form.tsx'
import { faceOf, momentOf, reachOf, whatOf } from './reminder-words.ts'

type Props = { timetable: Timetable; now: Instant }

const Acts = ({ timetable: { event }, reminder, now }: { timetable: Timetable; reminder: Reminder; now: Instant }) => {
  const { id, state, dueAt } = reminder
  const { what, about } = whatOf(event, reminder)
  const words = [what, about].filter(Boolean).join(', ')
  if (event.status !== 'published' || state === 'started') return null
  const own = `/admin/events/${event.slug}/reminders/${id}`
  return (
    <div class="flex flex-wrap justify-end gap-2">
      {state === 'planned' && <ActButton action={`${own}/skip`} words="Skip" about={words} />}
      {state === 'skipped' && dueAt > now && <ActButton action={`${own}/restore`} words="Restore" about={words} />}
      <ButtonLink size="small" href={`${own}/send`}>
        Send now…<span class="sr-only"> {words}</span>
      </ButtonLink>
    </div>
  )
}

/** What went is told by when it went. */
const When = ({ timetable: { event }, reminder }: { timetable: Timetable; reminder: Reminder }) => (
  <div class="min-w-36">
    {momentOf(event, reminder)}
    {reminder.startedBy === 'organiser' && reminder.startedAt !== undefined && (
      <span class="block text-muted">Sent by hand on {formatInstant(reminder.startedAt, event.zone)}</span>
    )}
  </div>
)

const columnsFor = (timetable: Timetable, now: Instant): Column<Reminder>[] => [
  { key: 'when', label: 'When', cell: (reminder) => <When timetable={timetable} reminder={reminder} /> },
  {
    key: 'what',
    label: 'What',
    cell: (reminder) => {
      const { what, about } = whatOf(timetable.event, reminder)
      return (
        <div class="min-w-44">
          {what}
          {about !== undefined && <span class="block text-muted">{about}</span>}
        </div>
      )
    },
  },
  { key: 'reach', label: 'To', cell: (reminder) => reachOf(reminder, timetable.estimate) },
  {
    key: 'state',
    label: 'State',
    cell: (reminder) => {
      const { state, words } = faceOf(reminder)
      return <StateBadge state={state}>{words}</StateBadge>
    },
  },
  {
    key: 'acts',
    label: 'Do',
    align: 'end',
    cell: (reminder) => <Acts timetable={timetable} reminder={reminder} now={now} />,
  },
]

/** What goes to those registered, when, and to how many; and the moments that an organizer may change. */
export const TimetablePage = ({ timetable, now }: Props) => {
  const { event, reminders } = timetable
  return (
    <>
      {event.status === 'draft' && <Notice>Reminders start after you publish the event. Here’s the schedule.</Notice>}
      {event.status === 'cancelled' && <Notice tone="warning">This event was canceled, so reminders are off.</Notice>}
      <TablePanel
        title="Timetable"
        caption={`Reminders for ${event.title}`}
        columns={columnsFor(timetable, now)}
        rows={reminders}
        rowId={({ id }) => id}
        empty={
          <EmptyState title="No reminders">
            {sessionsOf(event, { admin: true }).length === 0
              ? 'The event has no dates yet.'
              : 'This event has no reminders.'}
          </EmptyState>
        }
      />
      {event.status !== 'cancelled' && (
        <OffsetForm
          slug={event.slug}
          chosen={remindersOf(event)}
          own={event.reminders !== undefined}
          usual={usualReminders[event.kind]}
          kind={kindLabels[event.kind].one.toLowerCase()}
        />
      )}
    </>
  )
}
