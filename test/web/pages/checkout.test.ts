import { ensurePerson } from '@lectern/core/identity'
import { grantMembership } from '@lectern/core/membership'
import { listOrdersOf, listRegistrationsOf } from '@lectern/core/registration'
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

describe('the form', () => {
  test('is reached with something in the cart alone', async () => {
    expect((await site.visit().get('/checkout')).headers.get('location')).toBe('/cart')
  })

  test('tells everything that is wrong at once, each beside its field, and keeps what was typed', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: 'channelpro-columbus:pass', quantity: '2' })
    const { hidden } = await openForm(visitor)
    const answer = await visitor.post('/checkout', {
      ...hidden,
      'buyer.name': '<script>alert("Ada")</script>',
      'buyer.email': 'ada at example',
      'seats.0.name': 'Grace',
      'seats.0.email': 'grace@example.com',
      'seats.0.answers.meal': 'Vegan',
      'seats.1.answers.badge': 'ACME & Sons',
    })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(errorBeside(html, 'buyer-email')).toBe('Enter an email address like name@example.com')
    expect(errorBeside(html, 'seats-0-answers-badge')).toBe('Please answer this')
    expect(errorBeside(html, 'seats-1-name')).toBe('Enter a name')
    expect(errorBeside(html, 'seats-1-answers-meal')).toBe('Please answer this')
    expect(errorBeside(html, 'terms')).toBe('Please agree to the terms')
    expect(errorBeside(html, 'seats-0-name')).toBeUndefined()
    expect(textOf(html)).toContain('ChannelPro LIVE: Columbus, person 2: Enter a name')
    expect(fieldValue(html, 'buyer.email')).toBe('ada at example')
    expect(fieldValue(html, 'seats.0.name')).toBe('Grace')
    expect(fieldValue(html, 'seats.1.answers.badge')).toBe('ACME &amp; Sons')
    expect(html).toMatch(/<option value="Vegan" selected/)
    expect(html).not.toContain('<script>alert')
    expect(fieldValue(html, 'key')).toBe(hidden.key)
  })

  test('says what will happen before it happens', async () => {
    expect(textOf((await openForm(site.visit(), 'kpis-and-slas:seat')).html)).toContain('No payment needed.')
    const paid = textOf((await openForm(site.visit(), '5w22:seat')).html)
    expect(paid).toContain('you’ll pay $399')
    expect(paid).toContain('Full refund until Sat, Apr 20, 9:00 AM Pacific.')
  })

  test('of someone signed in has their address, whatever is sent', async () => {
    const ada = await site.signIn('fixed@example.com', { name: 'Ada' })
    const { html, hidden } = await openForm(ada, 'kpis-and-slas:seat')
    expect(fieldValue(html, 'buyer.email')).toBe('fixed@example.com')
    const placed = await ada.post('/checkout', { ...hidden, ...someone(), 'buyer.email': 'other@example.com' })
    expect(placed.status).toBe(303)
    expect(await listRegistrationsOf(site.table, ada.person.id)).toMatchObject([{ email: 'fixed@example.com' }])
  })
})

