import { EmailAddress, findPersonByEmail } from '@lectern/core/identity'
import { type Table as DataTable, formatCents, type Page } from '@lectern/core/platform'
import {
  findOrder,
  findOrderByNumber,
  invoiceDueAt,
  isRefundAsked,
  isToShip,
  listOrders,
  listOrdersOf,
  listOrdersToShip,
  type Order,
  type OrderStatus,
  orderNumber,
  readOrderNumber,
} from '@lectern/core/registration'
import { Avatar } from '../../../components/avatar.tsx'
import { RowTitle } from '../../../components/link.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { Table } from '../../../components/table.tsx'
import { formatDay, formatMoment, formatOrganizerZone } from '../../../layout/moments.ts'
import { type ListColumn, moment, tableColumns } from '../../../lists/columns.ts'
import { choice, search } from '../../../lists/filters.tsx'
import { gather } from '../../../lists/gather.ts'
import { defineList, type List } from '../../../lists/list-page.tsx'
import { addressLines } from '../../orders/address-lines.ts'
import { DisputeBadge } from './dispute.tsx'
import { copiesOf } from './parcel.tsx'

export const orderStatusLabels: Record<OrderStatus, string> = {
  'awaiting-payment': 'Awaiting payment',
  confirmed: 'Confirmed',
  expired: 'Expired',
  cancelled: 'Canceled',
  refunded: 'Refunded',
}

/** Whether an invoice was sent for it that waits to be paid. */
const isInvoiceDue = ({ payBy, status }: Order): boolean => payBy === 'invoice' && status === 'awaiting-payment'

/** `MSP Professional Sales Program, and 2 more`. */
export const contents = (order: Order): string => {
  const [first, ...others] = order.lines
  return `${first?.title ?? ''}${others.length > 0 ? `, and ${others.length} more` : ''}`
}

const buyer: ListColumn<Order> = {
  key: 'buyer',
  label: 'Buyer',
  file: { Buyer: (order) => order.buyer.name, Email: (order) => order.buyer.email },
  cell: ({ id, buyer: { name, email } }) => (
    <RowTitle href={`/admin/orders/${id}`} title={name} under={email} picture={<Avatar name={name} />} />
  ),
}

const columns: ListColumn<Order>[] = [
  buyer,
  {
    key: 'contents',
    label: 'For',
    card: 'bare',
    cell: contents,
    file: {
      Order: orderNumber,
      For: (order) => order.lines.map(({ title, quantity }) => `${quantity} × ${title}`).join('; '),
    },
  },
  {
    key: 'number',
    label: 'Order',
    card: 'bare',
    cell: (order) => (
      <>
        <span class="whitespace-nowrap">{orderNumber(order)}</span>
        <span class="sub">{formatMoment(order.placedAt)}</span>
      </>
    ),
  },
  {
    key: 'state',
    label: 'State',
    card: 'bare',
    file: { State: (order) => order.status },
    cell: (order) => (
      <span class="flex flex-wrap gap-1.5">
        <StateBadge state={order.status} />
        {isInvoiceDue(order) && <span class="sub">Invoice due {formatDay(invoiceDueAt(order))}</span>}
        {isRefundAsked(order) && <StateBadge state="awaiting-payment">Refund requested</StateBadge>}
        {order.refunds.some((refund) => refund.state === 'failed') && (
          <StateBadge state="failed">Refund failed</StateBadge>
        )}
        {order.dispute && <DisputeBadge dispute={order.dispute} />}
        {isToShip(order) && <StateBadge state="awaiting-payment">To ship</StateBadge>}
      </span>
    ),
  },
  { file: { 'Placed (UTC)': ({ placedAt }) => placedAt } },
  {
    key: 'total',
    label: 'Total',
    align: 'end',
    card: 'end',
    cell: (order) => formatCents(order.totalCents),
    file: { 'Total (cents)': (order) => order.totalCents },
  },
]

