import { formatCents } from '@lectern/core/platform'
import { liveLines, type Order, type Refund, type Registration, refundedCents } from '@lectern/core/registration'
import { BreakdownTable } from '../../../components/breakdown-table.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/choice.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { momentInZone } from '../moments.ts'

const reasonWords: Record<Refund['reason'], string> = {
  'cancelled-by-buyer': 'Cancelled by the buyer',
  'refunded-by-organiser': 'Refunded by an organiser',
  'event-cancelled': 'The event was cancelled',
  'too-late': 'Paid after the seats were gone',
}

const RefundState = ({ state }: { state: Refund['state'] }) => {
  if (state === 'made') return <StateBadge state="confirmed">Sent back</StateBadge>
  return state === 'due' ? <StateBadge state="awaiting-payment">On its way</StateBadge> : <StateBadge state="failed" />
}

const Price = ({ order }: { order: Order }) => (
  <Panel title="Price, as it was when ordered">
    <BreakdownTable
      caption="Price of the order"
      lines={order.lines.map((line) => ({
        label: line.title,
        quantity: line.quantity,
        note: [
          line.ticketName,
          ...(line.unitCents > 0 ? [`${formatCents(line.unitCents)} each`] : []),
          ...(line.status === 'ended' ? ['ended'] : []),
        ].join(' · '),
        amount: formatCents(line.listCents),
      }))}
      discounts={order.applied.map((one) => ({ label: one.title, amount: `−${formatCents(one.discountCents)}` }))}
      total={{ label: 'Total', amount: formatCents(order.totalCents) }}
      after={[
        { label: order.paidAt ? `Paid ${momentInZone(order.paidAt)}` : 'Paid', amount: formatCents(order.paidCents) },
        ...(refundedCents(order) > 0
          ? [{ label: 'Going or gone back', amount: `−${formatCents(refundedCents(order))}` }]
          : []),
      ]}
    />
  </Panel>
)

const registrationColumns: Column<Registration>[] = [
  {
    key: 'name',
    label: 'Name',
    cell: ({ name, personId }) => (
      <a class="text-link font-medium" href={`/admin/people/${personId}`}>
        {name}
      </a>
    ),
  },
  { key: 'email', label: 'E-mail', cell: ({ email }) => email },
  {
    key: 'event',
    label: 'Event',
    cell: ({ event, name }) => (
      <a class="text-link" href={`/admin/events/${event}`}>
        {event}
        <span class="sr-only">, for {name}</span>
      </a>
    ),
  },
  { key: 'ticket', label: 'Ticket', cell: ({ ticketName }) => ticketName },
  { key: 'state', label: 'State', cell: ({ status }) => <StateBadge state={status} /> },
]

const refundColumns: Column<Refund>[] = [
  { key: 'reason', label: 'Why', cell: ({ reason }) => reasonWords[reason] },
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
        <p>
          {free
            ? 'The seats come back; there is no money to send.'
            : 'What was paid for them goes back, and the seats are free again.'}{' '}
          You see what it does before it happens.
        </p>
        {live.length > 1 && (
          <fieldset>
            <legend class="mb-1.5 font-medium">Which of it</legend>
            {live.map((line) => (
              <Checkbox
                name="line"
                id={`field-${line.id}`}
                value={line.id}
                checked
                label={`${line.title}, ${line.ticketName}${line.quantity > 1 ? ` × ${line.quantity}` : ''}: ${formatCents(line.totalCents)}`}
              />
            ))}
          </fieldset>
        )}
        <div>
          <SubmitButton look="plain">See what goes back</SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

/** One order, whole: what was bought at what price, for whom, and what happened to the money. */
export const OrderPage = ({ order, registrations }: { order: Order; registrations: readonly Registration[] }) => {
  const failed = order.refunds.filter((refund) => refund.state === 'failed')
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeading
        size="work"
        kicker="Order"
        title={order.buyer.name}
        badge={<StateBadge state={order.status} />}
        actions={
          <ButtonLink size="small" href={`/admin/people/${order.buyer.personId}`}>
            The buyer
          </ButtonLink>
        }
      >
        {order.buyer.email}, {momentInZone(order.placedAt)}
      </PageHeading>
      {failed.length > 0 && (
        <Notice tone="error" title="A refund did not go through">
          Stripe refused it for good: it was refunded by hand there, perhaps, or the buyer disputes the payment. Look at{' '}
          {order.paymentId} in Stripe's dashboard.
        </Notice>
      )}
      <Price order={order} />
      <Panel title="Who is registered" flush>
        <Table
          caption="Registrations of this order"
          columns={registrationColumns}
          rows={registrations}
          empty="These people have registered anew since, or are registered no more."
        />
      </Panel>
      {order.refunds.length > 0 && (
        <Panel title="Refunds" flush>
          <Table caption="Refunds" columns={refundColumns} rows={order.refunds} />
        </Panel>
      )}
      {order.status === 'confirmed' && <RefundForm order={order} />}
      <Panel title="For the record">
        <KeyValue
          look="ruled"
          facts={[
            { term: 'Order', detail: <span class="font-mono text-sm break-all">{order.id}</span> },
            {
              term: 'Terms',
              detail: `Version ${order.terms.version}, accepted ${momentInZone(order.terms.acceptedAt)}`,
            },
            { term: 'Seats kept until', detail: order.holdEndsAt ? momentInZone(order.holdEndsAt) : undefined },
            {
              term: 'Payment page',
              detail: order.checkout && (
                <span class="font-mono text-sm break-all">
                  {order.checkout.id} ({order.checkout.state})
                </span>
              ),
            },
            {
              term: 'Payment',
              detail: order.paymentId && <span class="font-mono text-sm break-all">{order.paymentId}</span>,
            },
          ]}
        />
      </Panel>
    </div>
  )
}
