import type { Event } from '@lectern/core/catalog'
import type { WaitingEntry } from '@lectern/core/registration'
import { formatInstant } from '@lectern/core/schedule'
import { ActButton } from '../../../components/act-button.tsx'
import { RowTitle } from '../../../components/link.tsx'
import { Panel } from '../../../components/panel.tsx'
import { type Column, Table } from '../../../components/table.tsx'

const columnsFor = (event: Event): Column<WaitingEntry>[] => [
  {
    key: 'place',
    label: 'Place',
    cell: ({ position }) => (position === undefined ? 'Offered' : `${position}`),
  },
  {
    key: 'who',
    label: 'Who',
    cell: ({ place }) => <RowTitle href={`/admin/people/${place.personId}`} title={place.name} under={place.email} />,
  },
  { key: 'ticket', label: 'Ticket', cell: ({ ticket }) => ticket.name },
  {
    key: 'since',
    label: 'When',
    cell: ({ place, position }) =>
      position === undefined && place.offeredUntil
        ? `Kept until ${formatInstant(place.offeredUntil, event.zone)}`
        : `Since ${formatInstant(place.joinedAt, event.zone)}`,
  },
  {
    key: 'remove',
    label: 'Remove',
    cell: ({ place }) => (
      <ActButton
        action={`/admin/events/${event.slug}/waiting-list`}
        values={{ place: place.id, act: 'remove' }}
        words="Remove…"
        about={place.name}
      />
    ),
  },
]

/** Who waits for an event and to whom a seat is offered, in order; nothing while nobody does. */
export const WaitingPanel = ({ event, entries }: { event: Event; entries: readonly WaitingEntry[] }) => {
  if (entries.length === 0) return null
  const offered = entries.filter(({ position }) => position === undefined).length
  return (
    <Panel title={`Waitlist (${entries.length})`} id="waiting-list">
      <p>
        {entries.length - offered} waiting, {offered} with an offer. We offer spots automatically, longest wait first.
      </p>
      <div class="-mx-5 min-w-0 md:-mx-6">
        <Table caption="People on the waitlist" columns={columnsFor(event)} rows={entries} />
      </div>
      <ActButton
        action={`/admin/events/${event.slug}/waiting-list`}
        values={{ act: 'offer' }}
        words="Offer open spots now"
        busy="Offering…"
      />
    </Panel>
  )
}
