import type { Event } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import type { WaitingEntry } from '@lectern/core/registration'
import { formatInstant } from '@lectern/core/schedule'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
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
    cell: ({ place }) => (
      <>
        <a class="text-link font-medium break-words" href={`/admin/people/${place.personId}`}>
          {place.name}
        </a>
        <span class="block break-words text-muted">{place.email}</span>
      </>
    ),
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
      <form method="post" action={`/admin/events/${event.slug}/waiting-list`}>
        <HiddenFields values={{ place: place.id, act: 'remove' }} />
        <SubmitButton look="plain" size="small">
          Remove<span class="sr-only"> {place.name}</span>
        </SubmitButton>
      </form>
    ),
  },
]

/** Who waits for an event and to whom a seat is offered, in order; nothing while nobody does. */
export const WaitingPanel = ({ event, entries }: { event: Event; entries: readonly WaitingEntry[]; now: Instant }) => {
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
      <form method="post" action={`/admin/events/${event.slug}/waiting-list`}>
        <HiddenFields values={{ act: 'offer' }} />
        <SubmitButton look="plain" size="small" busy="Offering…">
          Offer open spots now
        </SubmitButton>
      </form>
    </Panel>
  )
}
