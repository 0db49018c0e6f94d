import { expect, test } from 'vitest'
import { createLocalPages } from '../../packages/local/src/pages.tsx'
import { createResendStandIn } from '../../packages/local/src/resend.ts'
import { openBilling } from './support/billing.ts'

const open = async () => {
  const desk = await openBilling()
  const { standIn, state, clock } = desk.till
  const resend = createResendStandIn({ state, now: () => clock.now })
  const pages = createLocalPages({ stripe: standIn, resend, afterWebhook: async () => {} })
  const { id, customer } = await desk.buy([{ price: desk.prices.community, quantity: 1 }])
  const html = async (path: string) => (await pages.request(path)).text()
  const press = async (path: string, fields: Record<string, string> = {}) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await pages.request(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })
    return answer.headers.get('location')
  }
  return { ...desk, id, customer, pages, html, press }
}

test('the payment page of a membership says what it costs every year, and takes no bank debit', async () => {
  const { html, payments, prices, now, pages } = await open()
  const { id } = await payments.openCheckout({
    reference: 'ord_9',
    key: 'checkout:ord_9',
    email: 'ada@example.com',
    lines: [],
    subscription: { items: [{ price: prices.community, quantity: 1 }], discount: { cents: 23_171, from: 'first' } },
    expiresAt: now().replace('16:00:00', '16:31:00'),
    returnUrl: 'https://lectern.example/',
    cancelUrl: 'https://lectern.example/',
  })
  const page = await html(`/checkout/${id}`)
  for (const text of ['Pay $567.29', '$799 a year', '-$231.71']) expect(page).toContain(text)
  expect(page).not.toContain('bank debit')
  const declined = await pages.request(`/checkout/${id}/fail`, { method: 'POST' })
  expect(await declined.json()).toMatchObject({ status: 'open', yearlyCents: 79_900 })
  expect(await payments.findCheckout(id)).toMatchObject({ state: 'open', paidCents: 0 })
})

test('a developer declines the next renewal, and its holder pays it in the portal', async () => {
  const { at, customer, html, id, payments, press, till } = await open()
  expect(await html('/payments')).toContain('Decline the next renewal')
  expect(await press(`/subscriptions/${id}/card`, { card: 'declines', from: '/local/payments' })).toBe(
    '/local/payments',
  )
  await at('2025-04-15T16:00:00Z')
  const url = await payments.openPortal({ customer, returnUrl: 'https://lectern.example/account/membership' })
  const portal = await html(new URL(url).pathname.replace('/local', ''))
  expect(portal).toContain('href="https://lectern.example/account/membership"')
  const [invoice] = till.standIn.billing.get(id).invoices
  expect(portal).toContain(`href="/local/invoices/${invoice?.id}"`)
  const path = `/invoices/${invoice?.id}`
  expect(await press(`${path}/pay`, { card: 'declines' })).toBe(`/local${path}?declined=true`)
  expect(await html(`${path}?declined=true`)).toContain('You haven’t been charged')
  expect(await press(`${path}/pay`)).toBe(`/local${path}`)
  expect(await html(path)).not.toContain('Decline the card')
  expect(await payments.findSubscription(id)).toMatchObject({ state: 'live', paidUntil: '2026-04-15T16:00:00Z' })
})

test('the renewal is stopped and resumed, and a form leads nowhere but to a local page', async () => {
  const { html, id, payments, press } = await open()
  await press(`/subscriptions/${id}/stop`)
  expect((await payments.findSubscription(id)).renews).toBe(false)
  expect(await html('/payments')).toContain('Resume the renewal')
  expect(await press(`/subscriptions/${id}/resume`, { from: 'https://elsewhere.example' })).toBe('/local/payments')
  expect((await payments.findSubscription(id)).renews).toBe(true)
  await press(`/subscriptions/${id}/end`, { deliver: 'false' })
  expect(await payments.findSubscription(id)).toMatchObject({ state: 'ended' })
})
