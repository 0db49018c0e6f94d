import {
  findOrder,
  findRegistration,
  type Order,
  OrderRequest,
  placeOrder,
  registrationUrl,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent } from '../../support/build.ts'
import { openSite, type TestSite } from '../../support/site.ts'

const questions = [{ id: 'size', label: 'T-shirt size', type: 'choice', options: ['S', 'M'], required: true }]

/** Ann is registered by the boss for a paid class; the path of her link. */
const open = async () => {
  const site = await openSite()
  await anEvent(site.table, { questions })
  const place = async (email: string): Promise<Order> => {
    const outcome = await placeOrder(
      site.services,
      OrderRequest.parse({
        lines: [{ sku: '5w22:seat', quantity: 1 }],
        buyer: { email, name: 'Boss' },
        attendees: [{ sku: '5w22:seat', email: 'ann@example.com', name: 'An', answers: { size: 'S' } }],
      }),
      { actor: { kind: 'visitor' }, now: site.clock.now },
    )
    if (outcome.outcome !== 'placed') throw new Error('not placed')
    if (outcome.order.checkout) await site.till.pay(outcome.order.checkout.id)
    return outcome.order
  }
  const linkOf = async (order: Order) => {
    const registration = await findRegistration(site.table, order.seats[0]?.personId ?? '', '5w22')
    if (!registration) throw new Error('Ann is not registered')
    const { pathname, search, searchParams } = new URL(registrationUrl(site.services, registration))
    return { path: pathname, search, token: searchParams.get('token') ?? '', registration }
  }
  return { site, place, linkOf }
}

const now = async (site: TestSite, order: Order) => {
  const { personId = '' } = order.seats[0] ?? {}
  return { order: await findOrder(site.table, order.id), own: await findRegistration(site.table, personId, '5w22') }
}

describe('the attendee’s own page of a registration', () => {
  test('opens by its link without signing in, tells nobody of it, and reading changes nothing', async () => {
    const { site, place, linkOf } = await open()
    const order = await place('boss@example.com')
    const { path, search } = await linkOf(order)
    const before = await now(site, order)
    for (const page of [`${path}${search}`, `${path}/cancel${search}`]) {
      const response = await site.request(page)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toContain('no-store')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(await response.text()).toContain('$399')
    }
    await site.request(`${path}/cancel${search}`, { method: 'HEAD' })
    expect(await now(site, order)).toEqual(before)
    await site.stop()
  })

  test('corrects the name and the answers until the first session, and keeps what was typed wrong', async () => {
    const { site, place, linkOf } = await open()
    const order = await place('boss@example.com')
    const { path, token } = await linkOf(order)
    const visitor = site.visit()
    expect((await visitor.post(`${path}/name`, { token, name: 'Ann Lee' })).status).toBe(303)
    expect((await visitor.post(`${path}/answers`, { token, 'answers.size': 'M' })).status).toBe(303)
    expect((await now(site, order)).own).toMatchObject({ name: 'Ann Lee', answers: { size: 'M' } })
    const refused = await visitor.post(`${path}/answers`, { token, 'answers.size': '' })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Please answer this')
    expect((await visitor.post(`${path}/name`, { token, name: ' ' })).status).toBe(400)
    site.clock.now = '2024-04-23T16:00:00Z'
    expect((await visitor.post(`${path}/answers`, { token, 'answers.size': 'S' })).status).toBe(409)
    expect((await now(site, order)).own).toMatchObject({ name: 'Ann Lee', answers: { size: 'M' } })
    await site.stop()
  })

  test('declines with one press, the money goes to the buyer, and the old link ends nothing that comes later', async () => {
    const { site, place, linkOf } = await open()
    const order = await place('boss@example.com')
    const { path, token } = await linkOf(order)
    const visitor = site.visit()
    const gone = await visitor.post(`${path}/cancel`, { token })
    expect(gone.status).toBe(303)
    expect((await now(site, order)).order).toMatchObject({ status: 'refunded', refunds: [{ amountCents: 39_900 }] })
    expect(await (await visitor.get(gone.headers.get('location') ?? '')).text()).toContain('is canceled')
    const again = await place('boss@example.com')
    expect((await visitor.get(`${path}?token=${token}`)).status).toBe(404)
    expect((await visitor.post(`${path}/cancel`, { token })).status).toBe(404)
    expect((await now(site, again)).own).toMatchObject({ status: 'confirmed' })
    await site.stop()
  })

  test('after the refund time it says so first; a form from before that refuses instead of forfeiting', async () => {
    const { site, place, linkOf } = await open()
    const order = await place('boss@example.com')
    const { path, token } = await linkOf(order)
    const visitor = site.visit()
    site.clock.now = '2024-04-20T16:00:00Z'
    const refused = await visitor.post(`${path}/cancel`, { token })
    expect(refused.status).toBe(409)
    const page = await refused.text()
    expect(page).toMatch(/Refunds ended on Sat, Apr 20, 9:00 AM Pacific/)
    expect(page).toContain('value="yes"')
    expect((await now(site, order)).own).toMatchObject({ status: 'confirmed' })
    expect((await visitor.post(`${path}/cancel`, { token, forfeit: 'yes' })).status).toBe(303)
    expect((await now(site, order)).order).toMatchObject({ status: 'cancelled', refunds: [] })
    await site.stop()
  })

  test('signed in it is one’s own; another’s and a made-up token are not found', async () => {
    const { site, place, linkOf } = await open()
    const order = await place('boss@example.com')
    const { path, token } = await linkOf(order)
    const ann = await site.signIn('ann@example.com')
    expect((await ann.get(path)).status).toBe(200)
    expect(await (await ann.get('/account')).text()).toContain(`href="${path}"`)
    const other = await site.signIn('eve@example.com')
    expect((await other.get(path)).status).toBe(404)
    expect((await site.request(path)).status).toBe(303)
    for (const wrong of [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      'per_x',
      `${token}x`,
      `${'ä'.repeat(40)}`,
    ]) {
      expect((await site.request(`${path}?token=${encodeURIComponent(wrong)}`)).status).toBe(404)
    }
    expect((await site.request(`/registrations/no-such-event?token=${token}`)).status).toBe(404)
    expect((await other.post(`${path}/cancel`, {})).status).toBe(404)
    expect((await now(site, order)).own).toMatchObject({ status: 'confirmed' })
    await site.stop()
  })
})
