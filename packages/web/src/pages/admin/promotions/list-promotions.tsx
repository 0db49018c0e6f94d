import { cutText, type Table as DataTable, formatCents, type Instant } from '@lectern/core/platform'
import {
  listPromotions,
  type Promotion,
  type PromotionState,
  promotionCounts,
  promotionState,
} from '@lectern/core/pricing'
import { ButtonLink } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { FilterForm } from '../../../components/filter-form.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type AdminContext, addressOf, chosen, showAdmin } from '../../../layout/admin-page.tsx'
import type { Flash } from '../../../layout/page.tsx'
import { gather } from '../gather.ts'
import {
  benefitWords,
  codeWords,
  promotionFace,
  promotionStates,
  scopeWords,
  spanOf,
  stateWords,
} from './promotion-words.ts'

/** A promotion with what is derived and counted of it. */
export type Standing = { promotion: Promotion; state: PromotionState; uses: number; givenCents: number }

/** Where promotions stand: one batch of reads for those that are counted. */
export const standingsOf = async (
  table: DataTable,
  promotions: readonly Promotion[],
  now: Instant,
): Promise<Standing[]> => {
  const counted = promotions.filter(
    ({ limits, budgetCents }) => limits?.total !== undefined || budgetCents !== undefined,
  )
  const { usesTaken, centsGiven } = await promotionCounts(
    table,
    counted.map(({ id }) => id),
  )
  return promotions.map((promotion) => {
    const [uses, givenCents] = [usesTaken[promotion.id] ?? 0, centsGiven[promotion.id] ?? 0]
    return { promotion, uses, givenCents, state: promotionState(promotion, uses, now, givenCents) }
  })
}

/** `3 of 10`, `$120 of $500`; nothing is counted where nothing is limited. */
export const countedWords = ({ promotion: { limits, budgetCents }, uses, givenCents }: Standing): string =>
  [
    ...(limits?.total === undefined ? [] : [`${uses} of ${limits.total}`]),
    ...(budgetCents === undefined ? [] : [`${formatCents(givenCents)} of ${formatCents(budgetCents)}`]),
  ].join('; ') || 'No limit'

const columns: Column<Standing>[] = [
  {
    key: 'title',
    label: 'Promotion',
    cell: ({ promotion }) => (
      <>
        <a class="text-link font-medium" href={`/admin/promotions/${promotion.id}`}>
          {promotion.title}
        </a>
        <span class="block text-muted">{codeWords(promotion)}</span>
        {promotion.partner !== undefined && <span class="block text-muted">For {promotion.partner}</span>}
      </>
    ),
  },
  {
    key: 'gives',
    label: 'Gives',
    cell: ({ promotion }) => (
      <span class="block min-w-32">
        {benefitWords(promotion)} on {scopeWords(promotion)}
      </span>
    ),
  },
  { key: 'when', label: 'When', cell: ({ promotion }) => <span class="block min-w-40">{spanOf(promotion)}</span> },
  {
    key: 'state',
    label: 'State',
    cell: ({ promotion, state }) => {
      const face = promotionFace(promotion, state)
      const [words, until] = face.words.split(/ (?=until)/)
      return (
        <>
          <StateBadge state={face.state}>{words}</StateBadge>
          {until !== undefined && <span class="mt-1 block text-muted">{until}</span>}
        </>
      )
    },
  },
  {
    key: 'uses',
    label: 'Uses',
    align: 'end',
    cell: (standing) => <span class="whitespace-nowrap">{countedWords(standing)}</span>,
  },
]

/** All promotions, newest first; by state and partner where the address says so. */
export const showPromotions = async (
  c: AdminContext,
  table: DataTable,
  flash: Flash | undefined,
): Promise<Response> => {
  const state = chosen(c.req.query('state'), promotionStates)
  const partner = cutText((c.req.query('partner') ?? '').trim(), 80)
  const filtered = state !== undefined || partner !== ''
  const read = async (cursor: string | undefined) => {
    const page = await listPromotions(table, { cursor, limit: 50 })
    return { ...page, items: await standingsOf(table, page.items, c.var.now) }
  }
  const keep = (standing: Standing): boolean =>
    (state === undefined || standing.state === state) &&
    (standing.promotion.partner ?? '').toLowerCase().includes(partner.toLowerCase())
  const page = await gather(read, keep, { cursor: c.req.query('cursor') })
  const make = (
    <ButtonLink size="small" look="primary" href="/admin/promotions/new">
      New promotion
    </ButtonLink>
  )
  const empty = page.items.length === 0 && !filtered && c.req.query('cursor') === undefined
  const body = (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeading
        size="work"
        title="Promotions"
        actions={
          <>
            <ButtonLink size="small" href="/admin/simulator">
              Try a price
            </ButtonLink>
            {!empty && make}
          </>
        }
      />
      {empty ? (
        <EmptyState title="No promotion yet" action={make}>
          A promotion makes tickets and titles cheaper or free, for a while or for some, by a code or by itself.
        </EmptyState>
      ) : (
        <>
          <FilterForm
            action="/admin/promotions"
            label="Filter the promotions"
            clear={filtered ? '/admin/promotions' : undefined}
          >
            <Select
              name="state"
              label="State"
              optional="unsaid"
              prompt="Any state"
              value={state}
              options={promotionStates.map((value) => ({ value, label: stateWords(value) }))}
            />
            <TextInput name="partner" label="Partner" type="search" optional="unsaid" value={partner} />
          </FilterForm>
          <Panel flush>
            <Table
              caption="Promotions"
              columns={columns}
              rows={page.items}
              rowId={({ promotion }) => promotion.id}
              empty="No promotion matches."
            />
          </Panel>
        </>
      )}
      <Pagination address={addressOf(c)} next={page.next} />
    </div>
  )
  return showAdmin(c, table, { title: 'Promotions', nav: 'promotions', flash }, body)
}
