import type { Event } from '@lectern/core/catalog'
import { formatCents, type Problem } from '@lectern/core/platform'
import { hasInvoice, mayCancel, type Order, orderNumber, payableUntil } from '@lectern/core/registration'
import { withParameters } from '../../components/address.ts'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { flashOf } from '../../layout/admin-page.tsx'
import { Stack, WithAside } from '../../layout/columns.tsx'
import type { Flash } from '../../layout/page.tsx'
import { Totals } from '../cart/totals.tsx'
import { describePlace, formatMoment, whenLine } from '../event-words.ts'
import { OrganizerMail } from '../membership/contact.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { AskRefund } from './ask-refund.tsx'
import type { OrderView } from './load-order.ts'
import { CheckMark, NextSteps } from './next-steps.tsx'
import { OrderParcel, OrderTitles } from './order-goods.tsx'
import { aboutLive, faceOfOrder, formatCancel, refundLabel } from './order-words.ts'
import { SeatRow, type TypedSeatChange } from './seat-forms.tsx'

/** What was typed on the page and refused. */
export type OrderTyped = { seat?: TypedSeatChange; refund?: { reason: string; error: string } }

type Props = {
  c: Request
  view: OrderView
  token?: string
  refusal?: Problem
  typed?: OrderTyped
}

const Seats = ({ view, token, typed }: Pick<Props, 'view' | 'token' | 'typed'>) => {
  const { events, registrations, now } = view
  if (events.size === 0) return null
  return (
    <div class="grid gap-6">
      {[...events.values()].map((event) => {
        const people = registrations.filter((one) => one.event === event.slug)
        return (
          <Panel>
            <div>
              <h2 class="text-xl font-semibold">
                <a class="break-words hover:underline" href={`/events/${event.slug}`}>
                  {event.title}
                </a>
              </h2>
              <p class="nums mt-1">{whenLine(event, now)}</p>
              <p class="text-muted">{describePlace(event)}</p>
            </div>
            <ul class="grid gap-2" aria-label="Who’s registered">
              {people.map((one) => (
                <SeatRow view={view} token={token} registration={one} typed={typed?.seat} />
              ))}
            </ul>
          </Panel>
        )
      })}
    </div>
  )
}

const Cancel = ({ view, token }: Pick<Props, 'view' | 'token'>) => {
  const { order, events, now } = view
  if (!mayCancel(order, events, now)) return null
  // Titles were delivered when they were paid: cancelling leaves them.
  const part = order.status === 'confirmed' && aboutLive(order).titles
  return (
    <details>
      <summary class="text-link w-fit">{part ? 'Cancel the seats' : 'Cancel this order'}</summary>
      <form class="mt-4 grid gap-4" method="post" action={`/orders/${order.id}/cancel`}>
        <HiddenFields values={{ token }} />
        <p class="max-w-prose">{formatCancel(order, events.values(), now)}</p>
        <div>
          <SubmitButton look="danger" busy="Canceling…">
            {order.paidCents > 0
              ? 'Cancel and get a refund'
              : order.seats.length > 0
                ? part
                  ? 'Cancel the seats'
                  : 'Cancel registration'
                : 'Cancel order'}
          </SubmitButton>
        </div>
      </form>
    </details>
  )
}

const Summary = ({ view, token }: Pick<Props, 'view' | 'token'>) => {
  const { order, zone, now } = view
  const refunds = order.refunds.map((refund) => ({
    label: refundLabel(refund),
    amount: `−${formatCents(refund.amountCents)}`,
  }))
  return (
    <section class="hairline grid gap-5 rounded-box bg-base-200 p-6" aria-label="Price summary">
      <Totals
        caption="What this order costs"
        lines={order.lines}
        price={order}
        after={[
          ...(order.taxCents ? [{ label: 'Sales tax', amount: formatCents(order.taxCents) }] : []),
          ...(order.paidCents > 0 ? [{ label: 'Paid', amount: formatCents(order.paidCents) }] : []),
          ...refunds,
        ]}
        note={order.totalCents === 0 ? 'No payment needed.' : undefined}
      />
      <KeyValue
        facts={[
          { term: 'Order', detail: orderNumber(order) },
          { term: 'Placed', detail: formatMoment(order.placedAt, zone, now) },
          { term: 'Buyer', detail: order.buyer.name },
          { term: 'Email', detail: order.buyer.email },
          { term: 'Company', detail: order.billing?.company },
          { term: 'Purchase order', detail: order.billing?.purchaseOrder },
        ]}
      />
      {hasInvoice(order) && (
        <p class="text-sm">
          <a class="text-link" href={withParameters(`/orders/${order.id}/invoice.pdf`, { token })} download>
            Invoice as PDF
          </a>
        </p>
      )}
    </section>
  )
}

