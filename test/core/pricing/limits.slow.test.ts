import { commit, type Table } from '@lectern/core/platform'
import {
  loadOffers,
  NewPromotion,
  type PromotionUse,
  pendingGiveBackUses,
  pendingTakeUses,
  promotionCounts,
  quote,
  savePromotion,
  usesByPerson,
} from '@lectern/core/pricing'
import { beforeAll, expect, it } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { known, lineOf, now } from './cart-builder.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const saved = (terms: Record<string, unknown>) =>
  savePromotion(
    table,
    NewPromotion.parse({
      title: 'A discount',
      trigger: 'code',
      benefit: { type: 'percent', percentBasisPoints: 5000 },
      scope: { everything: true },
      ...terms,
    }),
    now,
  )

/** What an order does: quotes, then takes the uses of the quote; anyone who loses a race looks again. */
const order = async (code: string, personId: string, cents: number): Promise<PromotionUse[]> => {
  for (;;) {
    const offers = await loadOffers(table, [code], now, { personId, isFirstPurchase: async () => true })
    const { uses } = quote({
      ...offers,
      lines: [lineOf(cents)],
      codes: [code],
      buyer: { ...known, ...offers.buyer },
      now,
    })
    if (uses.length === 0) return []
    if ((await commit(table, pendingTakeUses(table, uses, personId))).committed) return uses
  }
}

/** Side by side, a few dozen at a time. */
const manyAtOnce = async <T>(count: number, run: (at: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < count; at = next++) results[at] = await run(at)
  }
  await Promise.all(Array.from({ length: 50 }, worker))
  return results
}

it('gives 500 carts at once 10 uses of 10, and nobody a third of 2', async () => {
  const { id } = await saved({ code: 'TEN', limits: { total: 10, perPerson: 2 } })
  const results = await manyAtOnce(500, (at) => order('TEN', `per_${at % 100}`, 1000))
  const redeemed = results.flatMap((uses, at) => (uses.length > 0 ? [`per_${at % 100}`] : []))
  expect(redeemed).toHaveLength(10)
  expect((await promotionCounts(table, [id])).usesTaken).toEqual({ [id]: 10 })
  const counts = await Promise.all([...new Set(redeemed)].map((person) => usesByPerson(table, person, [id])))
  expect(Math.max(...counts.map((count) => count[id] ?? 0))).toBeLessThanOrEqual(2)
  // Given back by one, taken by the next.
  const [first] = redeemed
  const uses = [{ promotionId: id, limitTotal: 10, limitPerPerson: 2, count: 1 }]
  expect((await commit(table, pendingGiveBackUses(table, uses, first ?? ''))).committed).toBe(true)
  expect(await order('TEN', 'per_late', 1000)).toHaveLength(1)
  expect(await order('TEN', 'per_later', 1000)).toHaveLength(0)
})

it('lets two carts of one person at once have a first purchase once', async () => {
  const { id } = await saved({ code: 'FIRST', audience: { type: 'first-purchase' } })
  const results = await manyAtOnce(20, () => order('FIRST', 'per_new', 1000))
  expect(results.filter((uses) => uses.length > 0)).toHaveLength(1)
  expect(await usesByPerson(table, 'per_new', [id])).toEqual({ [id]: 1 })
})

it('never gives more than a budget, to the cent, and gives it back with the order', async () => {
  const { id } = await saved({ code: 'BUDGET', budgetCents: 10_000 })
  const results = await manyAtOnce(60, (at) => order('BUDGET', `per_${at}`, at % 2 === 0 ? 1500 : 1100))
  const given = results.flat().reduce((sum, { spentCents = 0 }) => sum + spentCents, 0)
  expect(given).toBeLessThanOrEqual(10_000)
  // What is left is less than the smaller discount.
  expect(given).toBeGreaterThan(10_000 - 550)
  expect((await promotionCounts(table, [id])).centsGiven).toEqual({ [id]: given })
  await manyAtOnce(results.length, async (at) => {
    await commit(table, pendingGiveBackUses(table, results[at] ?? [], `per_${at}`))
  })
  expect(await promotionCounts(table, [id])).toEqual({ usesTaken: { [id]: 0 }, centsGiven: { [id]: 0 } })
})

it('counts uses and budget of a promotion on one item, in one write', async () => {
  const both = [{ promotionId: 'prm_both', limitTotal: 5, budgetCents: 1000, spentCents: 400, count: 1 }]
  expect(pendingTakeUses(table, both, 'per_1')).toHaveLength(1)
  const results = [1, 2, 3].map(() => both)
  for (const uses of results.slice(0, 2)) expect((await commit(table, pendingTakeUses(table, uses, 'per_1'))).committed)
  expect(await commit(table, pendingTakeUses(table, both, 'per_1'))).toEqual({
    committed: false,
    refused: ['code-use:prm_both'],
  })
  const counts = { usesTaken: { prm_both: 2 }, centsGiven: { prm_both: 800 } }
  expect(await promotionCounts(table, ['prm_both'])).toEqual(counts)
})

it('has buyers of a promotion without limits write nothing that another writes', async () => {
  await saved({ code: 'FREE-FOR-ALL' })
  expect(await order('FREE-FOR-ALL', 'per_1', 1000)).toEqual([])
  expect(pendingTakeUses(table, [{ promotionId: 'prm_none', count: 1 }], 'per_1')).toEqual([])
})
