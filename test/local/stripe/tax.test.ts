import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTill, order, type Till, withTax } from '../support/till.ts'

let till: Till
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.stop())

test('is unknown while a session is open, and on each line when it is paid: 8.25%, rounded half up', async () => {
  const open = await till.stripe.checkout.sessions.create(withTax(till))
  expect(open).toMatchObject({
    amount_total: 41_899,
    total_details: { amount_tax: 0 },
    automatic_tax: { enabled: true, status: 'requires_location_inputs' },
  })
  await till.standIn.fail(open.id)
  await till.standIn.pay(open.id)
  const paid = await till.stripe.checkout.sessions.retrieve(open.id, { expand: ['line_items', 'payment_intent'] })
  // 8.25% of 39900 are 3291.75, of 1999 are 164.9175.
  expect(paid.line_items?.data.map((line) => [line.amount_subtotal, line.amount_tax, line.amount_total])).toEqual([
    [39_900, 3_292, 43_192],
    [1_999, 165, 2_164],
  ])
  expect(paid).toMatchObject({
    amount_subtotal: 41_899,
    amount_total: 45_356,
    total_details: { amount_tax: 3_457 },
    automatic_tax: { status: 'complete' },
    payment_intent: {
      amount_received: 45_356,
      shipping: { name: 'Ada', address: { line1: '1 Main St', line2: null, country: 'US' } },
    },
  })
})

test('is not added where nobody asked for it', async () => {
  const { id } = await till.stripe.checkout.sessions.create(order(till))
  await till.standIn.pay(id)
  expect(till.standIn.getSession(id)).toMatchObject({ amount_total: 43_900, automatic_tax: { enabled: false } })
})

test('is refused for a price that does not say how it behaves', async () => {
  const asked = order(till, { automatic_tax: { enabled: true } })
  await expect(till.stripe.checkout.sessions.create(asked)).rejects.toMatchObject({
    param: 'line_items[0][price_data][tax_behavior]',
  })
})

test('an address to send to without its street is refused', async () => {
  const asked = { ...withTax(till), payment_intent_data: { shipping: { name: 'Ada', address: { city: 'Reno' } } } }
  // @ts-expect-error the vendor's declarations refuse it too
  await expect(till.stripe.checkout.sessions.create(asked)).rejects.toMatchObject({
    code: 'parameter_missing',
    param: 'payment_intent_data[shipping][address][line1]',
  })
})
