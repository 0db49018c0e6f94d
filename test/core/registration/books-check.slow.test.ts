import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { liveLines } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { faultsInBooks } from '../../support/books.ts'
import { anEvent, orderNow, placed } from '../../support/build.ts'
import { happen, happenings, openBooks, openShop, type Shop, settleDown } from '../../support/stories.ts'

describe('small totals', () => {
  test('of 1 to 49 cents are free: the provider is never asked, and the books balance', async () => {
    const books = await openBooks()
    const cents = Array.from({ length: 49 }, (_, index) => index + 1)
    // The provider answers nothing at all.
    books.desk.stripe.setFault({ path: /.*/, times: 999, kind: 'refuse' })
    for (const priceCents of cents) {
      const tickets = [{ slug: 'seat', name: 'Seat', priceCents }]
      books.events.push(
        await anEvent(books.desk.table, { slug: `c${priceCents}`, code: undefined, capacity: 1, tickets }),
      )
    }
    const orders = await Promise.all(cents.map((one) => placed(books.desk, `p${one}@example.com`, `c${one}:seat`)))
    for (const order of orders) {
      expect(order).toMatchObject({ status: 'confirmed', totalCents: 0, paidCents: 0 })
      expect(liveLines(order).map(({ totalCents }) => totalCents)).toEqual([0])
    }
    books.desk.stripe.setFault(undefined)
    expect(books.desk.stripe.countOf('checkout.session')).toBe(0)
    await settleDown(books.desk)
    expect(await faultsInBooks(books)).toEqual([])
  })

  test.each([
    ['69 cents less 29% are 49: free', 69, 'confirmed', 0],
    ['70 cents less 29% are 50: to be paid', 70, 'awaiting-payment', 50],
  ] as const)('%s', async (_, priceCents, status, total) => {
    const books = await openBooks()
    const { desk } = books
    const tickets = [{ slug: 'seat', name: 'Seat', priceCents }]
    books.events.push(await anEvent(desk.table, { slug: 'small', code: undefined, capacity: 1, tickets }))
    const first = await placed(desk, 'ada@example.com', 'small:seat', { codes: ['LEAP29'] })
    expect(first).toMatchObject({ status, totalCents: total })
    expect(await faultsInBooks(books)).toEqual([])
    if (first.checkout) await desk.stripe.pay(first.checkout.id)
    await settleDown(desk)
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', paidCents: total })
    expect(await faultsInBooks(books)).toEqual([])
  })
})

describe('the check bites', () => {
  const paidShop = async (): Promise<Shop> => {
    const shop = await openShop()
    await happen(shop, ['pays by card'])
    expect(await faultsInBooks(shop)).toEqual([])
    return shop
  }
  /** Writes a number into an item behind everyone's back. */
  const falsify = ({ desk }: Shop, key: { pk: string; sk: string }, path: string, value: number) =>
    desk.table.client.send(
      new UpdateCommand({
        TableName: desk.table.name,
        Key: key,
        UpdateExpression: `SET ${path
          .split('.')
          .map((step) => `#${step}`)
          .join('.')} = :value`,
        ExpressionAttributeNames: Object.fromEntries(path.split('.').map((step) => [`#${step}`, step])),
        ExpressionAttributeValues: { ':value': value },
      }),
    )

  test('when an order says it was paid another amount', async () => {
    const shop = await paidShop()
    await falsify(shop, { pk: `order#${shop.first.id}`, sk: 'order' }, 'body.paidCents', 9_468)
    expect(await faultsInBooks(shop)).toEqual(['charged 9467, paid 9468', 'kept 9468, live lines cost 9467'])
  })

  test('when money goes back at the provider alone', async () => {
    const shop = await paidShop()
    const { paymentId = '' } = await orderNow(shop.desk, shop.first)
    await shop.desk.vendor.refunds.create({ payment_intent: paymentId, amount: 1 })
    expect(await faultsInBooks(shop)).toEqual(['refunded there 1, here 0'])
  })

  test('when a dispute is lost and nobody wrote it down', async () => {
    const shop = await paidShop()
    shop.desk.stripe.setFault({ path: /disputes/, times: 9, kind: 'error-500' })
    await happen(shop, ['payment is disputed', 'dispute is lost'])
    shop.desk.stripe.setFault(undefined)
    expect(await faultsInBooks(shop)).toEqual(['lost there 9467, here 0'])
  })

  test('when a payment was never heard of', async () => {
    const shop = await openShop()
    await happen(shop, ['pays, and the webhook is lost'])
    expect(await faultsInBooks(shop)).toEqual(['charged 9467, paid 0'])
  })

  test('when a refund was decided and not made', async () => {
    const shop = await paidShop()
    await happenings['line 1 is refunded'](shop)
    expect(await faultsInBooks(shop)).toEqual(['still due 2366', 'kept 9467, live lines cost 7101'])
  })

  test('when a seat or a use is counted that nobody has', async () => {
    const shop = await paidShop()
    await falsify(shop, { pk: 'seats#e2', sk: '*' }, 'taken', 2)
    expect(await faultsInBooks(shop)).toEqual(['e2: 2 taken, 1 on the roster, 1 sold'])
  })
})
