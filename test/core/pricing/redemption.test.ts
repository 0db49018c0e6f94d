import type { Table } from '@lectern/core/platform'
import {
  listRedemptions,
  NewPromotion,
  type RedeemedCents,
  type Redemption,
  recordRedemptions,
  redemptionReport,
  savePromotion,
} from '@lectern/core/pricing'
import { beforeAll, expect, it } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { now } from './cart-builder.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const saved = (terms: Record<string, unknown>) =>
  savePromotion(
    table,
    NewPromotion.parse({
      title: 'Leap day',
      trigger: 'code',
      benefit: { type: 'percent', percentBasisPoints: 5000 },
      scope: { everything: true },
      window: { zone: 'America/Los_Angeles', from: '2024-02-28T00:00' },
      ...terms,
    }),
    now,
  )

const half = (listCents: number): RedeemedCents => ({
  listCents,
  discountCents: listCents / 2,
  totalCents: listCents / 2,
})
const cut = (promotionId: string, code: string | undefined, listCents: number, backCents = 0) => ({
  promotionId,
  code,
  took: half(listCents),
  back: half(backCents),
})

/** On February 29 in California, when it is March 1 in London. */
const leapEvening = '2024-03-01T07:30:00Z'
const week = ['2024-02-26', '2024-03-04'] as const

it('counts an order once on its day in the promotion’s zone, however often and at once it is told', async () => {
  const { id } = await saved({ code: 'DAY', partner: 'NSITSP' })
  const order = { orderId: 'ord_1', at: leapEvening, ended: 0, cuts: [cut(id, 'DAY', 10_000)] }
  await Promise.all([1, 2, 3, 4, 5].map(() => recordRedemptions(table, order, 'America/Los_Angeles')))
  await recordRedemptions(table, order, 'America/Los_Angeles')
  await recordRedemptions(
    table,
    {
      ...order,
      orderId: 'ord_2',
      at: '2024-03-02T07:59:59Z',
      cuts: [cut(id, 'DAY', 400)],
    },
    'America/Los_Angeles',
  )
  const tally = (orders: number, listCents: number) => ({ orders, givenBack: 0, ...half(listCents) })
  expect(await redemptionReport(table, id, ...week)).toEqual({
    total: tally(2, 10_400),
    byDay: [
      { day: '2024-02-29', ...tally(1, 10_000) },
      { day: '2024-03-01', ...tally(1, 400) },
    ],
    byCode: [{ code: 'DAY', ...tally(2, 10_400) }],
    byPartner: [{ partner: 'NSITSP', ...tally(2, 10_400) }],
  })
  // Days are half-open too.
  expect((await redemptionReport(table, id, '2024-02-29', '2024-03-01')).total).toEqual(tally(1, 10_000))
  expect((await redemptionReport(table, id, '2024-03-02', '2024-03-09')).total.orders).toBe(0)
})

it('takes what is given back out of the day on which it was redeemed, once, in whatever order it is told', async () => {
  const { id } = await saved({ code: 'BACK' })
  const state = (ended: number, backCents: number) =>
    recordRedemptions(
      table,
      { orderId: 'ord_3', at: leapEvening, ended, cuts: [cut(id, 'BACK', 10_000, backCents)] },
      'America/Los_Angeles',
    )
  await state(0, 0)
  await Promise.all([state(1, 4000), state(1, 4000), state(0, 0)])
  const totalNow = async () => (await redemptionReport(table, id, ...week)).total
  expect(await totalNow()).toEqual({ orders: 1, givenBack: 0, ...half(6000) })
  await Promise.all([state(2, 10_000), state(1, 4000), state(2, 10_000)])
  await state(0, 0)
  expect(await totalNow()).toEqual({ orders: 0, givenBack: 1, ...half(0) })
  // Told first of its end: never counted.
  await recordRedemptions(
    table,
    {
      orderId: 'ord_4',
      at: leapEvening,
      ended: 1,
      cuts: [cut(id, 'BACK', 500, 500)],
    },
    'America/Los_Angeles',
  )
  expect(await totalNow()).toEqual({ orders: 0, givenBack: 2, ...half(0) })
  const { items } = await listRedemptions(table, { promotionId: id }, { limit: 10 })
  expect(items.map(({ orderId, back }) => [orderId, back.listCents])).toEqual([
    ['ord_4', 500],
    ['ord_3', 10_000],
  ])
})

it('counts many codes under what they begin with, and lists each by itself', async () => {
  const { id } = await saved({ codes: 'many', codePrefix: 'LEAP' })
  for (const at of [1, 2, 3]) {
    await recordRedemptions(
      table,
      {
        orderId: `ord_many${at}`,
        at: leapEvening,
        ended: 0,
        cuts: [cut(id, `LEAP-${at}`, 1000)],
      },
      'America/Los_Angeles',
    )
  }
  const { byCode } = await redemptionReport(table, id, ...week)
  expect(byCode).toEqual([{ code: 'LEAP', orders: 3, givenBack: 0, ...half(3000) }])
  const { items } = await listRedemptions(table, { promotionId: id }, { limit: 10 })
  expect(items.map(({ code }) => code)).toEqual(['LEAP-3', 'LEAP-2', 'LEAP-1'])
})

it('keeps each promotion of an order, gone or not, and lists all of them, page by page, the latest first', async () => {
  const own = await freshTable()
  for (let at = 0; at < 7; at += 1) {
    await recordRedemptions(
      own,
      {
        orderId: `ord_${at}`,
        at: `2024-03-01T07:30:0${at}Z`,
        ended: 0,
        cuts: [cut('prm_gone', 'GONE', 1000), cut('prm_automatic', undefined, 1000)],
      },
      'America/Los_Angeles',
    )
  }
  const seen: Redemption[] = []
  let cursor: string | undefined
  do {
    const page = await listRedemptions(own, {}, { cursor, limit: 4 })
    seen.push(...page.items)
    cursor = page.next
  } while (cursor)
  expect(seen.map(({ orderId }) => orderId)).toEqual([6, 5, 4, 3, 2, 1, 0].flatMap((at) => [`ord_${at}`, `ord_${at}`]))
  const { total, byCode, byPartner } = await redemptionReport(own, 'prm_automatic', ...week)
  expect([total.orders, byCode, byPartner]).toEqual([7, [{ ...total }], [{ ...total }]])
  await recordRedemptions(own, { orderId: 'ord_none', at: leapEvening, ended: 0, cuts: [] }, 'America/Los_Angeles')
})
