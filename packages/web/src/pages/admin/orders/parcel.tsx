import { isToShip, liveLines, type Order, copiesOf as skusToShip } from '@lectern/core/registration'
import { KeyValue } from '../../../components/key-value.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownErrors } from '../../../forms/errors.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'
import { momentInZone } from '../../../layout/moments.ts'
import { addressLines } from '../../orders/address-lines.ts'

/** What its form begins with. */
export const parcelValues = ({ shipment }: Order): Typed =>
  typedOf({ carrier: shipment?.carrier, tracking: shipment?.tracking })

/** What is to be packed: `Managed Services in a Month, Paperback × 2`. */
export const copiesOf = (order: Order): string[] =>
  liveLines(order)
    .filter((line) => skusToShip(line).length > 0)
    .map((line) => {
      const { title, ticketName, quantity } = line
      const copies = skusToShip(line)
      const parts = copies.length > 1 ? ` (${copies.join(', ')})` : ''
      return `${title}, ${ticketName}${parts}${quantity > 1 ? ` × ${quantity}` : ''}`
    })

const Fields = ({ order }: { order: Order }) => (
  <form class="grid gap-4" method="post" action={`/admin/orders/${order.id}/shipment`}>
    <p class="max-w-prose">
      {isToShip(order)
        ? `${order.buyer.name} gets an email that the package is on its way, with these details.`
        : 'This updates the order. We won’t email anyone.'}
    </p>
    <div class="grid gap-4 sm:grid-cols-2">
      <TextInput name="carrier" label="Carrier, like USPS" optional />
      <TextInput name="tracking" label="Tracking number" optional />
    </div>
    <div>
      <SubmitButton look={isToShip(order) ? 'primary' : 'plain'} busy="Saving…">
        {isToShip(order) ? 'Mark as sent' : 'Save'}
      </SubmitButton>
    </div>
  </form>
)

/** What goes by post with an order: what, where to, and whether it has gone. */
export const Parcel = ({ order }: { order: Order }) => {
  const { shipment, shipTo } = order
  if (!shipment || !shipTo) return null
  const shipped = shipment.state === 'shipped'
  const state = shipped ? (
    <StateBadge state="sent" />
  ) : isToShip(order) ? (
    <StateBadge state="awaiting-payment">To ship</StateBadge>
  ) : (
    <StateBadge state="ended">{order.status === 'awaiting-payment' ? 'Not paid yet' : 'Nothing to ship'}</StateBadge>
  )
  const copies = copiesOf(order)
  return (
    <Panel title="Parcel" id="parcel" actions={state}>
      <KeyValue
        look="ruled"
        facts={[
          {
            term: 'Pack',
            detail: copies.length > 0 ? <span class="whitespace-pre-line">{copies.join('\n')}</span> : '',
          },
          { term: 'To', detail: <span class="whitespace-pre-line">{addressLines(shipTo).join('\n')}</span> },
          { term: 'Sent', detail: shipment.shippedAt && momentInZone(shipment.shippedAt) },
          { term: 'Carrier', detail: shipment.carrier },
          { term: 'Tracking', detail: shipment.tracking && <span class="font-mono text-sm">{shipment.tracking}</span> },
        ]}
      />
      {isToShip(order) && <Fields order={order} />}
      {shipped && copies.length > 0 && order.status === 'confirmed' && (
        <details open={shownErrors().size > 0}>
          <summary class="text-link w-fit">Edit carrier or number</summary>
          <div class="mt-4">
            <Fields order={order} />
          </div>
        </details>
      )}
    </Panel>
  )
}
