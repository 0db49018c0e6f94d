import { commit, type PendingWrite, type Table } from '@lectern/core/platform'
import {
  changePromotion,
  findPromotionsByCodes,
  getPromotion,
  listPromotions,
  loadOffers,
  NewPromotion,
  type PromotionUse,
  pendingGiveBackUses,
  pendingTakeUses,
  savePromotion,
  usesByPerson,
  usesTaken,
} from '@lectern/core/pricing'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { now } from './cart-builder.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const sent = (terms: Record<string, unknown> = {}): NewPromotion =>
  NewPromotion.parse({
    title: 'Leap day',
    trigger: 'code',
    benefit: { type: 'percent', percentBasisPoints: 2900 },
    scope: { everything: true },
    ...terms,
  })

describe('promotions', () => {
  it('are found by their code however it is spelled, and come back as they were saved', async () => {
    const window = { zone: 'America/Los_Angeles', from: '2024-02-29T00:00' }
    const made = await savePromotion(table, sent({ code: 'Leap-29', window, limits: { total: 10 } }), now)
    expect(await findPromotionsByCodes(table, [' leap\u201329 ', 'LEAP-29', 'nosuch', '', 'X'.repeat(99)])).toEqual([
      made,
    ])
    expect(await getPromotion(table, made.id)).toEqual(made)
  })

  it('never share a code, even when saved at once', async () => {
    const codes = ['Twice', 'TWICE', ' twice', 'tWiCe', 'twice ']
    const results = await Promise.allSettled(codes.map((code) => savePromotion(table, sent({ code }), now)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ kind: 'conflict', code: 'pricing.code-taken' })
    }
  })

  it('change their code and free the old one', async () => {
    const made = await savePromotion(table, sent({ code: 'OLD', limits: { total: 3 } }), now)
    const after = await changePromotion(table, made.id, { code: 'NEW', limits: null, paused: true }, now)
    expect(after).toMatchObject({ code: 'NEW', paused: true, version: 2, createdAt: made.createdAt })
    expect(await findPromotionsByCodes(table, ['OLD', 'NEW'])).toEqual([await getPromotion(table, made.id)])
    await savePromotion(table, sent({ code: 'OLD' }), now)
    await expect(changePromotion(table, made.id, { code: 'old' }, now)).rejects.toMatchObject({
      code: 'pricing.code-taken',
    })
    await expect(changePromotion(table, made.id, { scope: {} }, now)).rejects.toMatchObject({
      code: 'pricing.empty-scope',
    })
    expect((await getPromotion(table, made.id)).code).toBe('NEW')
  })

  it('keep one of two changes made at once, and tell the other', async () => {
    const made = await savePromotion(table, sent({ code: 'RACE' }), now)
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, at) => changePromotion(table, made.id, { title: `Title ${at}` }, now)),
    )
    const done = results.filter(({ status }) => status === 'fulfilled').length
    expect((await getPromotion(table, made.id)).version).toBe(1 + done)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'pricing.promotion-changed' })
    }
  })

  it('list newest first, page by page, each once', async () => {
    const own = await freshTable()
    const ids: string[] = []
    for (const at of [1, 2, 3, 4, 5])
      ids.push((await savePromotion(own, sent({ code: `L${at}` }), `2024-01-0${at}T00:00:00Z`)).id)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listPromotions(own, { cursor, limit: 2 })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(seen).toEqual(ids.toReversed())
    await expect(listPromotions(own, { cursor: 'bm9uc2Vuc2U', limit: 2 })).rejects.toMatchObject({
      code: 'input.bad-cursor',
    })
  })

  it('reach a quote with the automatic ones among them, without those that no code names', async () => {
    const own = await freshTable()
    const automatic = await savePromotion(own, sent({ trigger: 'automatic' }), now)
    const named = await savePromotion(own, sent({ code: 'MINE', limits: { total: 5, perPerson: 2 } }), now)
    await savePromotion(own, sent({ code: 'OTHER' }), now)
    const uses = [{ promotionId: named.id, limitTotal: 5, limitPerPerson: 2, count: 1 }]
    await commit(own, pendingTakeUses(own, uses, 'per_1'))
    const offers = await loadOffers(own, ['mine'], now, { personId: 'per_1' })
    expect(offers.promotions).toEqual([named, automatic])
    expect([offers.usesTaken, offers.buyer.uses]).toEqual([{ [named.id]: 1 }, { [named.id]: 1 }])
    expect((await loadOffers(own, ['mine'], now)).buyer.uses).toEqual({})
  })

  it('are not found by an id that never was', async () => {
    await expect(getPromotion(table, 'prm_none')).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('uses', () => {
  const tenOf = (promotionId: string): PromotionUse[] => [{ promotionId, limitTotal: 10, count: 1 }]
  const fifty = <T>(run: (at: number) => Promise<T>) => Promise.all(Array.from({ length: 50 }, (_, at) => run(at)))
  /** The same write without its condition: the control that shows the test could fail. */
  const unguarded = ({ name, item }: PendingWrite): PendingWrite => ({
    name,
    item: {
      Update: {
        TableName: item.Update?.TableName,
        Key: item.Update?.Key,
        UpdateExpression: 'ADD taken :one SET promotionId = :id, #e = :e, #v = :v',
        ExpressionAttributeNames: { '#e': '__edb_e__', '#v': '__edb_v__' },
        ExpressionAttributeValues: { ':one': 1, ':id': 'prm_control', ':e': 'promotion-uses', ':v': '1' },
      },
    },
  })

  it('are taken by exactly 10 of 50 buyers at once when there are 10', async () => {
    const results = await fifty((at) => commit(table, pendingTakeUses(table, tenOf('prm_ten'), `per_${at}`)))
    expect(results.filter((result) => result.committed)).toHaveLength(10)
    for (const result of results) if (!result.committed) expect(result.refused).toEqual(['code-use:prm_ten'])
    expect(await usesTaken(table, ['prm_ten', 'prm_none'])).toEqual({ prm_ten: 10 })
  })

  it('would be taken by all 50 without the condition', async () => {
    const results = await fifty((at) =>
      commit(table, pendingTakeUses(table, tenOf('prm_control'), `per_${at}`).map(unguarded)),
    )
    expect(results.filter((result) => result.committed)).toHaveLength(50)
    expect(await usesTaken(table, ['prm_control'])).toEqual({ prm_control: 50 })
  })

  it('stop at the limit of one person and leave others theirs', async () => {
    const uses = [{ promotionId: 'prm_each', limitPerPerson: 2, count: 1 }]
    const results = await fifty((at) => commit(table, pendingTakeUses(table, uses, `per_${at % 2}`)))
    expect(results.filter((result) => result.committed)).toHaveLength(4)
    for (const result of results) if (!result.committed) expect(result.refused).toEqual(['code-use-person:prm_each'])
    expect(await usesByPerson(table, 'per_0', ['prm_each'])).toEqual({ prm_each: 2 })
    expect(await usesTaken(table, ['prm_each'])).toEqual({})
  })

  it('are given back exactly, never below zero, and can be taken again', async () => {
    const uses = [{ promotionId: 'prm_back', limitTotal: 2, limitPerPerson: 2, count: 2 }]
    const give = () => commit(table, pendingGiveBackUses(table, uses, 'per_1'))
    expect(await give()).toEqual({ committed: false, refused: ['code-use:prm_back', 'code-use-person:prm_back'] })
    expect(await commit(table, pendingTakeUses(table, uses, 'per_1'))).toEqual({ committed: true })
    expect((await Promise.all([give(), give(), give()])).filter((result) => result.committed)).toHaveLength(1)
    expect(await usesTaken(table, ['prm_back'])).toEqual({ prm_back: 0 })
    expect(await usesByPerson(table, 'per_1', ['prm_back'])).toEqual({ prm_back: 0 })
    expect(await commit(table, pendingTakeUses(table, uses, 'per_1'))).toEqual({ committed: true })
  })

  it('of one promotion are one write of them all, and those without limits are none', async () => {
    const use = { promotionId: 'prm_many', limitTotal: 5, count: 2 }
    expect(pendingTakeUses(table, [use, use, { promotionId: 'prm_free', count: 1 }], 'per_1')).toHaveLength(1)
    await commit(table, pendingTakeUses(table, [use, use], 'per_1'))
    expect(await usesTaken(table, ['prm_many'])).toEqual({ prm_many: 4 })
    await commit(table, pendingGiveBackUses(table, [use, use], 'per_1'))
    expect(await usesTaken(table, ['prm_many'])).toEqual({ prm_many: 0 })
  })

  it('are refused to whom asks for more at once than there are', async () => {
    const uses = [{ promotionId: 'prm_few', limitTotal: 3, count: 4 }]
    expect(await commit(table, pendingTakeUses(table, uses, 'per_1'))).toMatchObject({ committed: false })
  })
})