/** Without a buyer, an order is called by its number. */
const ownColumns: ListColumn<Order>[] = [
  {
    key: 'number',
    label: 'Order',
    cell: (order) => (
      <RowTitle href={`/admin/orders/${order.id}`} title={orderNumber(order)} under={formatMoment(order.placedAt)} />
    ),
  },
  ...columns.filter((column) => 'key' in column && column.key !== 'buyer' && column.key !== 'number'),
]

/** One person's orders. */
export const OwnOrders = ({ orders }: { orders: readonly Order[] }) => (
  <Table
    caption="This person’s orders"
    columns={tableColumns(ownColumns)}
    rows={orders}
    rowId={(order) => order.id}
    empty="Never ordered anything."
  />
)

/** What waits at the packing table: the same orders with what to pack and where to. */
const parcelColumns: ListColumn<Order>[] = [
  buyer,
  {
    key: 'pack',
    label: 'Pack',
    cell: (order) => <span class="whitespace-pre-line">{copiesOf(order).join('\n')}</span>,
    file: { Pack: (order) => copiesOf(order).join('\n') },
  },
  {
    key: 'to',
    label: 'To',
    cell: (order) => <span class="whitespace-pre-line">{addressLines(order.shipTo).join('\n')}</span>,
    file: { To: (order) => addressLines(order.shipTo).join('\n') },
  },
  moment('paid', 'Paid', ({ paidAt, placedAt }) => paidAt ?? placedAt),
  {
    key: 'ship',
    label: 'Shipped?',
    cell: (order) => (
      <a class="text-link whitespace-nowrap" href={`/admin/orders/${order.id}#parcel`}>
        Mark as shipped
        <span class="sr-only">, the parcel for {order.buyer.name}</span>
      </a>
    ),
  },
]

/** States to filter by: those of the order, and the work that it asks for. */
const states = { ...orderStatusLabels, 'to-ship': 'To ship', invoiced: 'Invoice due' } as const

const findOrders = async (
  table: DataTable,
  text: string,
  state: keyof typeof states | undefined,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<Page<Order>> => {
  const keep = (order: Order) => {
    if (state === 'to-ship') return isToShip(order)
    if (state === 'invoiced') return isInvoiceDue(order)
    return state === undefined || order.status === state
  }
  if (text === '' && state === 'to-ship') return listOrdersToShip(table, { cursor, limit })
  if (text === '') return gather((next) => listOrders(table, { cursor: next, limit }), keep, { cursor, enough: limit })
  const email = EmailAddress.safeParse(text)
  if (email.success) {
    const person = await findPersonByEmail(table, email.data)
    return { items: person ? (await listOrdersOf(table, person.id)).filter(keep) : [] }
  }
  const number = readOrderNumber(text)
  const order = await findOrder(table, (number && (await findOrderByNumber(table, number))) || text)
  return { items: order && keep(order) ? [order] : [] }
}

/** All orders, newest first. */
export const orderList = (table: DataTable) =>
  defineList({
    filters: {
      q: search('Order number, or the buyer’s full email'),
      status: choice('State', states),
    },
    list: ({ var: { now } }, { q, status }): List<Order> => {
      const packing = status === 'to-ship'
      return {
        title: 'Orders',
        nav: 'orders',
        about: `${packing ? 'To ship, oldest payment first' : 'Newest first'}, in ${formatOrganizerZone(now)} time.`,
        caption: packing ? 'Orders to ship' : 'Orders',
        columns: packing ? parcelColumns : columns,
        rowId: ({ id }) => id,
        empty: { title: 'No orders yet', words: 'Orders appear here as soon as someone registers or buys.' },
        noMatch: packing && q === '' ? 'Nothing to ship.' : undefined,
        read: (page) => findOrders(table, q, status, page),
        file: packing ? 'to-ship' : 'orders',
      }
    },
  })
