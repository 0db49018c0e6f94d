import { entity, type PendingWrite, readBatch, type Table, update } from '../platform/index.ts'
import type { PromotionUse } from './quote.ts'

/**
 * How many uses of a promotion are taken. Made only for promotions with a total limit: all their buyers write this one
 * item, which carries about 500 orders a second.
 */
const totalUses = entity({
  model: { entity: 'promotion-uses', version: '1', service: 'lectern' },
  attributes: { promotionId: { type: 'string', required: true }, taken: { type: 'number', required: true } },
  indexes: {
    promotion: {
      pk: { field: 'pk', composite: ['promotionId'], template: 'promotion-uses#${promotionId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'uses', casing: 'none' },
    },
  },
})

/** How many uses one person has taken. Made only for promotions with a limit per person. */
const personUses = entity({
  model: { entity: 'promotion-uses-person', version: '1', service: 'lectern' },
  attributes: {
    personId: { type: 'string', required: true },
    promotionId: { type: 'string', required: true },
    taken: { type: 'number', required: true },
  },
  indexes: {
    person: {
      pk: { field: 'pk', composite: ['personId'], template: 'promotion-uses-person#${personId}', casing: 'none' },
      sk: { field: 'sk', composite: ['promotionId'], template: '${promotionId}', casing: 'none' },
    },
  },
})

/** Uses taken in all, held and confirmed alike; only promotions with a total limit are counted. */
export const usesTaken = async (table: Table, promotionIds: readonly string[]): Promise<Record<string, number>> => {
  const keys = [...new Set(promotionIds)].map((promotionId) => ({ promotionId }))
  const data = await readBatch(keys, (some) => totalUses(table).get(some).go({ consistent: true }))
  return Object.fromEntries(data.map(({ promotionId, taken }) => [promotionId, taken]))
}

/** Uses one person has taken; only promotions with a limit per person are counted. */
export const usesByPerson = async (
  table: Table,
  personId: string,
  promotionIds: readonly string[],
): Promise<Record<string, number>> => {
  const keys = [...new Set(promotionIds)].map((promotionId) => ({ personId, promotionId }))
  const data = await readBatch(keys, (some) => personUses(table).get(some).go({ consistent: true }))
  return Object.fromEntries(data.map(({ promotionId, taken }) => [promotionId, taken]))
}

/** Uses of one promotion made into one, since a transaction may touch an item once. */
const merged = (uses: readonly PromotionUse[]): PromotionUse[] => {
  const byPromotion = new Map<string, PromotionUse>()
  for (const use of uses) {
    const known = byPromotion.get(use.promotionId)
    byPromotion.set(use.promotionId, { ...use, count: use.count + (known?.count ?? 0) })
  }
  return [...byPromotion.values()]
}

/** The writes on the counters that these uses have: `total` and `person` each make one. */
const onCounters = (
  uses: readonly PromotionUse[],
  total: (use: PromotionUse, limit: number) => PendingWrite,
  person: (use: PromotionUse, limit: number) => PendingWrite,
): PendingWrite[] =>
  merged(uses).flatMap((use) => [
    ...(use.limitTotal === undefined ? [] : [total(use, use.limitTotal)]),
    ...(use.limitPerPerson === undefined ? [] : [person(use, use.limitPerPerson)]),
  ])

/**
 * Takes the uses of a quote, to be committed with the order. Refused as `code-use:<promotionId>` when the total limit
 * is reached, as `code-use-person:<promotionId>` when the person's is. At most two writes for each limited promotion.
 * @param personId  the buyer, whose uses are counted
 */
export const pendingTakeUses = (table: Table, uses: readonly PromotionUse[], personId: string): PendingWrite[] =>
  onCounters(
    uses,
    ({ promotionId, count }, limit) =>
      update(
        `code-use:${promotionId}`,
        totalUses(table)
          .update({ promotionId })
          .add({ taken: count })
          .where(({ taken }, { notExists, lte }) =>
            mayTake(notExists(taken), lte(taken, limit - count), count <= limit),
          )
          .params(),
      ),
    ({ promotionId, count }, limit) =>
      update(
        `code-use-person:${promotionId}`,
        personUses(table)
          .update({ personId, promotionId })
          .add({ taken: count })
          .where(({ taken }, { notExists, lte }) =>
            mayTake(notExists(taken), lte(taken, limit - count), count <= limit),
          )
          .params(),
      ),
  )

/** A counter that is not there yet stands at nothing, so it may be taken from when the count itself is within the limit. */
const mayTake = (isNew: string, hasRoom: string, fits: boolean): string => (fits ? `${isNew} OR ${hasRoom}` : hasRoom)

/**
 * Gives back the uses an order took (as they stood in its quote), to be committed with what ends the order, whose own
 * condition makes it happen once. A counter never goes below zero: that is refused, by the names of `pendingTakeUses`.
 */
export const pendingGiveBackUses = (table: Table, uses: readonly PromotionUse[], personId: string): PendingWrite[] =>
  onCounters(
    uses,
    ({ promotionId, count }) =>
      update(
        `code-use:${promotionId}`,
        totalUses(table)
          .update({ promotionId })
          .add({ taken: -count })
          .where(({ taken }, { gte }) => gte(taken, count))
          .params(),
      ),
    ({ promotionId, count }) =>
      update(
        `code-use-person:${promotionId}`,
        personUses(table)
          .update({ personId, promotionId })
          .add({ taken: -count })
          .where(({ taken }, { gte }) => gte(taken, count))
          .params(),
      ),
  )