/** What cancelling did; nothing where the address only claims that it was done. */
const cancelledFlash = (order: Order): Flash | undefined => {
  const { seats, titles } = aboutLive(order)
  if (order.status === 'awaiting-payment' || (order.status === 'confirmed' && seats)) return undefined
  const stay = order.status === 'confirmed' && titles
  const words = stay
    ? 'Seats canceled. You keep your titles.'
    : order.seats.length > 0
      ? 'Order and seats canceled.'
      : 'Order canceled.'
  return { tone: 'success', words }
}

const seatFlashes = {
  'seat-cancelled': 'Seat canceled. The other seats didn’t change.',
  'seat-changed': 'Saved. We’re emailing the people affected.',
  'refund-asked': 'Request sent. The organizer will answer by email.',
}

/** The events of which a seat of the order is confirmed. */
const comingOf = ({ events, registrations }: OrderView): Event[] =>
  [...events.values()].filter(({ slug }) =>
    registrations.some(({ event, status }) => event === slug && status === 'confirmed'),
  )

/** An order: where it stands, who is registered, what it costs, and what can be done about it. */
export const OrderPage = ({ c, view, token, refusal, typed }: Props) => {
  const { order, zone, now, unsure } = view
  const face = faceOfOrder(order, formatMoment(payableUntil(order), zone, now))
  const payUrl =
    order.status === 'awaiting-payment' && order.checkout?.state === 'open' ? order.checkout.url : undefined
  const cancelled = c.req.query('done') === 'cancelled'
  return (
    <SitePage
      title={face.title}
      unlisted
      here={`/orders/${order.id}`}
      flash={cancelled ? cancelledFlash(order) : flashOf(c, seatFlashes)}
    >
      <WithAside aside={<Summary view={view} token={token} />}>
        {order.status === 'confirmed' && <CheckMark />}
        <PageHeading title={face.title} badge={<StateBadge state={face.state} />}>
          <p>{face.words}</p>
        </PageHeading>
        <Stack after gap="large">
          {refusal && (
            <Notice tone="warning" title={refusal.message}>
              Email <OrganizerMail /> and include the order number.
            </Notice>
          )}
          {unsure && (
            <Notice tone="warning" title="Our payment service isn’t responding">
              If you paid, your payment is safe, and this page will update soon.
            </Notice>
          )}
          {payUrl !== undefined && (
            <div>
              <ButtonLink look="primary" href={payUrl}>
                Pay {formatCents(order.totalCents)} now
              </ButtonLink>
            </div>
          )}
          {(order.status === 'expired' || order.status === 'cancelled' || order.status === 'refunded') && (
            <div>
              <ButtonLink look="primary" href={order.seats.length > 0 ? '/events' : '/store'}>
                {order.seats.length > 0 ? 'See all events' : 'Back to the store'}
              </ButtonLink>
            </div>
          )}
          {comingOf(view).map((event) => (
            <NextSteps event={event} now={now} />
          ))}
          <Seats view={view} token={token} typed={typed} />
          <OrderTitles view={view} token={token} />
          <OrderParcel view={view} />
          <Cancel view={view} token={token} />
          <AskRefund view={view} token={token} typed={typed?.refund} />
        </Stack>
      </WithAside>
    </SitePage>
  )
}
