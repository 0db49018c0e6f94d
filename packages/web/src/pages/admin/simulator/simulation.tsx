import { formatCents, type Instant, type Zone } from '@lectern/core/platform'
import type { Considered, QuotedLine } from '@lectern/core/pricing'
import type { Simulation } from '@lectern/core/registration'
import { formatInstant } from '@lectern/core/schedule'
import { RowTitle } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'

export type Simulated = Simulation & { at: Instant; zone: Zone; who: string }

const sourceLabels = {
  promotion: 'Promotion',
  membership: 'Membership',
  rounding: 'We can’t charge less than 50 cents',
}

type Row = QuotedLine & { title: string }

const columns: Column<Row>[] = [
  {
    key: 'title',
    label: 'Line',
    cell: ({ title, sku }) => (
      <>
        <span class="font-medium">{title}</span>
        <span class="block text-muted">{sku}</span>
      </>
    ),
  },
  {
    key: 'list',
    label: 'At list price',
    align: 'end',
    cell: ({ quantity, unitCents, listCents }) => (
      <>
        {formatCents(listCents)}
        {quantity > 1 && (
          <span class="block text-muted">
            {quantity} × {formatCents(unitCents)}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'cuts',
    label: 'Discounts',
    cell: ({ applied }) =>
      applied.length === 0 ? (
        'Nothing'
      ) : (
        <ul class="grid gap-1">
          {applied.map(({ source, title, code, discountCents }) => (
            <li>
              −{formatCents(discountCents)}: {title}
              {code !== undefined && ` (${code})`}
              <span class="block text-muted">{sourceLabels[source]}</span>
            </li>
          ))}
        </ul>
      ),
  },
  { key: 'total', label: 'Costs', align: 'end', cell: ({ totalCents }) => formatCents(totalCents) },
]

const consideredColumns: Column<Considered>[] = [
  {
    key: 'title',
    label: 'Promotion',
    cell: ({ promotionId, title, code }) => (
      <RowTitle href={`/admin/promotions/${promotionId}`} title={title} under={code ?? 'Applies automatically'} />
    ),
  },
  { key: 'applied', label: 'Applied', cell: ({ applied }) => (applied ? 'Yes' : 'No') },
  { key: 'why', label: 'Why', cell: ({ message }) => message },
  {
    key: 'took',
    label: 'Discount',
    align: 'end',
    cell: ({ discountCents }) => (discountCents > 0 ? formatCents(discountCents) : '–'),
  },
]

/** A cart's price with the reason for every cent, and what came of each promotion that was looked at. */
export const SimulationResult = ({ quote, lines, considered, at, zone, who }: Simulated) => {
  const rows = quote.lines.map((line, index): Row => ({ ...line, title: lines[index]?.title ?? line.sku }))
  return (
    <section class="grid grid-cols-[minmax(0,1fr)] gap-5" aria-labelledby="result">
      <h2 class="mt-2 text-2xl font-semibold" id="result">
        Total {formatCents(quote.totalCents)}
      </h2>
      <p class="max-w-prose text-muted">
        {who} On {formatInstant(at, zone)} ({at}). List price {formatCents(quote.listCents)}, discount{' '}
        {formatCents(quote.discountCents)}. Uses and budgets are as of today. Memberships are as of that time.
      </p>
      <TablePanel
        title="Every line"
        caption="The price of every line"
        columns={columns}
        rows={rows}
        rowId={({ sku }) => `line-${sku}`}
      />
      {quote.applied.length > 0 && (
        <Panel title="Total">
          <ul class="nums grid gap-1">
            {quote.applied.map(({ title, code, discountCents, source }) => (
              <li>
                −{formatCents(discountCents)}: {title}
                {code !== undefined && ` (${code})`}
                {source === 'membership' && ', by membership'}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {quote.rejected.length > 0 && (
        <Notice tone="warning" title="What the buyer sees">
          <ul class="list-disc pl-5">
            {quote.rejected.map(({ message }) => (
              <li>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <TablePanel
        title="Promotions we checked"
        caption="Promotions and results"
        columns={consideredColumns}
        rows={considered}
        rowId={({ promotionId }) => `considered-${promotionId}`}
        empty="No promotion applies automatically, and no code matches one."
      />
    </section>
  )
}
