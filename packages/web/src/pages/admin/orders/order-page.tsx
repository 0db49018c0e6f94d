import { formatCents, type Instant } from '@lectern/core/platform'
import {
  hasInvoice,
  isRefundAsked,
  isTicket,
  liveLines,
  type Order,
  type OrderStatus,
  openCents,
  orderNumber,
  type Refund,
  type Registration,
} from '@lectern/core/registration'
import { ActButton } from '../../../components/act-button.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/choice.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { RowTitle, Way } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import { Dispute, stripePayment } from './dispute.tsx'
import { Parcel } from './parcel.tsx'
import { Price } from './price.tsx'
import { formatLine } from './refund-amount.ts'

const formatReason: Record<Refund['reason'], string> = {
  'cancelled-by-buyer': 'Canceled by the buyer',
  'cancelled-by-attendee': 'Canceled by the attendee',
  'refunded-by-organiser': 'Refunded by an organizer',
  'event-cancelled': 'The event was canceled',
  'too-late': 'Paid after the seats were gone',
}

const RefundState = ({ state }: { state: Refund['state'] }) => {
  if (state === 'made') return <StateBadge state="confirmed">Refunded</StateBadge>
  return state === 'due' ? <StateBadge state="awaiting-payment">On its way</StateBadge> : <StateBadge state="failed" />
}

const registrationColumns: Column<Registration>[] = [
  {
    key: 'name',
    label: 'Name',
    cell: ({ name, personId }) => <RowTitle href={`/admin/people/${personId}`} title={name} />,
  },
  { key: 'email', label: 'Email', cell: ({ email }) => email },
  {
    key: 'event',
    label: 'Event',
    cell: ({ event, name }) => (
      <TextLink href={`/admin/events/${event}`}>
        {event}
        <span class="sr-only">, for {name}</span>
      </TextLink>
    ),
  },
  { key: 'ticket', label: 'Ticket', cell: ({ ticketName }) => ticketName },
  { key: 'state', label: 'State', cell: ({ status }) => <StateBadge state={status} /> },
]

const refundColumns: Column<Refund>[] = [
  { key: 'reason', label: 'Why', cell: ({ reason }) => formatReason[reason] },
  { key: 'decided', label: 'Decided', cell: ({ decidedAt }) => momentInZone(decidedAt) },
  { key: 'state', label: 'State', cell: ({ state }) => <RefundState state={state} /> },
  {
    key: 'provider',
    label: 'At Stripe',
    cell: ({ providerId }) => <span class="font-mono text-sm">{providerId ?? ''}</span>,
  },
  { key: 'amount', label: 'Amount', align: 'end', cell: ({ amountCents }) => formatCents(amountCents) },
]

const RefundForm = ({ order }: { order: Order }) => {
  const live = liveLines(order)
  const free = order.paidCents === 0
  return (
    <Panel title={free ? 'End it' : 'Refund'} id="refund">
      <form class="grid gap-4" method="get" action={`/admin/orders/${order.id}/refund`}>
        <p class="max-w-prose">
          {free
            ? 'This releases seats and closes downloads. There’s nothing to refund.'
            : 'This refunds what they paid, including sales tax, releases seats, and closes downloads.'}{' '}
          You’ll review it first.
        </p>
        {live.length > 1 && (
          <fieldset>
            <legend class="mb-1.5 font-medium">Items</legend>
            {live.map((line) => (
              <Checkbox
                name="line"
                id={`field-${line.id}`}
                value={line.id}
                checked
                label={`${formatLine(line)}: ${formatCents(openCents(order, line))}`}
              />
            ))}
          </fieldset>
        )}
        <div>
          <SubmitButton look="plain">Review refund</SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

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

const ForTheRecord = ({ order }: { order: Order }) => (
  <Panel title="For the record">
    <KeyValue
      look="ruled"
      facts={[
        { term: 'Order id', detail: mono(order.id) },
        { term: 'Invoice', detail: order.invoice?.number },
        { term: 'Company', detail: order.billing?.company },
        { term: 'Purchase order', detail: order.billing?.purchaseOrder },
        { term: 'Limited codes', detail: formatUse(order).join('; ') },
        {
          term: 'Terms',
          detail: `Version ${order.terms.version}, accepted ${momentInZone(order.terms.acceptedAt)}`,
        },
        { term: 'Seats kept until', detail: order.holdEndsAt ? momentInZone(order.holdEndsAt) : undefined },
        { term: 'Payment page', detail: order.checkout && mono(`${order.checkout.id} (${order.checkout.state})`) },
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

type Props = {
  order: Order
  registrations: readonly Registration[]
  now: Instant
}

/** Whose order it is, how it stands, and the ways to what belongs to it. */
export const orderHead = (order: Order) => ({
  title: order.buyer.name,
  window: `Order for ${order.buyer.name}`,
  kicker: `Order ${orderNumber(order)}`,
  badge: <StateBadge state={order.status} />,
  actions: (
    <>
      {hasInvoice(order) && (
        <ButtonLink size="small" href={`/orders/${order.id}/invoice.pdf`} download>
          Invoice
        </ButtonLink>
      )}
      <Way href={`/admin/people/${order.buyer.personId}`} label="The buyer" />
    </>
  ),
  about: `${order.buyer.email}, ${momentInZone(order.placedAt)}`,
})

/** One order, whole: what was bought at what price, for whom, what goes by post, and what happened to the money. */
export const OrderPage = ({ order, registrations, now }: Props) => {
  const failed = order.refunds.filter((refund) => refund.state === 'failed')
  const seats = order.lines.some(isTicket)
  return (
    <>
      {failed.length > 0 && (
        <Notice tone="error" title="A refund didn’t go through">
          Stripe declined it. It may have been refunded there by hand, or the buyer may be disputing the payment. Check{' '}
          {order.paymentId} in Stripe's dashboard.
        </Notice>
      )}
      {order.askedRefund && isRefundAsked(order) && (
        <Notice
          tone="warning"
          title={`Refund requested on ${momentInZone(order.askedRefund.askedAt)}`}
          action={<ActButton action={`/admin/orders/${order.id}/answer`} words="Mark as answered" look="primary" />}
        >
          <p class="break-words whitespace-pre-line">{order.askedRefund.reason}</p>
          <p>Refund it below, or email {order.buyer.email}.</p>
        </Notice>
      )}
      <Dispute order={order} now={now} />
      <Parcel order={order} />
      <Price order={order} />
      {seats && (
        <TablePanel
          title="Who’s registered"
          caption="Registrations in this order"
          columns={registrationColumns}
          rows={registrations}
          empty="These people registered again or are no longer registered."
        />
      )}
      {order.refunds.length > 0 && (
        <TablePanel title="Refunds" caption="Refunds" columns={refundColumns} rows={order.refunds} />
      )}
      {order.status === 'confirmed' && <RefundForm order={order} />}
      <ForTheRecord order={order} />
    </>
  )
}
