import { listPlans, type Plan } from '@lectern/core/membership'
import type { Table as DataTable } from '@lectern/core/platform'
import {
  type ChangedField,
  getPromotion,
  listPromotionChanges,
  type PromotionAct,
  type PromotionChange,
} from '@lectern/core/pricing'
import { Pagination } from '../../../components/pagination.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { type AdminContext, addressOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import { formatMoment, formatOrganizerZone } from '../../../layout/moments.ts'
import { namesOf } from '../audit/index.tsx'
import { trailTo } from './promotion-page.tsx'
import { formatTerm, formatValue } from './term-words.ts'

const acts: Record<PromotionAct, string> = {
  made: 'Created',
  changed: 'Edited',
  paused: 'Paused',
  resumed: 'Resumed',
  ended: 'Ended early',
  removed: 'Deleted',
  'codes-ordered': 'Ordered codes',
  'addresses-imported': 'Imported addresses',
  'address-removed': 'Removed an address from the list',
}

const Field = ({ change: { field, before, after }, plans }: { change: ChangedField; plans: readonly Plan[] }) => (
  <li>
    <span class="text-muted">{formatTerm(field)}: </span>
    {before !== undefined && <del>{formatValue(field, before, plans)}</del>}
    {before !== undefined && after !== undefined && ', now '}
    {after !== undefined && <ins class="no-underline">{formatValue(field, after, plans)}</ins>}
  </li>
)

type Row = PromotionChange & { who: string }

const columnsWith = (plans: readonly Plan[]): Column<Row>[] => [
  { key: 'when', label: 'When', cell: ({ at }) => formatMoment(at) },
  { key: 'who', label: 'Who', cell: ({ who }) => who },
  { key: 'act', label: 'Did', cell: ({ act }) => acts[act] },
  {
    key: 'fields',
    label: 'What',
    cell: ({ fields }) => (
      <ul class="grid gap-0.5">
        {fields.map((change) => (
          <Field change={change} plans={plans} />
        ))}
      </ul>
    ),
  },
]

/** Who did what to a promotion, latest first. */
export const showChanges = async (c: AdminContext, table: DataTable): Promise<Response> => {
  const [promotion, plans] = await Promise.all([getPromotion(table, partOf(c, 'id')), listPlans(table)])
  const page = await listPromotionChanges(table, promotion.id, { cursor: c.req.query('cursor'), limit: 50 })
  const names = await namesOf(
    table,
    page.items.flatMap(({ by }) => by ?? []),
  )
  const rows = page.items.map((change) => ({
    ...change,
    who: change.by === undefined ? 'Lectern' : (names.get(change.by) ?? change.by),
  }))
  const about = `Latest first, in ${formatOrganizerZone(c.var.now)} time.`
  return showAdmin(
    c,
    table,
    { title: `Changes to ${promotion.title}`, nav: 'promotions', trail: trailTo(promotion, 'Changes'), about },
    <>
      <TablePanel
        caption="Changes"
        columns={columnsWith(plans)}
        rows={rows}
        rowId={({ id }) => id}
        empty="No changes yet."
      />
      <Pagination address={addressOf(c)} next={page.next} />
    </>,
  )
}
