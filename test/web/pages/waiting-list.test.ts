import { offerSeats } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, salesClass, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { openForm, someone } from './checkout-steps.ts'
import { errorBeside, fieldValue, readText, textOf } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
})
afterAll(() => site.stop())

describe('a seat that is gone', () => {
  beforeAll(() =>
    makeEvent(
      site.table,
      { ...salesClass, code: 'S1', slug: 'one-seat', capacity: 1, tickets: [{ name: 'Seat', priceCents: 0 }] },
      site.clock.now,
    ),
  )

  test('is told at the checkout with the waiting list, and joining it is answered', async () => {
    const late = site.visit()
    const { hidden } = await openForm(late, 'one-seat:seat')
    const first = site.visit()
    expect(
      (await first.post('/checkout', { ...(await openForm(first, 'one-seat:seat')).hidden, ...someone() })).status,
    ).toBe(303)

    const buyer = someone()
    const refused = await late.post('/checkout', { ...hidden, ...buyer })
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(textOf(html)).toContain('is sold out. You can join the waitlist.')
    expect(fieldValue(html, 'email')).toBe(buyer['buyer.email'])
    expect(await readText(await site.request('/events/one-seat'))).toContain('Sold out')

    const empty = await late.post('/waitlist', { sku: 'one-seat:seat', name: '<b>', email: 'nobody' })
    expect(empty.status).toBe(400)
    const form = await empty.text()
    expect(errorBeside(form, 'email')).toBe('Enter an email address like name@example.com')
    expect(fieldValue(form, 'name')).toBe('&lt;b&gt;')

    const joined = await late.post('/waitlist', { sku: 'one-seat:seat', name: 'Late', email: 'late@example.com' })
    expect(joined.headers.get('location')).toBe('/waitlist/joined?event=one-seat')
    expect(await readText(await late.get('/waitlist/joined?event=one-seat'))).toContain('You’re on the waitlist')
  })

  test('is offered to who waits, who sees it and takes it, while others still wait', async () => {
    const sku = 'second-seat:seat'
    const tickets = [{ name: 'Seat', priceCents: 0 }]
    await makeEvent(
      site.table,
      { ...salesClass, code: 'S2', slug: 'second-seat', capacity: 1, tickets },
      site.clock.now,
    )
    const first = await site.signIn('first@example.com')
    const order = await first.post('/checkout', { ...(await openForm(first, sku)).hidden, ...someone() })
    const waiting = await site.signIn('waiting@example.com')
    await waiting.post('/waitlist', { sku, name: 'Waiting' })
    expect(await readText(await waiting.get('/events/second-seat'))).toContain('You’re on the waitlist.')
    expect(await readText(await waiting.get('/account'))).toContain('On the waitlist')

    await first.post(`${new URL(order.headers.get('location') ?? '').pathname}/cancel`)
    await offerSeats(site.services, 'second-seat', site.clock.now)
    expect(await readText(await waiting.get('/events/second-seat'))).toContain(
      'We’re holding a spot for you until Tue, Apr 9, 10:00 AM Pacific. AB Registering as Ada Byron waiting@example.com Take the spot',
    )
    expect(await readText(await site.request('/events/second-seat'))).toContain('Sold out')
    const stranger = site.visit()
    const refused = await stranger.post('/checkout', { ...(await openForm(stranger, sku)).hidden, ...someone() })
    expect(refused.status).toBe(409)
    const taken = await waiting.post('/checkout', { ...(await openForm(waiting, sku)).hidden, ...someone() })
    expect(taken.headers.get('location')).toContain('/orders/')
    expect(await readText(await waiting.get('/events/second-seat'))).toContain('You’re registered')
  })

  test('there is no queue while there are seats', async () => {
    const answer = await site.visit().post('/waitlist', { sku: '5w22:seat', name: 'A', email: 'a@example.com' })
    expect(answer.status).toBe(409)
    expect(await readText(answer)).toContain('still has seats')
  })
})
