import { EmailAddress, findPersonByEmail } from '@lectern/core/identity'
import { cutText, type Table as DataTable, formatCents, type Page } from '@lectern/core/platform'
import {
  findOrder,
  findOrderByNumber,
  isRefundAsked,
  isToShip,
  listOrders,
  listOrdersOf,
  listOrdersToShip,
  type Order,
  type OrderStatus,
  orderNumber,
  orderTransitions,
  readOrderNumber,
} from '@lectern/core/registration'
import { FilterForm } from '../../../components/filter-form.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type AdminContext, addressOf, chosen, showAdmin } from '../../../layout/admin-page.tsx'
import { momentWords, organizerZoneWords } from '../../../layout/moments.ts'
import { addressLines } from '../../orders/address-lines.ts'
import { gather } from '../gather.ts'
import { DisputeBadge } from './dispute.tsx'
import { copiesOf } from './parcel.tsx'

const statuses = Object.keys(orderTransitions) as OrderStatus[]

export const orderStatusWords: Record<OrderStatus, string> = {
  'awaiting-payment': 'Awaiting payment',
  confirmed: 'Confirmed',
  expired: 'Expired',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
}

/** `MSP Professional Sales Program, and 2 more`. */
const contents = (order: Order): string => {
  const [first, ...others] = order.lines
  return `${first?.title ?? ''}${others.length > 0 ? `, and ${others.length} more` : ''}`
}

const columns: Column<Order>[] = [
  {
    key: 'buyer',
    label: 'Buyer',
    cell: (order) => (
      <>
        <a class="text-link font-medium" href={`/admin/orders/${order.id}`}>
          {order.buyer.name}
        </a>
        <span class="block text-muted">{order.buyer.email}</span>
      </>
    ),
  },
  { key: 'number', label: 'Order', cell: (order) => <span class="nums whitespace-nowrap">{orderNumber(order)}</span> },
  { key: 'contents', label: 'For', cell: contents },
  {
    key: 'state',
    label: 'State',
    cell: (order) => (
      <span class="flex flex-wrap gap-1.5">
        <StateBadge state={order.status} />
        {isRefundAsked(order) && <StateBadge state="awaiting-payment">Refund requested</StateBadge>}
        {order.refunds.some((refund) => refund.state === 'failed') && (
          <StateBadge state="failed">Refund failed</StateBadge>
        )}
        {order.dispute && <DisputeBadge dispute={order.dispute} />}
        {isToShip(order) && <StateBadge state="awaiting-payment">To ship</StateBadge>}
      </span>
    ),
  },
  { key: 'placed', label: 'Placed', cell: (order) => momentWords(order.placedAt) },
  { key: 'total', label: 'Total', align: 'end', cell: (order) => formatCents(order.totalCents) },
]

export const OrderTable = ({
  orders,
  caption,
  empty,
}: {
  orders: readonly Order[]
  caption: string
  empty: string
}) => <Table caption={caption} columns={columns} rows={orders} rowId={(order) => order.id} empty={empty} />

/** What waits at the packing table: the same orders with what to pack and where to. */
const parcelColumns: Column<Order>[] = [
  ...columns.filter(({ key }) => key === 'buyer'),
  {
    key: 'pack',
    label: 'Pack',
    cell: (order) => <span class="whitespace-pre-line">{copiesOf(order).join('\n')}</span>,
  },
  {
    key: 'to',
    label: 'To',
    cell: (order) => <span class="whitespace-pre-line">{addressLines(order.shipTo).join('\n')}</span>,
  },
  { key: 'paid', label: 'Paid', cell: (order) => momentWords(order.paidAt ?? order.placedAt) },
  {
    key: 'ship',
    label: 'Sent?',
    cell: (order) => (
      <a class="text-link whitespace-nowrap" href={`/admin/orders/${order.id}#parcel`}>
        Mark as sent
        <span class="sr-only">, the parcel for {order.buyer.name}</span>
      </a>
    ),
  },
]

/** States to filter by: those of the order, and the work that it asks for. */
const filters = [...statuses, 'to-ship'] as const
type Filter = (typeof filters)[number]

const findOrders = async (
  table: DataTable,
  text: string,
  filter: Filter | undefined,
  cursor: string | undefined,
): Promise<Page<Order>> => {
  const keep = (order: Order) =>
    filter === undefined || (filter === 'to-ship' ? isToShip(order) : order.status === filter)
  if (text === '' && filter === 'to-ship') return listOrdersToShip(table, { cursor, limit: 50 })
  if (text === '') return gather((next) => listOrders(table, { cursor: next, limit: 50 }), keep, { cursor })
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
export const showOrders = async (c: AdminContext, table: DataTable): Promise<Response> => {
  const text = cutText((c.req.query('q') ?? '').trim(), 254)
  const status = chosen(c.req.query('status'), filters)
  const packing = status === 'to-ship'
  const page = await findOrders(table, text, status, c.req.query('cursor'))
  const filtered = text !== '' || status !== undefined
  const empty = filtered
    ? packing && text === ''
      ? 'Nothing waits to be sent.'
      : 'No order matches.'
    : 'Nobody has ordered yet. Orders appear here as soon as somebody registers.'
  const body = (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeading size="work" title="Orders">
        {packing ? 'To ship, the longest paid first' : 'Newest first'}, in {organizerZoneWords(c.var.now)} time.
      </PageHeading>
      <FilterForm action="/admin/orders" label="Filter the orders" clear={filtered ? '/admin/orders' : undefined}>
        <TextInput
          name="q"
          label="Order number, or the buyer’s whole email"
          type="search"
          optional="unsaid"
          value={text}
        />
        <Select
          name="status"
          label="State"
          optional="unsaid"
          prompt="Any state"
          value={status}
          options={filters.map((value) => ({
            value,
            label: value === 'to-ship' ? 'With copies to ship' : orderStatusWords[value],
          }))}
        />
      </FilterForm>
      <Panel flush>
        {packing && page.items.length > 0 ? (
          <Table caption="Orders to ship" columns={parcelColumns} rows={page.items} rowId={(order) => order.id} />
        ) : (
          <OrderTable orders={page.items} caption="Orders" empty={empty} />
        )}
      </Panel>
      <Pagination address={addressOf(c)} next={page.next} />
    </div>
  )
  return showAdmin(c, table, { title: 'Orders', nav: 'orders' }, body)
}
