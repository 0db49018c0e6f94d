import { formatCents, type Instant } from '@lectern/core/platform'
import { invoiceDueAt, type Order, type OrderStatus, type Refund } from '@lectern/core/registration'
import { Avatar } from '../../../components/avatar.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { Panel } from '../../../components/panel.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import { stripePayment } from './dispute.tsx'

export const refundReasons: Record<Refund['reason'], string> = {
  'cancelled-by-buyer': 'Canceled by the buyer',
  'cancelled-by-attendee': 'Canceled by the attendee',
  'refunded-by-organiser': 'Refunded by an organizer',
  'event-cancelled': 'The event was canceled',
  'too-late': 'Paid after the seats were gone',
}

export const Buyer = ({ order }: { order: Order }) => {
  const { buyer, billing, payBy, status } = order
  const isInvoiced = payBy === 'invoice' && status === 'awaiting-payment'
  return (
    <Panel title="Buyer">
      <div class="cell">
        <Avatar name={buyer.name} />
        <div>
          <p class="strong">
            <TextLink href={`/admin/people/${buyer.personId}`}>{buyer.name}</TextLink>
          </p>
          <p class="muted">{buyer.email}</p>
        </div>
      </div>
      {(billing || isInvoiced) && (
        <KeyValue
          look="ruled"
          facts={[
            { term: 'Invoice due', detail: isInvoiced && momentInZone(invoiceDueAt(order)) },
            { term: 'Company', detail: billing?.company },
            { term: 'PO number', detail: billing?.purchaseOrder },
          ]}
        />
      )}
    </Panel>
  )
}

type Happening = { at: Instant; what: string; more?: string | undefined; look?: 'good' | 'bad' | 'blue' }

/** What became of an order, as far as it tells itself. */
const happenings = (order: Order): Happening[] => {
  const { placedAt, paidAt, paidCents, refunds, askedRefund, dispute, shipment } = order
  return [
    { at: placedAt, what: 'Order placed' },
    ...(paidAt && paidCents > 0 ? [{ at: paidAt, what: `Paid ${formatCents(paidCents)}`, look: 'good' as const }] : []),
    ...(shipment?.shippedAt
      ? [{ at: shipment.shippedAt, what: 'Parcel sent', more: shipment.carrier, look: 'blue' as const }]
      : []),
    ...(askedRefund ? [{ at: askedRefund.askedAt, what: 'Refund requested', look: 'bad' as const }] : []),
    ...(askedRefund?.answeredAt ? [{ at: askedRefund.answeredAt, what: 'Refund request answered' }] : []),
    ...refunds.map(({ decidedAt, amountCents, reason }) => ({
      ...{ at: decidedAt, what: `Refund of ${formatCents(amountCents)}`, more: refundReasons[reason] },
    })),
    ...(dispute ? [{ at: dispute.openedAt, what: 'Payment disputed', look: 'bad' as const }] : []),
    ...(dispute?.closedAt ? [{ at: dispute.closedAt, what: `Dispute ${dispute.state}` }] : []),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** The latest first. */
export const Story = ({ order }: { order: Order }) => (
  <Panel title="What happened">
    <ol class="story">
      {happenings(order).map(({ at, what, more, look }) => (
        <li class={look}>
          <b class="strong">{what}</b>
          <p>{[momentInZone(at), more].filter(Boolean).join(' · ')}</p>
        </li>
      ))}
    </ol>
  </Panel>
)

/** What became of the uses of limited codes that an order takes; they come back with its last line. */
const useStates: Record<OrderStatus, string> = {
  'awaiting-payment': 'held',
  confirmed: 'spent',
  expired: 'returned',
  cancelled: 'returned',
  refunded: 'returned',
}

/** `LEAP29: 2 uses and $29.01 of its budget, returned`. */
const formatUse = (order: Order): string[] =>
  order.uses.map((use) => {
    const applied = order.applied.find(({ promotionId }) => promotionId === use.promotionId)
    const name = use.code ?? applied?.code ?? applied?.title ?? use.promotionId
    const budget = use.spentCents ? ` and ${formatCents(use.spentCents)} of its budget` : ''
    return `${name}: ${use.count} ${use.count === 1 ? 'use' : 'uses'}${budget}, ${useStates[order.status]}`
  })

const mono = (text: string | undefined) => text && <span class="font-mono text-sm break-all">{text}</span>

export const ForTheRecord = ({ order }: { order: Order }) => (
  <Panel title="For the record">
    <KeyValue
      look="ruled"
      facts={[
        { term: 'Order id', detail: mono(order.id) },
        { term: 'Invoice', detail: order.invoice?.number },
        { term: 'Limited codes', detail: formatUse(order).join('; ') },
        {
          term: 'Terms',
          detail: `Version ${order.terms.version}, accepted ${momentInZone(order.terms.acceptedAt)}`,
        },
        {
          term: 'Seats kept until',
          detail: order.holdEndsAt && order.seats.length > 0 ? momentInZone(order.holdEndsAt) : undefined,
        },
        {
          term: order.payBy === 'invoice' ? 'Subscription' : 'Payment page',
          detail: order.checkout && mono(`${order.checkout.id} (${order.checkout.state})`),
        },
        {
          term: 'Payment',
          detail: order.paymentId && (
            <a class="text-link font-mono text-sm break-all" href={stripePayment(order.paymentId)}>
              {order.paymentId}
              <span class="sr-only"> at Stripe</span>
            </a>
          ),
        },
      ]}
    />
  </Panel>
)