describe('confirming', () => {
  test('what is free registers at once, leads to the order and empties the cart', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, 'kpis-and-slas:seat')
    const buyer = someone()
    const answer = await visitor.post('/checkout', { ...hidden, ...buyer })
    expect(answer.status).toBe(303)
    const address = answer.headers.get('location') ?? ''
    expect(address).toMatch(/\/orders\/ord_\w+\?token=/)
    expect(visitor.cookies.has('lectern-cart')).toBe(false)
    const page = await readText(await visitor.get(address.slice(site.url.length)))
    expect(page).toContain('You’re registered')
    expect(page).toContain(buyer['buyer.email'])
    expect(page).toContain('No payment needed.')
  })

  test('what costs something leads to the payment page with the price of the catalogue', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, '5w22:seat')
    const answer = await visitor.post('/checkout', { ...hidden, ...someone(), total: '1', unitCents: '1' })
    const address = new URL(answer.headers.get('location') ?? '')
    expect(site.services.paymentOrigins).toContain(address.origin)
    expect(site.till.getSession(address.pathname.split('/').at(-1) ?? '').amount_total).toBe(39_900)
  })

  test('twice with one form places one order', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, '5w22:seat')
    const buyer = someone()
    const cart = new Map(visitor.cookies)
    const first = await visitor.post('/checkout', { ...hidden, ...buyer })
    for (const [name, value] of cart) visitor.cookies.set(name, value)
    const second = await visitor.post('/checkout', { ...hidden, ...buyer })
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await listOrdersOf(site.table, await personId(buyer['buyer.email']))).toHaveLength(1)
  })

  test('again for what one has says so, names nobody and charges nothing', async () => {
    const buyer = someone()
    for (const expected of [/\/orders\//, /^\/registered$/]) {
      const visitor = site.visit()
      const { hidden } = await openForm(visitor, 'kpis-and-slas:seat')
      const answer = await visitor.post('/checkout', { ...hidden, ...buyer })
      expect(answer.headers.get('location')).toMatch(expected)
    }
    const page = await readText(await site.request('/registered'))
    expect(page).toContain('You’re already registered. You weren’t charged')
    expect(page).not.toContain('example.com')
  })

  test('for colleagues registers each of them', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: 'kpis-and-slas:seat', quantity: '2' })
    const { hidden } = await openForm(visitor)
    const answer = await visitor.post('/checkout', {
      ...hidden,
      ...someone(),
      'seats.0.name': 'Grace',
      'seats.0.email': 'grace@example.com',
      'seats.1.name': 'Joan',
      'seats.1.email': 'joan@example.com',
    })
    const page = await readText(await visitor.get((answer.headers.get('location') ?? '').slice(site.url.length)))
    expect(page).toContain('Everyone’s registered')
    expect(page).toContain('Grace grace@example.com Confirmed')
    expect(page).toContain('Joan joan@example.com Confirmed')
  })

  test('a class by an all-access member costs nothing', async () => {
    const ada = await site.signIn('allaccess@example.com')
    await grantMembership(site.table, ada.person.id, { plan: 'all-access' }, site.clock.now)
    expect(await readText(await ada.get('/events/5w22'))).toContain('Included in your membership')
    const { html, hidden } = await openForm(ada, '5w22:seat')
    expect(textOf(html)).toContain('No payment needed.')
    expect((await ada.post('/checkout', { ...hidden, ...someone() })).headers.get('location')).toContain('/orders/')
  })
})

describe('a code typed in the checkout', () => {
  const typed = { 'buyer.name': 'Coded', 'buyer.email': 'coded@example.com', code: 'NOPE' }

  test('that isn’t valid says so beside its field, and all else stays', async () => {
    const visitor = site.visit()
    const { html, hidden } = await openForm(visitor, '5w22:seat')
    expect(html).toMatch(/<input[^>]*name="code"[^>]*form="checkout"|<input[^>]*form="checkout"[^>]*name="code"/)
    const answer = await visitor.post('/checkout', { ...hidden, ...typed, terms: 'yes' })
    expect(answer.status).toBe(400)
    const again = await answer.text()
    expect(errorBeside(again, 'code')).toContain('valid code')
    expect(fieldValue(again, 'buyer.name')).toBe('Coded')
    expect(fieldValue(again, 'code')).toBe('NOPE')
    expect(again).toMatch(/<details[^>]*open/)
  })

  test('comes before the order, whatever button was pressed', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, 'kpis-and-slas:seat')
    await visitor.post('/checkout', { ...hidden, ...typed, terms: 'yes' })
    expect(await listRegistrationsOf(site.table, await personId('coded@example.com'))).toEqual([])
  })
})

test('Enter in a field orders: the first button of the form is the one that does', async () => {
  const { html } = await openForm(site.visit(), '5w22:seat')
  const [first] = html.match(/<button[^>]*form="checkout"[^>]*>[^<]*/) ?? []
  expect(first).toContain('Place the order')
  expect(first).not.toContain('name=')
})

test('a confirmed registration says how to get it into a calendar first, then what happens next', async () => {
  const visitor = site.visit()
  const { hidden } = await openForm(visitor, 'kpis-and-slas:seat')
  const placed = await visitor.post('/checkout', { ...hidden, ...someone() })
  const { pathname, search } = new URL(placed.headers.get('location') ?? '')
  const html = await (await visitor.get(`${pathname}${search}`)).text()
  const words = textOf(html)
  const parts = [
    'You’re registered',
    'Add it to your calendar',
    'What happens next',
    'Bring a colleague',
    '@example.com',
  ]
  const places = parts.map((part) => words.lastIndexOf(part))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(words).toContain('Wed, Apr 10, 9:00 AM Pacific')
  const share = encodeURIComponent(`${site.services.siteUrl}/events/kpis-and-slas`)
  expect(html).toContain(`https://www.linkedin.com/sharing/share-offsite/?url=${share}`)
  expect(html).not.toContain(`${encodeURIComponent('token=')}`)
})
