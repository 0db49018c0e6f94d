import { formatCents, type Instant } from '@lectern/core/platform'
import {
  hasInvoice,
  isRefundAsked,
  isTicket,
  liveLines,
  type Order,
  openCents,
  orderNumber,
  type Refund,
  type Registration,
} from '@lectern/core/registration'
import { ActButton } from '../../../components/act-button.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { RowTitle } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import { Dispute } from './dispute.tsx'
import { Buyer, ForTheRecord, refundReasons, Story } from './order-aside.tsx'
import { Parcel } from './parcel.tsx'
import { Price } from './price.tsx'
import { formatLine, planRefund } from './refund-amount.ts'

const RefundState = ({ state }: { state: Refund['state'] }) => {
  if (state === 'made') return <StateBadge state="confirmed">Refunded</StateBadge>
  return state === 'due' ? <StateBadge state="awaiting-payment">On its way</StateBadge> : <StateBadge state="failed" />
}

const registrationColumns: Column<Registration>[] = [
  {
    key: 'name',
    label: 'Name',
    cell: ({ name, email, personId }) => <RowTitle href={`/admin/people/${personId}`} title={name} under={email} />,
  },
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
  { key: 'state', label: 'State', card: 'bare', cell: ({ status }) => <StateBadge state={status} /> },
]

const refundColumns: Column<Refund>[] = [
  { key: 'reason', label: 'Why', cell: ({ reason }) => refundReasons[reason] },
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
  const { amountCents } = planRefund(order, [])
  return (
    <Panel title={free ? 'End it' : 'Refund'} id="refund">
      <form class="fields" method="get" action={`/admin/orders/${order.id}/refund`}>
        <p class="muted">
          {free
            ? 'This releases seats and closes downloads. There’s nothing to refund.'
            : 'Pick what to give back. This refunds what they paid, including sales tax, releases seats, and closes downloads.'}
        </p>
        {live.length > 1 && (
          <fieldset class="grid gap-2">
            <legend class="sr-only">Items</legend>
            {live.map((line) => (
              <label class="choice" for={`field-${line.id}`}>
                <input class="tick" type="checkbox" id={`field-${line.id}`} name="line" value={line.id} checked />
                <span class="grow strong">{formatLine(line)}</span>
                <span class="nums strong">{formatCents(openCents(order, line))}</span>
              </label>
            ))}
          </fieldset>
        )}
        {amountCents > 0 && (
          <p class="due-amount">
            <span>{live.length > 1 ? 'Everything together' : 'Goes back the way they paid'}</span>
            <span class="price">{formatCents(amountCents)}</span>
          </p>
        )}
        <div class="actions">
          <SubmitButton look="plain">Review refund</SubmitButton>
        </div>
        <p class="hint">You’ll see what it does before any money moves.</p>
      </form>
    </Panel>
  )
}

type Props = {
  order: Order
  registrations: readonly Registration[]
  now: Instant
}

/** Which order it is, whose, and the ways to what belongs to it. */
export const orderHead = (order: Order) => ({
  title: orderNumber(order),
  window: `Order for ${order.buyer.name}`,
  badge: <StateBadge state={order.status} />,
  actions: hasInvoice(order) && (
    <ButtonLink size="small" href={`/orders/${order.id}/invoice.pdf`} download>
      Invoice
    </ButtonLink>
  ),
  about: `${order.buyer.name} · placed ${momentInZone(order.placedAt)}`,
})

const Notices = ({ order }: { order: Order }) => (
  <>
    {order.refunds.some((refund) => refund.state === 'failed') && (
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
  </>
)

/** One order, whole: what was bought at what price, for whom, what goes by post, and what happened to the money. */
export const OrderPage = ({ order, registrations, now }: Props) => (
  <>
    <Notices order={order} />
    <div class="record">
      <div class="record-main">
        <Dispute order={order} now={now} />
        <Price order={order} />
        {order.lines.some(isTicket) && (
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
      </div>
      <div class="record-side">
        <Buyer order={order} />
        <Parcel order={order} />
        <Story order={order} />
        <ForTheRecord order={order} />
      </div>
    </div>
  </>
)
