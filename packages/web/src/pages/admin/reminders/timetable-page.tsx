import { kindLabels } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { type Reminder, remindersOf, type Timetable, usualReminders } from '@lectern/core/reminders'
import { formatInstant } from '@lectern/core/schedule'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import type { Typed } from '../../../forms/typed.ts'
import { OffsetForm } from './offset-form.tsx'
import { faceOf, formatPeople, momentOf, reachOf, whatOf } from './reminder-words.ts'

type Props = { timetable: Timetable; now: Instant; typed?: Typed | undefined }

/** A button for one reminder; a screen reader hears which. */
export const ActButton = ({
  slug,
  id,
  act,
  about,
  children,
}: {
  slug: string
  id: string
  act: string
  about: string
  children: string
}) => (
  <form method="post" action={`/admin/events/${slug}/reminders/${id}/${act}`}>
    <SubmitButton look="plain" size="small">
      {children}
      <span class="sr-only"> {about}</span>
    </SubmitButton>
  </form>
)

const Acts = ({ timetable: { event }, reminder, now }: { timetable: Timetable; reminder: Reminder; now: Instant }) => {
  const { id, state, dueAt } = reminder
  const { what, about } = whatOf(event, reminder)
  const words = [what, about].filter(Boolean).join(', ')
  if (event.status !== 'published' || state === 'started') return null
  return (
    <div class="flex flex-wrap justify-end gap-2">
      {state === 'planned' && (
        <ActButton slug={event.slug} id={id} act="skip" about={words}>
          Skip
        </ActButton>
      )}
      {state === 'skipped' && dueAt > now && (
        <ActButton slug={event.slug} id={id} act="restore" about={words}>
          Restore
        </ActButton>
      )}
      <ButtonLink size="small" href={`/admin/events/${event.slug}/reminders/${id}/send`}>
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

/** What goes to those registered, when, and to how many; and the moments that an organizer may change. */
export const TimetablePage = ({ timetable, now, typed }: Props) => {
  const { event, reminders, estimate } = timetable
  const columns: Column<Reminder>[] = [
    { key: 'when', label: 'When', cell: (reminder) => <When timetable={timetable} reminder={reminder} /> },
    {
      key: 'what',
      label: 'What',
      cell: (reminder) => {
        const { what, about } = whatOf(event, reminder)
        return (
          <div class="min-w-44">
            {what}
            {about !== undefined && <span class="block text-muted">{about}</span>}
          </div>
        )
      },
    },
    { key: 'reach', label: 'To', cell: (reminder) => reachOf(reminder, estimate) },
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
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Breadcrumbs
        trail={[
          { href: '/admin/events', label: 'Events' },
          { href: `/admin/events/${event.slug}`, label: event.title },
          { label: 'Reminders' },
        ]}
      />
      <PageHeading size="work" title={`Reminders: ${event.title}`}>
        Registered so far: {formatPeople(estimate)}. People who register after a reminder’s time, or unsubscribed from
        reminders, don’t get it.
      </PageHeading>
      <ErrorSummary />
      {event.status === 'draft' && <Notice>Reminders start after you publish the event. Here’s the schedule.</Notice>}
      {event.status === 'cancelled' && <Notice tone="warning">This event was canceled, so reminders are off.</Notice>}
      <Panel title="Timetable" flush>
        <Table
          caption={`Reminders of ${event.title}`}
          columns={columns}
          rows={reminders}
          rowId={({ id }) => id}
          empty={
            <EmptyState title="No reminders">
              {event.sessions.length === 0 ? 'The event has no dates yet.' : 'This event has no reminders.'}
            </EmptyState>
          }
        />
      </Panel>
      {event.status !== 'cancelled' && (
        <OffsetForm
          slug={event.slug}
          chosen={remindersOf(event)}
          own={event.reminders !== undefined}
          usual={usualReminders[event.kind]}
          kind={kindLabels[event.kind].one.toLowerCase()}
          typed={typed}
        />
      )}
    </div>
  )
}
