import { findPlan } from '../membership/index.ts'
import { commit, type Instant, newId, type Table } from '../platform/index.ts'
import { pendingChange } from './change-store.ts'
import { checkPromotion, definePromotion } from './check-promotion.ts'
import { normalizeCode } from './code.ts'
import { pendingCode, pendingCodeRemoval } from './code-store.ts'
import { overlapping } from './overlap.ts'
import { codeTaken, overlaps, promotionChanged, unknownPlan } from './problems.ts'
import type { NewPromotion, Promotion, PromotionChanges, PromotionCopy } from './promotion.ts'
import { type ChangedField, changedFields, type PromotionAct } from './promotion-change.ts'
import { promotionWindow } from './promotion-state.ts'
import {
  getPromotion,
  listAutomaticPromotions,
  pendingChangedPromotion,
  pendingNewPromotion,
  pendingPromotionRemoval,
} from './store.ts'

/** What only the rest of the shop can say of a promotion's terms. */
const checkAmongOthers = async (table: Table, promotion: Promotion): Promise<void> => {
  const { audience, trigger, combinable, paused } = promotion
  if (audience.type === 'plan' && !(await findPlan(table, audience.plan))) throw unknownPlan(audience.plan)
  if (trigger !== 'automatic' || combinable || paused) return
  const other = overlapping(promotion, await listAutomaticPromotions(table))
  if (other) throw overlaps(other)
}

const keep = async (
  table: Table,
  promotion: Promotion,
  by: string | undefined,
  more: ChangedField[] = [],
): Promise<Promotion> => {
  await checkAmongOthers(table, promotion)
  const { id, code, createdAt } = promotion
  const fields = [...more, ...changedFields(undefined, promotion)]
  const result = await commit(table, [
    pendingNewPromotion(table, promotion),
    ...(code === undefined ? [] : [pendingCode(table, normalizeCode(code), id)]),
    pendingChange(table, { promotionId: id, act: 'made', fields, at: createdAt, by }),
  ])
  if (!result.committed) throw codeTaken(code ?? '')
  return promotion
}

/**
 * Makes a promotion, and its code with it in one commit, so that no two promotions share a code.
 * @param by  the person who does it
 * @throws Problem invalid, as `checkPromotion` does, `pricing.unknown-plan`; conflict `pricing.code-taken`, `pricing.overlap`
 */
export const savePromotion = async (table: Table, input: NewPromotion, now: Instant, by?: string): Promise<Promotion> =>
  keep(table, definePromotion(input, newId('promotion'), now), by)

/**
 * Makes a copy of a promotion, paused, so that it can be looked at before it counts. What has a code gets another one;
 * of many codes and of an imported list the copy has none yet.
 * @throws Problem not-found; as `savePromotion` does: `pricing.code-missing` without a code for the copy
 */
export const duplicatePromotion = async (
  table: Table,
  id: string,
  as: PromotionCopy,
  now: Instant,
  by?: string,
): Promise<Promotion> => {
  const {
    id: _,
    createdAt: __,
    version: ___,
    paused: ____,
    endedAt: _____,
    code,
    ...terms
  } = await getPromotion(table, id)
  const title = as.title || terms.title
  const copy = definePromotion(
    { ...terms, title, ...(code !== undefined && { code: as.code }) },
    newId('promotion'),
    now,
  )
  return keep(table, { ...copy, paused: true }, by, [{ field: 'copiedFrom', after: id }])
}

/** What stays of a promotion's terms once some are changed; a term changed to `null` is taken away. */
const changed = (promotion: Promotion, changes: PromotionChanges): Promotion => {
  const { window, revealsAt, limits, budgetCents, minimum, partner, ...kept } = promotion
  const terms = { window, revealsAt, limits, budgetCents, minimum, partner, ...changes }
  return {
    ...kept,
    ...changes,
    renewals: (changes.renewals ?? kept.renewals) || undefined,
    window: terms.window ?? undefined,
    revealsAt: terms.revealsAt ?? undefined,
    limits: terms.limits ?? undefined,
    budgetCents: terms.budgetCents ?? undefined,
    minimum: terms.minimum ?? undefined,
    partner: terms.partner ?? undefined,
    version: kept.version + 1,
  }
}

const write = async (
  table: Table,
  before: Promotion,
  after: Promotion,
  told: { act: PromotionAct; at: Instant; by: string | undefined },
): Promise<Promotion> => {
  const { id } = before
  const [old, next] = [normalizeCode(before.code ?? ''), normalizeCode(after.code ?? '')]
  const codes = old === next ? [] : [pendingCode(table, next, id), pendingCodeRemoval(table, old, id)]
  const fields = changedFields(before, after)
  const result = await commit(table, [
    pendingChangedPromotion(table, after, before.version),
    ...codes,
    pendingChange(table, { promotionId: id, fields, ...told }),
  ])
  if (result.committed) return after
  throw result.refused.includes('promotion-code') ? codeTaken(after.code ?? '') : promotionChanged()
}

/**
 * Changes a promotion's terms, pauses or resumes it. Orders placed before keep their price. A limit or a budget added
 * later counts from then on, because a promotion without one counts nothing. What was ended early stays over. Changes
 * that change nothing write nothing.
 * @param by  the person who does it
 * @throws Problem not-found; invalid and conflict, as `savePromotion` does; conflict `pricing.promotion-changed`
 */
export const changePromotion = async (
  table: Table,
  id: string,
  changes: PromotionChanges,
  now: Instant,
  by?: string,
): Promise<Promotion> => {
  const before = await getPromotion(table, id)
  const after = changed(before, changes)
  checkPromotion(after)
  if (changedFields(before, after).length === 0) return before
  await checkAmongOthers(table, after)
  const toggled = Object.keys(changes).length === 1 && changes.paused !== undefined && after.paused !== before.paused
  const act = !toggled ? 'changed' : after.paused ? 'paused' : 'resumed'
  return write(table, before, after, { act, at: now, by })
}

/**
 * Ends a promotion before its time: its window ends now. Asked again, or once it is over, it changes nothing.
 * @throws Problem not-found; conflict `pricing.promotion-changed`
 */
export const endPromotion = async (table: Table, id: string, now: Instant, by?: string): Promise<Promotion> => {
  const before = await getPromotion(table, id)
  const { until } = promotionWindow(before)
  if (until !== undefined && until <= now) return before
  const after = { ...before, endedAt: now, version: before.version + 1 }
  return write(table, before, after, { act: 'ended', at: now, by })
}

/**
 * Deletes a promotion and frees its code. Its single-use codes are unknown from then on. Orders placed before keep
 * their price, which is stored in them.
 * @throws Problem not-found; conflict `pricing.promotion-changed`
 */
export const removePromotion = async (table: Table, id: string, now: Instant, by?: string): Promise<void> => {
  const promotion = await getPromotion(table, id)
  const code = normalizeCode(promotion.code ?? '')
  const result = await commit(table, [
    pendingPromotionRemoval(table, promotion),
    ...(code === '' ? [] : [pendingCodeRemoval(table, code, id)]),
    pendingChange(table, {
      promotionId: id,
      act: 'removed',
      fields: changedFields(promotion, undefined),
      at: now,
      by,
    }),
  ])
  if (!result.committed) throw promotionChanged()
}
