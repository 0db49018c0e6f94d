import { createBundle, createProduct, findProducts, NewBundle, NewProduct } from '@lectern/core/catalog'
import type { Instant, Table } from '@lectern/core/platform'
import {
  createSale,
  findPromotionsByCodes,
  getStoreTerms,
  listSales,
  NewPromotion,
  NewSale,
  type Promotion,
  StoreTerms,
  savePromotion,
  saveStoreTerms,
} from '@lectern/core/pricing'
import type * as z from 'zod'
import { bundles, leapDay2024, membersCode, oneDaySaleAfter, shipping, titles } from './titles.ts'

/** A promotion by its code: the one that is there, or a new one. */
export const ensurePromotion = async (
  table: Table,
  input: z.input<typeof NewPromotion> & { code: string },
  at: Instant,
): Promise<Promotion> => {
  const [known] = await findPromotionsByCodes(table, [input.code])
  return known ?? savePromotion(table, NewPromotion.parse(input), at)
}

const seedTitles = async (table: Table, at: Instant): Promise<void> => {
  const known = await findProducts(
    table,
    [...titles, ...bundles].map(({ slug }) => slug),
  )
  const missing = <One extends { slug: string }>(all: readonly One[]): One[] =>
    all.filter(({ slug }) => !known.has(slug))
  await Promise.all(missing(titles).map((title) => createProduct(table, NewProduct.parse(title), at)))
  await Promise.all(missing(bundles).map((bundle) => createBundle(table, NewBundle.parse(bundle), at)))
}

/** Fills the store: titles, bundles, shipping rates, the members' code and a sale of one day. What is there stays. */
export const seedStore = async (table: Table, sample: 'demo' | '2024', at: Instant): Promise<void> => {
  await seedTitles(table, at)
  const { revision } = await getStoreTerms(table)
  if (revision === 0) await saveStoreTerms(table, StoreTerms.parse(shipping), revision)
  await ensurePromotion(table, membersCode, at)
  const { promotion, page } = sample === '2024' ? leapDay2024 : oneDaySaleAfter(at)
  const { id } = await ensurePromotion(table, promotion, at)
  const known = await listSales(table)
  if (known.some(({ slug }) => slug === page.slug)) return
  await createSale(table, NewSale.parse({ ...page, promotionId: id, status: 'published' }), at)
}
