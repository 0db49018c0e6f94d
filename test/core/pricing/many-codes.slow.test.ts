import { commit, listWaiting, outboxShards, type Table } from '@lectern/core/platform'
import {
  findPromotionsByCodes,
  getCodeBatch,
  type ListedCode,
  listCodeBatches,
  listCodes,
  loadOffers,
  NewPromotion,
  normalizeCode,
  orderCodes,
  type Promotion,
  pendingGiveBackUses,
  pendingTakeUses,
  savePromotion,
  stepCodeBatch,
} from '@lectern/core/pricing'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { now } from './cart-builder.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const manyOf = (codePrefix = 'LEAP'): Promise<Promotion> =>
  savePromotion(
    table,
    NewPromotion.parse({
      title: 'Partners',
      trigger: 'code',
      codes: 'many',
      codePrefix,
      benefit: { type: 'free' },
      scope: { everything: true },
    }),
    now,
  )

const allCodes = async (promotionId: string): Promise<ListedCode[]> => {
  const all: ListedCode[] = []
  let cursor: string | undefined
  do {
    const page = await listCodes(table, promotionId, { cursor, limit: 400 })
    all.push(...page.items)
    cursor = page.next
  } while (cursor)
  return all
}

describe('a batch of codes', () => {
  it('is ordered with its announcement and made in steps, however often a step is done', async () => {
    const { id } = await manyOf()
    const batch = await orderCodes(table, id, 1203, now, 'per_admin')
    expect(batch).toMatchObject({ promotionId: id, prefix: 'LEAP', wanted: 1203, made: 0, by: 'per_admin' })
    expect(batch).not.toHaveProperty('seed')
    const waiting = await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 10)))
    expect(waiting.flat()).toMatchObject([{ topic: 'codes.make', payload: { batch: batch.id } }])
    // Several at once, as after a lost answer.
    await Promise.all([1, 2, 3].map(() => stepCodeBatch(table, batch.id)))
    const progress = (await getCodeBatch(table, batch.id)).made
    expect([500, 1000, 1203]).toContain(progress)
    for (let step = 0; step < 4; step += 1) await stepCodeBatch(table, batch.id)
    expect(await getCodeBatch(table, batch.id)).toMatchObject({ wanted: 1203, made: 1203 })
    const codes = await allCodes(id)
    expect(codes).toHaveLength(1203)
    expect(new Set(codes.map(({ code }) => code)).size).toBe(1203)
    expect(codes.every(({ state, batchId }) => state === 'unused' && batchId === batch.id)).toBe(true)
    expect((await listCodeBatches(table, id)).map(({ made }) => made)).toEqual([1203])
  })

  it('has codes that cannot be guessed or misread, each letter as likely as another', async () => {
    const { id } = await manyOf('PARTNER')
    const batch = await orderCodes(table, id, 500, now)
    await stepCodeBatch(table, batch.id)
    const codes = (await allCodes(id)).map(({ code }) => code)
    const group = '[2-9A-HJKMNP-TV-Z]{4}'
    for (const code of codes) {
      expect(code).toMatch(new RegExp(`^PARTNER-${group}-${group}-${group}$`))
      expect(normalizeCode(code)).toBe(code)
    }
    const counts = new Map<string, number>()
    for (const letter of codes.flatMap((code) => [...code.slice(8).replaceAll('-', '')]))
      counts.set(letter, (counts.get(letter) ?? 0) + 1)
    expect(counts.size).toBe(30)
    expect(12 * Math.log2(counts.size)).toBeGreaterThan(50)
    // 200 expected of each; six standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(6 * Math.sqrt(200))
  })

  it('is refused for a promotion with one code, and in numbers that make no sense', async () => {
    const { id } = await manyOf()
    for (const wanted of [0, -1, 1.5, 10_001, Number.NaN]) {
      await expect(orderCodes(table, id, wanted, now)).rejects.toMatchObject({ code: 'pricing.bad-batch' })
    }
    const one = await savePromotion(
      table,
      NewPromotion.parse({
        title: 'One',
        trigger: 'code',
        code: 'ONE',
        benefit: { type: 'free' },
        scope: { everything: true },
      }),
      now,
    )
    await expect(orderCodes(table, one.id, 5, now)).rejects.toMatchObject({ code: 'pricing.bad-batch' })
    await expect(orderCodes(table, 'prm_none', 5, now)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await stepCodeBatch(table, 'bat_none')).toBeUndefined()
  })
})

describe('a single-use code', () => {
  it('is taken by one of many orders at once, given back by that one alone, and taken again', async () => {
    const promotion = await manyOf()
    const batch = await orderCodes(table, promotion.id, 2, now)
    await stepCodeBatch(table, batch.id)
    const [first, second] = await allCodes(promotion.id)
    const code = first?.code ?? ''
    const use = [{ promotionId: promotion.id, code, count: 1 }]
    const take = (person: string) => commit(table, pendingTakeUses(table, use, person))
    const results = await Promise.all(Array.from({ length: 30 }, (_, at) => take(`per_${at}`)))
    const winners = results.flatMap(({ committed }, at) => (committed ? [`per_${at}`] : []))
    expect(winners).toHaveLength(1)
    for (const result of results)
      if (!result.committed) expect(result.refused).toEqual([`code-use-single:${promotion.id}`])
    const stateNow = async () => (await allCodes(promotion.id)).map(({ state }) => state)
    expect(await stateNow()).toEqual(['used', 'unused'])
    const offers = await loadOffers(table, [code.toLowerCase(), second?.code ?? ''], now)
    expect(offers.promotions).toEqual([promotion])
    expect(offers.singleCodes).toEqual({
      [code]: { promotionId: promotion.id, used: true },
      [second?.code ?? '']: { promotionId: promotion.id, used: false },
    })
    const give = (person: string) => commit(table, pendingGiveBackUses(table, use, person))
    expect((await give('per_other')).committed).toBe(false)
    expect(
      (await Promise.all([1, 2, 3].map(() => give(winners[0] ?? '')))).filter((one) => one.committed),
    ).toHaveLength(1)
    expect(await stateNow()).toEqual(['unused', 'unused'])
    expect((await take('per_next')).committed).toBe(true)
    // A step that is done again, late, makes no used code good again.
    await stepCodeBatch(table, batch.id)
    expect(await stateNow()).toEqual(['used', 'unused'])
  })

  it('finds its promotion like other codes', async () => {
    const promotion = await manyOf('FIND')
    const batch = await orderCodes(table, promotion.id, 1, now)
    await stepCodeBatch(table, batch.id)
    const [only] = await allCodes(promotion.id)
    expect(await findPromotionsByCodes(table, [` ${only?.code.toLowerCase()} `, 'FIND'])).toEqual([promotion])
  })
})
