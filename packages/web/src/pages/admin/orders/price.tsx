import { formatCents } from '@lectern/core/platform'
import { formatUndiscounted, type Order, type OrderLine, refundedCents } from '@lectern/core/registration'
import { BreakdownTable } from '../../../components/breakdown-table.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import { formatApplied } from '../../cart/totals.tsx'

const minus = (cents: number): string => `−${formatCents(cents)}`

const columns = (taxed: boolean): Column<OrderLine>[] => [
  {
    key: 'item',
    label: 'Item',
    cell: (line) => (
      <>
        <span class="strong">{line.title}</span>
        <span class="sub">
          {line.ticketName}
          {line.quantity > 1 && `, ${line.quantity} at ${formatCents(line.unitCents)}`}
        </span>
        <span class="sub font-mono text-xs">{line.sku}</span>
      </>
    ),
  },
  { key: 'list', label: 'List price', align: 'end', cell: ({ listCents }) => formatCents(listCents) },
  {
    key: 'off',
    label: 'Discounts',
    cell: (line) =>
      line.applied.length === 0 ? (
        <span class="text-muted">{formatUndiscounted(line)}</span>
      ) : (
        <ul class="grid gap-1">
          {line.applied.map((applied) => (
            <li>
              {formatApplied(applied)}: <span class="whitespace-nowrap">{minus(applied.discountCents)}</span>
            </li>
          ))}
        </ul>
      ),
  },
  { key: 'price', label: 'Price', align: 'end', card: 'end', cell: ({ totalCents }) => formatCents(totalCents) },
  ...(taxed
    ? [
        {
          key: 'tax',
          label: 'Sales tax',
          align: 'end',
          cell: ({ taxCents }: OrderLine) => formatCents(taxCents ?? 0),
        } as const,
      ]
    : []),
  {
    key: 'state',
    label: 'State',
    card: 'bare',
    cell: ({ status }) =>
      status === 'live' ? (
        <StateBadge state="confirmed">Active</StateBadge>
      ) : (
        <StateBadge state="ended">Ended</StateBadge>
      ),
  },
]

/** The frozen price, line by line with the reason for every cent, and what became of the money. */
export const Price = ({ order }: { order: Order }) => {
  const { taxCents = 0 } = order
  const refunded = refundedCents(order)
  return (
    <>
      <TablePanel
        title="Price at time of order"
        caption="Order lines"
        columns={columns(taxCents > 0)}
        rows={order.lines}
        rowId={({ id }) => id}
      />
      <Panel title="Money">
        <BreakdownTable
          caption="Order total and payments"
          lines={[{ label: 'At list price', amount: formatCents(order.listCents) }]}
          discounts={order.applied.map((one) => ({ label: formatApplied(one), amount: minus(one.discountCents) }))}
          total={{ label: 'Total', amount: formatCents(order.totalCents) }}
          after={[
            ...(taxCents > 0 ? [{ label: 'Sales tax, added by Stripe', amount: formatCents(taxCents) }] : []),
            {
              label: order.paidAt ? `Paid ${momentInZone(order.paidAt)}` : 'Paid',
              amount: formatCents(order.paidCents),
            },
            ...(refunded > 0
              ? [
                  { label: 'Refunded', amount: minus(refunded) },
                  { label: 'Net', amount: formatCents(order.paidCents - refunded) },
                ]
              : []),
          ]}
        />
      </Panel>
    </>
  )
}
