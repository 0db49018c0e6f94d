import { findOrder, findRegistration, OrderRequest, orderToken, placeOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent } from '../../support/build.ts'
import { openSite } from '../../support/site.ts'

/** A paid team of two, and its order's page. */
const team = async () => {
  const site = await openSite()
  await anEvent(site.table)
  const outcome = await placeOrder(
    site.services,
    OrderRequest.parse({
      lines: [{ sku: '5w22:seat', quantity: 2 }],
      buyer: { email: 'boss@example.com', name: 'Boss' },
      attendees: ['ann', 'ben'].map((name) => ({ sku: '5w22:seat', email: `${name}@example.com`, name })),
    }),
    { actor: { kind: 'visitor' }, now: site.clock.now },
  )
  if (outcome.outcome !== 'placed' || !outcome.order.checkout) throw new Error('not placed')
  await site.till.pay(outcome.order.checkout.id)
  const { id } = outcome.order
  const token = orderToken(site.services.secret, id)
  const order = async () => {
    const found = await findOrder(site.table, id)
    if (!found) throw new Error('gone')
    return found
  }
  const [ann, ben] = (await order()).seats
  return { site, id, token, order, ann, ben, page: `/orders/${id}`, query: `?token=${token}` }
}

describe('the buyer changes one seat of a team on the order’s page', () => {
  test('cancels it with its share, and the other stays', async () => {
    const { site, token, order, ann, page, query } = await team()
    const visitor = site.visit()
    expect(await (await visitor.get(`${page}${query}`)).text()).toContain('Canceling this seat refunds $399')
    expect((await visitor.post(`${page}/seats/${ann?.registration}/cancel`, { token })).status).toBe(303)
    expect(await order()).toMatchObject({ status: 'confirmed', refunds: [{ amountCents: 39_900 }] })
    expect((await visitor.post(`${page}/seats/${ann?.registration}/cancel`, { token })).status).toBe(409)
    expect((await visitor.post(`${page}/seats/${ann?.registration}/cancel`)).status).toBe(404)
    await site.stop()
  })

  test('hands it on: the earlier registration ends, the new one begins, the price stays', async () => {
    const { site, token, order, ann, page } = await team()
    const visitor = site.visit()
    const fields = { token, name: 'Cy', email: 'cy@example.com' }
    expect((await visitor.post(`${page}/seats/${ann?.registration}/correct`, fields)).status).toBe(303)
    const { seats, refunds } = await order()
    expect(refunds).toEqual([])
    expect(await findRegistration(site.table, ann?.personId ?? '', '5w22')).toMatchObject({ status: 'cancelled' })
    expect(await findRegistration(site.table, seats[0]?.personId ?? '', '5w22')).toMatchObject({
      ...{ id: seats[0]?.registration, status: 'confirmed', email: 'cy@example.com', boughtBy: 'boss@example.com' },
    })
    // Twice, or of a person who has a seat already, or wrongly typed: nothing changes, and what was typed is kept.
    expect((await visitor.post(`${page}/seats/${ann?.registration}/correct`, fields)).status).toBe(404)
    const taken = { token, name: 'Ben', email: 'ben@example.com' }
    expect((await visitor.post(`${page}/seats/${seats[0]?.registration}/correct`, taken)).status).toBe(409)
    const wrong = await visitor.post(`${page}/seats/${seats[0]?.registration}/correct`, { ...taken, email: 'no' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('value="no"')
    expect((await order()).seats).toEqual(seats)
    await site.stop()
  })
})

describe('after the refund time', () => {
  test('the page says why and since when; a request stands on the order once, until it is answered', async () => {
    const { site, id, token, order, page, query } = await team()
    const visitor = site.visit()
    site.clock.now = '2024-04-20T16:00:00Z'
    const shown = await (await visitor.get(`${page}${query}`)).text()
    expect(shown).toContain('refunds ended on Sat, Apr 20, 9:00 AM Pacific')
    expect((await visitor.post(`${page}/ask-refund`, { token, reason: ' ' })).status).toBe(400)
    const ask = () => visitor.post(`${page}/ask-refund`, { token, reason: 'The office was flooded.' })
    expect((await ask()).status).toBe(303)
    expect((await ask()).status).toBe(409)
    expect((await order()).askedRefund).toMatchObject({ reason: 'The office was flooded.' })
    const admin = await site.signIn('olivia@example.com', { admin: true })
    expect(await (await admin.get('/admin/orders')).text()).toContain('Refund requested')
    expect(await (await admin.get(`/admin/orders/${id}`)).text()).toContain('The office was flooded.')
    expect((await admin.post(`/admin/orders/${id}/answer`)).status).toBe(303)
    expect((await ask()).status).toBe(303)
    await site.stop()
  })

  test('inside the refund time there is nothing to ask for', async () => {
    const { site, token, page } = await team()
    const visitor = site.visit()
    expect((await visitor.post(`${page}/ask-refund`, { token, reason: 'No reason' })).status).toBe(409)
    await site.stop()
  })
})
