import { commit, type Instant, newId, type Table } from '../platform/index.ts'
import { checkPromotion, definePromotion } from './check-promotion.ts'
import { normalizeCode } from './code.ts'
import { codeTaken, promotionChanged } from './problems.ts'
import type { NewPromotion, Promotion, PromotionChanges } from './promotion.ts'
import {
  getPromotion,
  pendingChangedPromotion,
  pendingCode,
  pendingCodeRemoval,
  pendingNewPromotion,
  pendingPromotionRemoval,
} from './store.ts'

/**
 * Makes a promotion, and its code with it in one commit, so that no two promotions share a code.
 * @throws Problem invalid, as `checkPromotion` does; conflict `pricing.code-taken`
 */
export const savePromotion = async (table: Table, input: NewPromotion, now: Instant): Promise<Promotion> => {
  const promotion = definePromotion(input, newId('promotion'), now)
  const { code } = promotion
  const codes = code === undefined ? [] : [pendingCode(table, normalizeCode(code), promotion.id)]
  const result = await commit(table, [pendingNewPromotion(table, promotion), ...codes])
  if (!result.committed) throw codeTaken(code ?? '')
  return promotion
}

/** What stays of a promotion's terms once some are changed; a term changed to `null` is taken away. */
const changed = ({ window, revealsAt, limits, ...kept }: Promotion, changes: PromotionChanges): Promotion => {
  const terms = { window, revealsAt, limits, ...changes }
  return {
    ...kept,
    ...changes,
    window: terms.window ?? undefined,
    revealsAt: terms.revealsAt ?? undefined,
    limits: terms.limits ?? undefined,
    version: kept.version + 1,
  }
}

/**
 * Changes a promotion's terms, or pauses it. Orders placed before keep their price. A limit added later counts from
 * then on, because a promotion without a limit counts nothing.
 * @throws Problem not-found; invalid, as `checkPromotion` does; conflict `pricing.code-taken`, `pricing.promotion-changed`
 */
export const changePromotion = async (table: Table, id: string, changes: PromotionChanges): Promise<Promotion> => {
  const before = await getPromotion(table, id)
  const after = changed(before, changes)
  checkPromotion(after)
  const [old, next] = [normalizeCode(before.code ?? ''), normalizeCode(after.code ?? '')]
  const codes = old === next ? [] : [pendingCode(table, next, id), pendingCodeRemoval(table, old, id)]
  const result = await commit(table, [pendingChangedPromotion(table, after, before.version), ...codes])
  if (result.committed) return after
  throw result.refused.includes('promotion-code') ? codeTaken(after.code ?? '') : promotionChanged()
}

/**
 * Takes a promotion away and frees its code. Orders placed before keep their price, which stands in them.
 * @throws Problem not-found; conflict `pricing.promotion-changed`
 */
export const removePromotion = async (table: Table, id: string): Promise<void> => {
  const promotion = await getPromotion(table, id)
  const code = normalizeCode(promotion.code ?? '')
  const codes = code === '' ? [] : [pendingCodeRemoval(table, code, id)]
  const result = await commit(table, [pendingPromotionRemoval(table, promotion), ...codes])
  if (!result.committed) throw promotionChanged()
}
