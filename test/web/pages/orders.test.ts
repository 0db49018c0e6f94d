import { commit } from '@lectern/core/platform'
import { findOrder, makeRefund } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { fieldValue, readText, textOf } from './page-text.ts'

let site: TestSite
const april8 = '2024-04-08T17:00:00Z'
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, april8)
})
afterAll(() => site.stop())

let made = 0
/** Orders one seat as a visitor; gives the order's address and, if it is to be paid, the session at the provider. */
const orderOne = async (sku: string) => {
  made += 1
  const visitor = site.visit()
  await visitor.post('/cart/lines', { sku })
  const html = await (await visitor.get('/checkout')).text()
  const email = `buyer${made}@example.com`
  const answer = await visitor.post('/checkout', {
    key: fieldValue(html, 'key') ?? '',
    shown: fieldValue(html, 'shown') ?? '',
    'buyer.name': 'Ada <i>Byron</i>',
    'buyer.email': email,
    terms: 'yes',
  })
  const address = answer.headers.get('location') ?? ''
  const session = address.match(/\/local\/checkout\/(.+)$/)?.[1]
  const page = session === undefined ? address : String(site.till.getSession(session).success_url)
  const { pathname, searchParams } = new URL(page)
  const token = searchParams.get('token') ?? ''
  return {
    visitor,
    email,
    session: session ?? '',
    path: pathname,
    token,
    page: `${pathname}?token=${token}`,
    id: pathname.split('/')[2] ?? '',
  }
}

describe('an order’s page', () => {
  test('opens with its token alone, and stays out of search engines and caches', async () => {
    const { page, path, token, email } = await orderOne('kpis-and-slas:seat')
    const answer = await site.request(page)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const html = await answer.text()
    expect(html).toContain('<meta name="robots" content="noindex"')
    expect(html).toContain('Ada &lt;i&gt;Byron&lt;/i&gt;')
    expect(html).not.toContain('<i>Byron')
    expect(textOf(html)).toContain('Add to calendar')
    for (const wrong of [path, `${path}?token=`, `${path}?token=${token}x`]) {
      const refused = await site.request(wrong)
      expect(refused.status).toBe(404)
      expect(await refused.text()).not.toContain(email)
    }
    const stranger = await site.signIn('stranger@example.com')
    expect((await stranger.get(path)).status).toBe(404)
    const buyer = await site.signIn(email)
    expect((await buyer.get(path)).status).toBe(200)
  })

  test('while it waits for payment says until when, and leads to the payment page', async () => {
    const { page, session } = await orderOne('5w22:seat')
    const html = await (await site.request(page)).text()
    expect(textOf(html)).toContain('Pay $399 by Mon, Apr 8, 10:31 AM Pacific to keep them.')
    expect(html).toContain(`/local/checkout/${session}`)
  })

  test('asks the provider itself when the buyer comes back before any webhook', async () => {
    const { page, session } = await orderOne('5w22:seat')
    await site.till.pay(session, { deliver: false })
    const text = await readText(await site.request(page))
    expect(text).toContain('You’re registered')
    expect(text).toContain('Paid $399')
    expect(text).toContain('Full refund until Sat, Apr 20, 9:00 AM Pacific.')
  })

  test('shows a bank debit under way as that', async () => {
    const { page, session } = await orderOne('5w22:seat')
    await site.till.pay(session, { method: 'bank' })
    expect(await readText(await site.request(page))).toContain('Your payment is on its way')
  })

  test('is shown, as far as it is known, while the provider does not answer', async () => {
    const { page } = await orderOne('5w22:seat')
    site.till.setFault({ path: /checkout\/sessions/, times: 9, kind: 'error-500' })
    const answer = await site.request(page)
    site.till.setFault(undefined)
    expect(answer.status).toBe(200)
    expect(await readText(answer)).toContain('Our payment service isn’t responding')
  })

  test('says that the time to pay has run out', async () => {
    const { page, session } = await orderOne('5w22:seat')
    await site.till.expire(session)
    expect(await readText(await site.request(page))).toContain('The time to pay ran out')
  })
})

describe('cancelling', () => {
  const cancel = (
    order: { path: string; token: string; visitor: ReturnType<TestSite['visit']> },
    token = order.token,
  ) => order.visitor.post(`${order.path}/cancel`, { token })

  test('what is paid, in time, sends all the money back and says where it is', async () => {
    const order = await orderOne('5w22:seat')
    await site.till.pay(order.session)
    expect(await readText(await site.request(order.page))).toContain('refunds $399 to how you paid.')
    const answer = await cancel(order)
    expect(answer.status).toBe(303)
    const address = (answer.headers.get('location') ?? '').replace(site.url, '')
    const text = await readText(await site.request(address))
    expect(text).toContain('This order was refunded')
    expect(text).toContain('Refund, on its way (you canceled) −$399')
    const refund = (await findOrder(site.table, order.id))?.refunds[0]?.id ?? ''
    await commit(site.table, await makeRefund(site.services, order.id, refund, april8))
    expect(await readText(await site.request(order.page))).toContain('Refund, sent')
  })

  test('too late is refused with what to do instead', async () => {
    const order = await orderOne('5w22:seat')
    await site.till.pay(order.session)
    site.clock.now = '2024-04-20T16:00:00Z'
    const page = await site.request(order.page)
    expect(await readText(page)).not.toContain('Cancel this order')
    const refused = await cancel(order)
    site.clock.now = april8
    expect(refused.status).toBe(409)
    expect(await readText(refused)).toContain('can’t be canceled here anymore')
  })

  test('what is unpaid gives the seats back', async () => {
    const order = await orderOne('5w22:seat')
    expect((await cancel(order)).status).toBe(303)
    expect(await readText(await site.request(order.page))).toContain('This order was canceled')
    const again = await cancel(order)
    expect(again.status).toBe(409)
    expect(await readText(again)).toContain('This order has already ended.')
  })

  test('needs the token or the buyer', async () => {
    const order = await orderOne('kpis-and-slas:seat')
    expect((await cancel(order, 'wrong')).status).toBe(404)
    expect(await readText(await site.request(order.page))).toContain('You’re registered')
  })
})
