import { createProduct, NewProduct } from '@lectern/core/catalog'
import { usesTaken } from '@lectern/core/pricing'
import { type Order, placeOrder, refundOrder, releaseDueHolds } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { anOrder, aPromotion, order, people, start, tally } from '../../support/build.ts'
import { drain, openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'
import { dropConditions, partitionsOf, tap } from '../../support/tap.ts'

const book = 'month:e-book'

const openStore = async (desk: TestDesk, priceCents: number): Promise<TestDesk> => {
  const formats = [{ slug: 'e-book', name: 'E-book', type: 'download', priceCents }]
  await createProduct(desk.table, NewProduct.parse({ slug: 'month', title: 'In a Month', formats }), start)
  return desk
}

/** Some carts of each of so many people, all at once. */
const rush = async (
  desk: TestDesk,
  buyers: number,
  carts: number,
): Promise<{ placed: Order[]; count: Record<string, number> }> => {
  const placed: Order[] = []
  const attempts = people(carts * buyers).map(async (_, index) => {
    const email = `p${index % buyers}@example.com`
    const outcome = await order(desk, email, book, { codes: ['TEN'] })
    if (outcome.outcome === 'placed') placed.push(outcome.order)
    return outcome
  })
  return { count: await tally(attempts), placed }
}

const busiest = (orders: readonly Order[]): number => {
  const byPerson = Map.groupBy(orders, ({ buyer }) => buyer.personId)
  return Math.max(...[...byPerson.values()].map((own) => own.length))
}

test('500 carts at once on a code with 10 uses, 2 per person: 10 redeem it, nobody three times', async () => {
  const desk = await openStore(await openDesk(), 2000)
  const code = await aPromotion(desk.table, { code: 'TEN', limits: { total: 10, perPerson: 2 } })
  const taken = async () => (await usesTaken(desk.table, [code.id]))[code.id]
  const { placed, count } = await rush(desk, 100, 5)

  expect(count).toEqual({ placed: 10, 'pricing.code-not-applied': 490 })
  expect(placed.map(({ totalCents }) => totalCents)).toEqual(Array(10).fill(1420))
  expect(busiest(placed)).toBeLessThanOrEqual(2)
  expect(await taken()).toBe(10)
  expect(desk.stripe.countOf('checkout.session')).toBe(10)

  // Three pay; the others go away, and what they held comes back when the hold ends, once, no matter who looks.
  for (const paid of placed.slice(0, 3)) await desk.stripe.pay(sessionOf(paid))
  const late = placed[3]?.holdEndsAt ?? start
  desk.clock.now = late
  const fail = (_: unknown, error: unknown): never => {
    throw error
  }
  await Promise.all([1, 2, 3].map(() => releaseDueHolds(desk, late, fail)))
  expect(await taken()).toBe(3)

  // A refund gives back one, however often it is asked for.
  const [first] = placed
  await Promise.all([1, 2, 3].map(() => refundOrder(desk, first?.id ?? '', {}, late)))
  expect(await drain(desk)).toEqual([])
  expect(await taken()).toBe(2)
})

test('control: without the condition on the counter, the same code is redeemed too often', async () => {
  const table = await freshTable()
  dropConditions(table, 'promotion-uses')
  const desk = await openStore(await openDesk({ table }), 2000)
  await aPromotion(desk.table, { code: 'TEN', limits: { total: 10, perPerson: 2 } })
  const { placed } = await rush(desk, 40, 1)

  expect(placed.length).toBeGreaterThan(10)
})

test('orders at once with an uncapped code write no common item, and no key that all of them share', async () => {
  const desk = await openStore(await openDesk(), 2000)
  await aPromotion(desk.table, { code: 'ALL', benefit: { type: 'free' } })
  const items: string[] = []
  const orders: string[][] = []
  tap(desk.table, ({ TransactItems: writes }) => {
    if (!writes) return
    orders.push(partitionsOf(writes))
    for (const { Put: put, Update: update } of writes) {
      const key = put?.Item ?? update?.Key
      items.push(`${key?.pk} ${key?.sk}`)
    }
  })
  const placing = people(200).map((email) =>
    placeOrder(desk, anOrder(email, book, { codes: ['ALL'] }), { actor: { kind: 'visitor' }, now: start }),
  )
  expect(await tally(placing)).toEqual({ placed: 200 })

  expect(new Set(items).size).toBe(items.length)
  const sharing = new Map<string, number>()
  for (const partition of orders.flatMap((one) => [...new Set(one)])) {
    sharing.set(partition, (sharing.get(partition) ?? 0) + 1)
  }
  const most = Math.max(...sharing.values())
  expect(most / 200).toBeLessThan(0.4)
})
