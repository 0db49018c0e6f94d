import type { Actor } from '@lectern/core/identity'
import { listAutomaticPromotions } from '@lectern/core/pricing'
import { listOrdersOf, QuoteRequest, quoteOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aPromotion, order, placed, start } from '../../support/build.ts'
import { openLaggingDesk } from '../../support/lagging-table.ts'

const automatic = { trigger: 'automatic', benefit: { type: 'percent', percentBasisPoints: 5000 } }

const openShop = async () => {
  const desk = await openLaggingDesk(2)
  for (const slug of ['first', 'second']) {
    await anEvent(desk.table, { slug, code: undefined, tickets: [{ slug: 'seat', name: 'Seat', priceCents: 10_000 }] })
  }
  const totalOf = async (sku: string, actor: Actor): Promise<number> => {
    const quote = await quoteOrder(desk.table, QuoteRequest.parse({ lines: [{ sku }] }), actor, start)
    return quote.totalCents
  }
  return { desk, totalOf }
}

describe('promotions while indexes show nothing of what was just written', () => {
  test('a first purchase is one: the order of a moment ago counts, though no list of orders shows it', async () => {
    const { desk, totalOf } = await openShop()
    await aPromotion(desk.table, { ...automatic, audience: { type: 'first-purchase' }, limits: { perPerson: 1 } })
    await desk.table.catchUp()
    const ada = await aPerson(desk.table, 'ada@example.com')
    expect(await totalOf('first:seat', ada)).toBe(5000)
    desk.table.hold()
    const first = await placed(desk, ada.email, 'first:seat', { actor: ada })
    expect(first.totalCents).toBe(5000)
    // The control: a list of her orders knows of none.
    expect(await listOrdersOf(desk.table, ada.id)).toEqual([])
    expect(await totalOf('second:seat', ada)).toBe(10_000)
    expect(await placed(desk, ada.email, 'second:seat', { actor: ada })).toMatchObject({ totalCents: 10_000 })
  })

  test('two orders at once hold one first purchase at most', async () => {
    const { desk } = await openShop()
    const promotion = { ...automatic, audience: { type: 'first-purchase' }, limits: { perPerson: 1 } }
    await aPromotion(desk.table, promotion)
    await desk.table.catchUp()
    const ada = await aPerson(desk.table, 'ada@example.com')
    desk.table.hold()
    const tried = ['first:seat', 'second:seat'].map((sku) => order(desk, ada.email, sku, { actor: ada }))
    const totals = (await Promise.allSettled(tried)).flatMap((one) =>
      one.status === 'fulfilled' && one.value.outcome === 'placed' ? [one.value.order.totalCents] : [],
    )
    expect(totals.filter((cents) => cents === 5000).length).toBeLessThanOrEqual(1)
    expect(totals.length).toBeGreaterThan(0)
  })

  test('automatic ones that contradict each other, saved in one moment, are both kept, and no order adds them up', async () => {
    const { desk, totalOf } = await openShop()
    const ada = await aPerson(desk.table, 'ada@example.com')
    await desk.table.catchUp()
    desk.table.hold()
    await aPromotion(desk.table, { ...automatic, title: 'Half' })
    const tenth = { ...automatic, title: 'A tenth', benefit: { type: 'percent', percentBasisPoints: 1000 } }
    await aPromotion(desk.table, tenth)
    // The control: neither shows yet, so a quote knows of none.
    expect(await listAutomaticPromotions(desk.table)).toEqual([])
    expect(await totalOf('first:seat', ada)).toBe(10_000)
    await desk.table.catchUp()
    expect(await listAutomaticPromotions(desk.table)).toHaveLength(2)
    expect(await totalOf('first:seat', ada)).toBe(5000)
    // Shown, a contradiction is refused.
    await expect(aPromotion(desk.table, { ...tenth, title: 'One more' })).rejects.toMatchObject({
      code: 'pricing.overlap',
    })
    // Who was shown the price of before isn't charged another without a word.
    const stale = order(desk, ada.email, 'first:seat', { actor: ada, expectedTotalCents: 10_000 })
    await expect(stale).rejects.toMatchObject({ code: 'pricing.changed' })
    expect(await placed(desk, ada.email, 'first:seat', { actor: ada })).toMatchObject({ totalCents: 5000 })
  })
})
