import { type Instant, notFound, type Table } from '../platform/index.ts'
import type { Promotion } from './promotion.ts'
import { type Sale, type SaleState, type ShownSale, saleState, saleTimes, showSale } from './sale.ts'
import { findSale, getSale, listSales } from './sale-store.ts'
import { findPromotions } from './store.ts'
import { promotionCounts } from './uses-store.ts'

type Known = { sale: Sale; promotion: Promotion; uses: number; givenCents: number }

/** Sales with the promotions they announce: those that are gone are missing. Counters are read of running ones alone. */
const withPromotions = async (table: Table, sales: readonly Sale[], now: Instant): Promise<Known[]> => {
  const promotions = await findPromotions(
    table,
    sales.map(({ promotionId }) => promotionId),
  )
  const counted = [...promotions.values()].filter((promotion) => {
    const times = saleTimes(promotion)
    const limited = promotion.limits?.total !== undefined || promotion.budgetCents !== undefined
    return limited && times && times.startsAt <= now && now < times.endsAt
  })
  const { usesTaken, centsGiven } = await promotionCounts(
    table,
    counted.map(({ id }) => id),
  )
  return sales.flatMap((sale) => {
    const promotion = promotions.get(sale.promotionId)
    if (!promotion) return []
    return [{ sale, promotion, uses: usesTaken[promotion.id] ?? 0, givenCents: centsGiven[promotion.id] ?? 0 }]
  })
}

/** A published sale as everyone may see it. @throws Problem not-found, for drafts too */
export const getShownSale = async (table: Table, slug: string, now: Instant): Promise<ShownSale> => {
  const sale = await findSale(table, slug)
  const [known] = sale?.status === 'published' ? await withPromotions(table, [sale], now) : []
  const shown = known && showSale(known.sale, known.promotion, known.uses, now, known.givenCents)
  if (!shown) throw notFound('sale')
  return shown
}

/** The published sales: those that are to come or go on by their start, then those that are over, the last one first. */
export const listShownSales = async (table: Table, now: Instant): Promise<ShownSale[]> => {
  const published = (await listSales(table)).filter(({ status }) => status === 'published')
  const known = await withPromotions(table, published, now)
  const shown = known.flatMap((one) => showSale(one.sale, one.promotion, one.uses, now, one.givenCents) ?? [])
  const by = (edge: 'startsAt' | 'endsAt') => (a: ShownSale, b: ShownSale) => (a[edge] < b[edge] ? -1 : 1)
  const over = shown.filter(({ state }) => state === 'over').sort(by('endsAt'))
  return [...shown.filter(({ state }) => state !== 'over').sort(by('startsAt')), ...over.reverse()]
}

/** A sale as organizers see it, with its state. Without a promotion it's shown to nobody. */
export type SaleStanding = { sale: Sale; promotion?: Promotion; state: SaleState }

const standingsOf = async (table: Table, sales: readonly Sale[], now: Instant): Promise<SaleStanding[]> => {
  const known = new Map((await withPromotions(table, sales, now)).map((each) => [each.sale.slug, each]))
  return sales.map((sale): SaleStanding => {
    const found = known.get(sale.slug)
    if (!found) return { sale, state: 'draft' }
    const { promotion, uses, givenCents } = found
    return { sale, promotion, state: saleState(sale, promotion, uses, now, givenCents) }
  })
}

/** Every sale, newest first. For organizers only: hidden codes are among them. */
export const listSaleStandings = async (table: Table, now: Instant): Promise<SaleStanding[]> =>
  (await standingsOf(table, await listSales(table), now)).sort((a, b) =>
    a.sale.createdAt === b.sale.createdAt
      ? a.sale.slug.localeCompare(b.sale.slug)
      : a.sale.createdAt > b.sale.createdAt
        ? -1
        : 1,
  )

/** One sale with its promotion. For organizers only. @throws Problem not-found */
export const getSaleStanding = async (table: Table, slug: string, now: Instant): Promise<SaleStanding> => {
  const sale = await getSale(table, slug)
  const [standing] = await standingsOf(table, [sale], now)
  return standing ?? { sale, state: 'draft' }
}
