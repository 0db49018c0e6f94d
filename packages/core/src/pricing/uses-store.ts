import { entity, optional, type PendingWrite, readBatch, required, type Table, update } from '../platform/index.ts'
import { pendingSpend, pendingUnspend } from './code-store.ts'
import type { PromotionUse } from './quote.ts'

/**
 * How many uses of a promotion are taken, and how much of its budget is given: one item, so that an order meets both
 * limits in one action. Made only for promotions with a total limit or a budget: all their buyers write this one item,
 * which carries about 500 orders a second.
 */
const totalUses = entity({
  name: 'promotion-uses',
  attributes: { promotionId: required.text, taken: required.number, givenCents: optional.number },
  keys: {
    promotion: { pk: 'promotion-uses#${promotionId}', sk: 'uses' },
  },
})

/** How many uses one person has taken. Made only for promotions with a limit per person. */
const personUses = entity({
  name: 'promotion-uses-person',
  attributes: { personId: required.text, promotionId: required.text, taken: required.number },
  keys: {
    person: { pk: 'promotion-uses-person#${personId}', sk: '${promotionId}' },
  },
})

/** Total counts of promotions, both held and confirmed, by promotion. */
export type PromotionCounts = { usesTaken: Record<string, number>; centsGiven: Record<string, number> }

/** Uses taken and money given in all; only promotions with a total limit or a budget are counted. */
export const promotionCounts = async (table: Table, promotionIds: readonly string[]): Promise<PromotionCounts> => {
  const keys = [...new Set(promotionIds)].map((promotionId) => ({ promotionId }))
  const data = await readBatch(keys, (some) => totalUses(table).get(some).go({ consistent: true }))
  return {
    usesTaken: Object.fromEntries(data.map(({ promotionId, taken }) => [promotionId, taken])),
    centsGiven: Object.fromEntries(
      data.flatMap(({ promotionId, givenCents }) => (givenCents === undefined ? [] : [[promotionId, givenCents]])),
    ),
  }
}

/** Total uses taken, both held and confirmed. Only promotions with a total limit or a budget are counted. */
export const usesTaken = async (table: Table, promotionIds: readonly string[]): Promise<Record<string, number>> =>
  (await promotionCounts(table, promotionIds)).usesTaken

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

/** Uses of one promotion made into one, since a transaction may touch an item once. Codes stay by themselves. */
const merged = (uses: readonly PromotionUse[]): PromotionUse[] => {
  const byPromotion = new Map<string, PromotionUse>()
  for (const use of uses) {
    const known = byPromotion.get(use.promotionId)
    const spentCents = (use.spentCents ?? 0) + (known?.spentCents ?? 0)
    byPromotion.set(use.promotionId, { ...use, count: use.count + (known?.count ?? 0), spentCents })
  }
  return [...byPromotion.values()]
}

type OnCounters = {
  total: (use: PromotionUse) => PendingWrite
  person: (use: PromotionUse, limit: number) => PendingWrite
  single: (code: string, promotionId: string) => PendingWrite
}

/** The writes on the counters and the codes that these uses have: each way makes one. */
const onCounters = (uses: readonly PromotionUse[], ways: OnCounters): PendingWrite[] => [
  ...merged(uses).flatMap((use) => [
    ...(use.limitTotal === undefined && use.budgetCents === undefined ? [] : [ways.total(use)]),
    ...(use.limitPerPerson === undefined ? [] : [ways.person(use, use.limitPerPerson)]),
  ]),
  ...uses.flatMap(({ code, promotionId }) => (code === undefined ? [] : [ways.single(code, promotionId)])),
]

/**
 * Takes the uses of a quote, to be committed with the order. Refused as `code-use:<promotionId>` when the total limit
 * is reached or the budget no longer suffices, as `code-use-person:<promotionId>` when the person's limit is, as
 * `code-use-single:<promotionId>` when a single-use code is spent. At most three writes for each limited promotion.
 * @param personId  the buyer, whose uses are counted
 */
export const pendingTakeUses = (table: Table, uses: readonly PromotionUse[], personId: string): PendingWrite[] =>
  onCounters(uses, {
    total: ({ promotionId, count, limitTotal, budgetCents, spentCents = 0 }) =>
      update(
        `code-use:${promotionId}`,
        totalUses(table)
          .update({ promotionId })
          .add({ taken: count, ...(budgetCents !== undefined && { givenCents: spentCents }) })
          .where(({ taken, givenCents }, { notExists, lte }) =>
            [
              ...(limitTotal === undefined
                ? []
                : [mayTake(notExists(taken), lte(taken, limitTotal - count), count <= limitTotal)]),
              ...(budgetCents === undefined
                ? []
                : [
                    mayTake(
                      notExists(givenCents),
                      lte(givenCents, budgetCents - spentCents),
                      spentCents <= budgetCents,
                    ),
                  ]),
            ].join(' AND '),
          ),
      ),
    person: ({ promotionId, count }, limit) =>
      update(
        `code-use-person:${promotionId}`,
        personUses(table)
          .update({ personId, promotionId })
          .add({ taken: count })
          .where(({ taken }, { notExists, lte }) =>
            mayTake(notExists(taken), lte(taken, limit - count), count <= limit),
          ),
      ),
    single: (code, promotionId) => pendingSpend(table, code, promotionId, personId),
  })

/** A counter that doesn't exist yet is at zero, so uses may be taken when the count itself is within the limit. */
const mayTake = (isNew: string, hasRoom: string, fits: boolean): string =>
  fits ? `(${isNew} OR ${hasRoom})` : `(${hasRoom})`

/**
 * Releases the uses an order took (as in its quote). Commit it with what ends the order, whose own condition makes it
 * happen once. A counter never goes below zero: that is refused, by the names of `pendingTakeUses`.
 */
export const pendingGiveBackUses = (table: Table, uses: readonly PromotionUse[], personId: string): PendingWrite[] =>
  onCounters(uses, {
    total: ({ promotionId, count, budgetCents, spentCents = 0 }) =>
      update(
        `code-use:${promotionId}`,
        totalUses(table)
          .update({ promotionId })
          .add({ taken: -count, ...(budgetCents !== undefined && { givenCents: -spentCents }) })
          .where(({ taken, givenCents }, { gte }) =>
            [gte(taken, count), ...(budgetCents === undefined ? [] : [gte(givenCents, spentCents)])].join(' AND '),
          ),
      ),
    person: ({ promotionId, count }) =>
      update(
        `code-use-person:${promotionId}`,
        personUses(table)
          .update({ personId, promotionId })
          .add({ taken: -count })
          .where(({ taken }, { gte }) => gte(taken, count)),
      ),
    single: (code, promotionId) => pendingUnspend(table, code, promotionId, personId),
  })
