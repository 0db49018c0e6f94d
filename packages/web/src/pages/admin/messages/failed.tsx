import type { OutboxRow } from '@lectern/core/platform'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { momentWords } from '../moments.ts'

/** What each announcement leads to, in words. */
const topics: Readonly<Record<string, string>> = {
  'order.confirmed': 'Confirm an order',
  'registration.asked-again': 'Tell that somebody is already registered',
  'order.expired': 'Tell that an order expired',
  'order.shipped': 'Tell that copies were sent',
  'registrations.ended': 'Tell that registrations ended',
  'refund.due': 'Send money back',
  'refund.made': 'Tell of a refund',
  'refund.failed': 'A refund failed',
  'refund.asked': 'Tell the organizer of a refund request',
  'registration.corrected': 'Send a confirmation again with the corrected name',
  'registration.handed-on': 'Tell both people that a seat was handed on',
  'seats.freed': 'Offer free seats to those who wait',
  'seat.offered': 'Offer a seat',
  'event.published': 'Plan the reminders of an event',
  'event.changed': 'Plan the reminders of an event anew',
  'event.cancelled': 'Tell everybody that an event is cancelled',
  'event.cancelled.shard': 'Tell everybody that an event is cancelled',
  'event.moved': 'Tell everybody that a session moved',
  'event.moved.shard': 'Tell everybody that a session moved',
  'title.released': 'Tell of a new version',
  'title.released.shard': 'Tell of a new version',
  'title.released.holder': 'Tell somebody of a new version',
  'account.changed': 'Tell of a new passkey, API key, or admin',
  'file.gone': 'Take a removed file out of the store',
  'codes.make': 'Make single-use codes',
  'person.erase': 'Erase what is kept of a person',
  'registration.moved': 'Tell somebody that a session moved',
  'address.unsuppressed': 'Have the mail service send to an address again',
}

/** Several topics belong to one thing that is done step by step. */
const families: readonly [beginning: string, words: string][] = [
  ['reminder', 'Send reminders'],
  ['roster-mail', 'Write to a roster'],
]

const wordsOf = (topic: string): string =>
  topics[topic] ?? families.find(([beginning]) => topic.startsWith(beginning))?.[1] ?? topic

const SubjectLink = ({ row }: { row: OutboxRow }) => {
  const { order, event } = row.payload
  if (typeof order === 'string') {
    return (
      <a class="text-link" href={`/admin/orders/${encodeURIComponent(order)}`}>
        Order <span class="font-mono text-xs">{order.slice(-6)}</span>
      </a>
    )
  }
  if (typeof event !== 'string') return null
  return (
    <a class="text-link" href={`/admin/events/${encodeURIComponent(event)}`}>
      {event}
    </a>
  )
}

const columns: Column<OutboxRow>[] = [
  { key: 'what', label: 'What should happen', cell: ({ topic }) => wordsOf(topic) },
  { key: 'about', label: 'About', cell: (row) => <SubjectLink row={row} /> },
  { key: 'since', label: 'Since', cell: ({ createdAt }) => momentWords(createdAt) },
  {
    key: 'why',
    label: 'What went wrong',
    cell: ({ lastError, attempts }) => (
      <span class="block max-w-md break-words">
        {lastError ?? 'Unknown'}
        <span class="block text-muted">{attempts} attempts</span>
      </span>
    ),
  },
  {
    key: 'again',
    label: 'Try again',
    cell: ({ id, topic }) => (
      <form method="post" action="/admin/messages/redeliver">
        <HiddenFields values={{ id }} />
        <SubmitButton size="small" busy="Sending…">
          Send again<span class="sr-only">: {wordsOf(topic)}</span>
        </SubmitButton>
      </form>
    ),
  },
]

/** Announcements that gave up. A batch of mails among them is sent again as the same batch, so that nobody gets two. */
export const FailedTable = ({ rows }: { rows: readonly OutboxRow[] }) => (
  <Table caption="Announcements that gave up" columns={columns} rows={rows} rowId={({ id }) => id} />
)
