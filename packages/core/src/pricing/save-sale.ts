import { slugsFor, titleSlug } from '../catalog/index.ts'
import { commit, type Instant, Problem, readWith, type Table } from '../platform/index.ts'
import type { Promotion } from './promotion.ts'
import { checkSale, type NewSale, Sale, type SaleChanges } from './sale.ts'
import { getSale, pendingChangedSale, pendingNewSale, pendingSaleRemoval } from './sale-store.ts'
import { findPromotions } from './store.ts'

const named = async (table: Table, id: string): Promise<Promotion> => {
  const found = (await findPromotions(table, [id])).get(id)
  if (found) return found
  const message = 'We couldn’t find that promotion. Choose another one.'
  throw new Problem('invalid', 'pricing.no-such-promotion', message, { errors: [{ path: 'promotionId', message }] })
}

const changedMeanwhile = (): Problem =>
  new Problem(
    'conflict',
    'pricing.sale-changed',
    'Someone else just edited this sale. Reload to see it, then make your change again.',
  )

/**
 * Makes a sale, a draft unless told otherwise.
 * @throws Problem invalid, as `checkSale` does; conflict `pricing.sale-address-taken`
 */
export const createSale = async (table: Table, input: NewSale, now: Instant): Promise<Sale> => {
  const promotion = await named(table, input.promotionId)
  const slugs = slugsFor(input.slug, titleSlug(input.title), 'sale')
  for (const slug of slugs) {
    const sale = readWith(Sale, { ...input, slug, revision: 1, createdAt: now, updatedAt: now })
    checkSale(sale, promotion)
    const made = await commit(table, [pendingNewSale(table, sale)])
    if (made.committed) return sale
  }
  const message = `Another sale already uses “${slugs[0]}”. Choose another address.`
  throw new Problem('conflict', 'pricing.sale-address-taken', message, { errors: [{ path: 'slug', message }] })
}

/**
 * Changes a sale, publishes it or makes it a draft again.
 * @param read  the revision that the editor saw, if any
 * @throws Problem not-found; invalid, as `checkSale` does; conflict `pricing.sale-changed`
 */
export const changeSale = async (
  table: Table,
  slug: string,
  changes: SaleChanges,
  now: Instant,
  read?: number,
): Promise<Sale> => {
  const before = await getSale(table, slug)
  if (read !== undefined && read !== before.revision) throw changedMeanwhile()
  const after = readWith(Sale, { ...before, ...changes, revision: before.revision + 1, updatedAt: now })
  checkSale(after, await named(table, after.promotionId))
  const result = await commit(table, [pendingChangedSale(table, after, before.revision)])
  if (!result.committed) throw changedMeanwhile()
  return after
}

/** Takes a sale's page away; its promotion stays. @throws Problem not-found; conflict `pricing.sale-changed` */
export const removeSale = async (table: Table, slug: string): Promise<void> => {
  const result = await commit(table, [pendingSaleRemoval(table, await getSale(table, slug))])
  if (!result.committed) throw changedMeanwhile()
}
