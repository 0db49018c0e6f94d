import { ensurePerson } from '@lectern/core/identity'
import { grantMembership } from '@lectern/core/membership'
import { changePromotion, savePromotion } from '@lectern/core/pricing'
import { listOrdersOf } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { openForm, someone } from './checkout-steps.ts'
import { errorBeside, fieldValue, readText, textOf } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
})
afterAll(() => site.stop())

const personId = async (email: string) => (await ensurePerson(site.table, { email, name: 'x' }, site.clock.now)).id

describe('an order is refused, and the form kept,', () => {
  test('with a total that someone made up shows the real one instead of ordering', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, '5w22:seat')
    const buyer = someone()
    const answer = await visitor.post('/checkout', { ...hidden, ...buyer, shown: '100' })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(textOf(html)).toContain('The price is now $399')
    expect(fieldValue(html, 'shown')).toBe('39900')
    expect(fieldValue(html, 'buyer.email')).toBe(buyer['buyer.email'])
    expect(await listOrdersOf(site.table, await personId(buyer['buyer.email']))).toEqual([])
  })

  test('after a sale has ended shows the new total first', async () => {
    const visitor = site.visit()
    const promotion = await savePromotion(
      site.table,
      {
        title: 'Spring sale',
        trigger: 'automatic',
        benefit: { type: 'amount', amountCents: 10_000 },
        scope: { events: ['5w22'] },
        audience: { type: 'everyone' },
        combinable: false,
      },
      site.clock.now,
    )
    expect(await readText(await site.request('/events/5w22'))).toContain('$399 now $299 Spring sale')
    const { html, hidden } = await openForm(visitor, '5w22:seat')
    expect(textOf(html)).toContain('Pay $299')
    await changePromotion(site.table, promotion.id, { paused: true }, site.clock.now)
    const answer = await visitor.post('/checkout', { ...hidden, ...someone() })
    expect(answer.status).toBe(409)
    const page = await readText(answer)
    expect(page).toContain('The price is now $399')
    expect(page).toContain('Pay $399')
  })

  test('with a form that was sent before, changed since, asks to look again and then places another order', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, 'kpis-and-slas:seat')
    await visitor.post('/checkout', { ...hidden, ...someone() })
    await visitor.post('/cart/lines', { sku: 'kpis-and-slas:seat' })
    const next = someone()
    const answer = await visitor.post('/checkout', { ...hidden, ...next })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(textOf(html)).toContain('You already sent this form with different details')
    const key = fieldValue(html, 'key') ?? ''
    expect(key).not.toBe(hidden.key)
    expect((await visitor.post('/checkout', { ...hidden, key, ...next })).headers.get('location')).toContain('/orders/')
  })

  test('after a code has stopped offers to go on without it, with all that was typed', async () => {
    const promotion = await savePromotion(
      site.table,
      {
        title: 'Ten off',
        trigger: 'code',
        code: 'TEN',
        benefit: { type: 'amount', amountCents: 1000 },
        scope: { everything: true },
        audience: { type: 'everyone' },
        combinable: false,
      },
      site.clock.now,
    )
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    await visitor.post('/cart/codes', { code: 'ten' })
    const { hidden } = await openForm(visitor)
    await changePromotion(site.table, promotion.id, { paused: true }, site.clock.now)
    const buyer = someone()
    const refused = await visitor.post('/checkout', { ...hidden, ...buyer })
    expect(refused.status).toBe(409)
    expect(await readText(refused)).toContain('Continue without ten')
    const again = await visitor.post('/checkout', { ...hidden, ...buyer, without: 'ten' })
    const html = await again.text()
    expect(textOf(html)).toContain('Pay $399')
    expect(fieldValue(html, 'buyer.email')).toBe(buyer['buyer.email'])
    const shown = fieldValue(html, 'shown') ?? ''
    expect((await visitor.post('/checkout', { ...hidden, ...buyer, shown })).headers.get('location')).toContain(
      '/local/checkout/',
    )
  })

  test('one person twice for one event is told beside the second', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: 'kpis-and-slas:seat', quantity: '2' })
    const { hidden } = await openForm(visitor)
    const same = { name: 'Ann', email: 'ann@example.com' }
    const answer = await visitor.post('/checkout', {
      ...hidden,
      ...someone(),
      'seats.0.name': same.name,
      'seats.0.email': same.email,
      'seats.1.name': same.name,
      'seats.1.email': same.email,
    })
    expect(answer.status).toBe(400)
    expect(errorBeside(await answer.text(), 'seats-1-email')).toContain('listed twice')
  })

  test('a members’ breakout needs a member, signed in', async () => {
    const sku = 'marketing-breakout:seat'
    const visitor = site.visit()
    const refused = await visitor.post('/checkout', { ...(await openForm(visitor, sku)).hidden, ...someone() })
    expect(refused.status).toBe(403)
    expect(await readText(refused)).toContain('for community members')
    const ada = await site.signIn('member@example.com')
    expect((await ada.post('/checkout', { ...(await openForm(ada, sku)).hidden, ...someone() })).status).toBe(403)
    await grantMembership(site.table, ada.person.id, { plan: 'community' }, site.clock.now)
    expect((await ada.post('/checkout', { ...(await openForm(ada, sku)).hidden, ...someone() })).status).toBe(303)
  })

  test('while the payment service is down keeps the form and says that nothing was charged', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, '5w22:seat')
    const buyer = someone()
    site.till.setFault({ path: /checkout\/sessions/, times: 3, kind: 'error-500', method: 'POST' })
    const answer = await visitor.post('/checkout', { ...hidden, ...buyer })
    site.till.setFault(undefined)
    expect(answer.status).toBe(503)
    const html = await answer.text()
    expect(textOf(html)).toContain('You haven’t been charged')
    expect(fieldValue(html, 'buyer.email')).toBe(buyer['buyer.email'])
    expect(visitor.cookies.has('lectern-cart')).toBe(true)
    expect((await visitor.post('/checkout', { ...hidden, ...buyer })).status).toBe(303)
  })
})
