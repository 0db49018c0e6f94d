import { type Table as DataTable, formatCents, type Instant } from '@lectern/core/platform'
import {
  listPromotions,
  type Promotion,
  type PromotionState,
  promotionCounts,
  promotionState,
} from '@lectern/core/pricing'
import { RowTitle, Way } from '../../../components/link.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import type { AdminContext } from '../../../layout/admin-page.tsx'
import type { Flash } from '../../../layout/page.tsx'
import type { ListColumn } from '../../../lists/columns.ts'
import { choice, search } from '../../../lists/filters.tsx'
import { gather } from '../../../lists/gather.ts'
import { defineList, type List } from '../../../lists/list-page.tsx'
import {
  formatBenefit,
  formatCode,
  formatScope,
  formatState,
  promotionFace,
  promotionStates,
  spanOf,
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
export const formatCounted = ({ promotion: { limits, budgetCents }, uses, givenCents }: Standing): string =>
  [
    ...(limits?.total === undefined ? [] : [`${uses} of ${limits.total}`]),
    ...(budgetCents === undefined ? [] : [`${formatCents(givenCents)} of ${formatCents(budgetCents)}`]),
  ].join('; ') || 'No limit'

const formatGives = (promotion: Promotion): string => `${formatBenefit(promotion)} on ${formatScope(promotion)}`

const columns: ListColumn<Standing>[] = [
  {
    key: 'title',
    label: 'Promotion',
    cell: ({ promotion }) => (
      <>
        <RowTitle href={`/admin/promotions/${promotion.id}`} title={promotion.title} under={formatCode(promotion)} />
        {promotion.partner !== undefined && <span class="block text-muted">For {promotion.partner}</span>}
      </>
    ),
    file: {
      Promotion: ({ promotion }) => promotion.title,
      Codes: ({ promotion }) => formatCode(promotion),
      Partner: ({ promotion }) => promotion.partner,
    },
  },
  {
    key: 'gives',
    label: 'Discount',
    cell: ({ promotion }) => <span class="block min-w-32">{formatGives(promotion)}</span>,
    file: { Discount: ({ promotion }) => formatGives(promotion) },
  },
  {
    key: 'when',
    label: 'When',
    cell: ({ promotion }) => <span class="block min-w-40">{spanOf(promotion)}</span>,
    file: { When: ({ promotion }) => spanOf(promotion) },
  },
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
    file: { State: ({ state }) => state },
  },
  {
    key: 'uses',
    label: 'Uses',
    align: 'end',
    cell: (standing) => <span class="whitespace-nowrap">{formatCounted(standing)}</span>,
    file: { Uses: formatCounted },
  },
]

/** All promotions, newest first; by state and partner where the address says so. */
export const promotionList = (table: DataTable, flashOf: (c: AdminContext) => Flash | undefined) =>
  defineList({
    filters: {
      state: choice(
        'State',
        promotionStates.map((value) => ({ value, label: formatState(value) })),
      ),
      partner: search('Partner', { most: 80 }),
    },
    list: (c, { state, partner }): List<Standing> => {
      const keep = (standing: Standing): boolean =>
        (state === undefined || standing.state === state) &&
        (standing.promotion.partner ?? '').toLowerCase().includes(partner.toLowerCase())
      return {
        title: 'Promotions',
        nav: 'promotions',
        flash: flashOf(c),
        actions: <Way href="/admin/simulator" label="Try a price" />,
        make: <Way href="/admin/promotions/new" label="New promotion" primary />,
        caption: 'Promotions',
        columns,
        rowId: ({ promotion }) => promotion.id,
        empty: {
          title: 'No promotions yet',
          words:
            'A promotion makes tickets and titles cheaper or free, for some people or for a limited time, with a code or automatically.',
        },
        read: ({ cursor, limit }) =>
          gather(
            async (from) => {
              const page = await listPromotions(table, { cursor: from, limit })
              return { ...page, items: await standingsOf(table, page.items, c.var.now) }
            },
            keep,
            { cursor, enough: limit },
          ),
        file: 'promotions',
      }
    },
  })
