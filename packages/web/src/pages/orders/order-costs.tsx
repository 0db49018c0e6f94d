import { formatCents } from '@lectern/core/platform'
import {
  hasInvoice,
  isMembership,
  isTitle,
  liveLines,
  type Order,
  openSeats,
  orderNumber,
} from '@lectern/core/registration'
import { withParameters } from '../../components/address.ts'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { Panel } from '../../components/panel.tsx'
import { Totals } from '../cart/totals.tsx'
import { formatMoment, plural } from '../event-words.ts'
import type { OrderView } from './load-order.ts'
import { refundLabel } from './order-words.ts'

type Props = { view: OrderView; token?: string | undefined }

export const Costs = ({ order }: { order: Order }) => (
  <Totals
    caption="What this order costs"
    lines={order.lines}
    price={order}
    after={[
      ...(order.taxCents ? [{ label: 'Sales tax', amount: formatCents(order.taxCents) }] : []),
      ...(order.paidCents > 0 ? [{ label: 'Paid', amount: formatCents(order.paidCents) }] : []),
      ...order.refunds.map((refund) => ({
        label: refundLabel(refund),
        amount: `−${formatCents(refund.amountCents)}`,
      })),
    ]}
    note={order.totalCents === 0 ? 'No payment needed.' : undefined}
  />
)

export const Facts = ({ view: { order, zone, now } }: Pick<Props, 'view'>) => (
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
)

const invoiceAddress = ({ id }: Order, token: string | undefined): string =>
  withParameters(`/orders/${id}/invoice.pdf`, { token })

/** What an order costs and who bought it, beside it. */
export const Summary = ({ view, token }: Props) => (
  <section class="panel panel-tint grid gap-5" aria-label="Price summary">
    <Costs order={view.order} />
    <Facts view={view} />
    {hasInvoice(view.order) && (
      <p class="small">
        <a class="text-link" href={invoiceAddress(view.order, token)} download>
          Invoice as PDF
        </a>
      </p>
    )}
  </section>
)

/** The order in a line, with its invoice and the way to change it. */
export const OrderCard = ({ view, token }: Props) => {
  const { order, events } = view
  const seats = openSeats(order, liveLines(order)).length
  const plan = order.lines.find(isMembership)
  const parts = [
    plan ? plan.title : seats > 0 ? plural(seats, 'seat') : plural(order.lines.filter(isTitle).length, 'title'),
    order.totalCents === 0 ? 'Free' : formatCents(order.totalCents),
  ]
  return (
    <Panel title={`Order ${orderNumber(order)}`}>
      <p class="nums small muted">{parts.join(' · ')}</p>
      <div class="actions">
        {hasInvoice(order) && (
          <a class={buttonClass({ size: 'small' })} href={invoiceAddress(order, token)} download>
            Invoice as PDF
          </a>
        )}
        {events.size > 0 && (
          <ButtonLink size="small" href="#seats">
            Change or cancel
          </ButtonLink>
        )}
      </div>
    </Panel>
  )
}
