import { findPersonByEmail } from '@lectern/core/identity'
import { grantMembership } from '@lectern/core/membership'
import { listOrdersOf, listRegistrationsOf } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { errorBeside, fieldValue, readText, textOf } from './page-text.ts'
import { named, openEvent } from './register-form.ts'

const webinar = 'kpis-and-slas'
const workshop = 'channelpro-columbus'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
})
afterAll(() => site.stop())

const registrationsOf = async (email: string) => {
  const person = await findPersonByEmail(site.table, email)
  return person ? listRegistrationsOf(site.table, person.id) : []
}

describe('a stranger', () => {
  test('registers for a free webinar with two fields, and nothing is left in the cart', async () => {
    const visitor = site.visit()
    const { form, send } = await openEvent(visitor, webinar)
    expect([...form.matchAll(/<input(?! type="hidden")[^>]* name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'buyer.name',
      'buyer.email',
      'quantity',
    ])
    expect(textOf(form)).toContain('By registering you agree to the terms')
    const answer = await send(named('Ada'))
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/\/orders\/ord_\w+\?token=/),
    ])
    expect(visitor.cookies.has('lectern-cart')).toBe(false)
    expect(await registrationsOf('ada@example.com')).toMatchObject([{ event: webinar, status: 'confirmed' }])
  })

  test('is led to pay for a class', async () => {
    const { html, send } = await openEvent(site.visit(), '5w22')
    expect(textOf(html)).toContain('Continue to payment')
    expect(textOf(html)).toContain('Full refund until Sat, Apr 20, 9:00 AM Pacific.')
    const answer = await send(named('Bea'))
    expect(answer.headers.get('location')).toContain('/local/checkout/')
    expect(await registrationsOf('bea@example.com')).toMatchObject([{ event: '5w22', status: 'held' }])
  })

  test('registers once, and is led to the same page, when the form is sent twice', async () => {
    const { send } = await openEvent(site.visit(), '5w22')
    const answers = await Promise.all([send(named('Cy')), send(named('Cy'))])
    const [first, second] = answers.map(({ headers }) => headers.get('location'))
    expect(first).toContain('/local/checkout/')
    expect(second).toBe(first)
    expect(await registrationsOf('cy@example.com')).toHaveLength(1)
  })

  test('sees what is wrong beside each field, with what was typed, and registers with the same key', async () => {
    const { hidden, send } = await openEvent(site.visit(), webinar)
    const answer = await send({ 'buyer.name': '', 'buyer.email': '"><script>' })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'private, no-store'])
    const html = await answer.text()
    expect(errorBeside(html, 'buyer-name')).toBe('Enter a name')
    expect(errorBeside(html, 'buyer-email')).toBe('Enter an email address like name@example.com')
    expect(fieldValue(html, 'buyer.email')).toBe('&quot;&gt;&lt;script&gt;')
    expect(fieldValue(html, 'key')).toBe(hidden.key)
    expect(textOf(html)).toContain('Please fix 2 fields')
    expect(textOf(html)).toContain('The Unpopular Truth about KPIs')
  })

  test('learns nothing about an address that is registered', async () => {
    const { send } = await openEvent(site.visit(), webinar)
    await send(named('Dee'))
    const again = await (await openEvent(site.visit(), webinar)).send(named('Dee'))
    expect(again.headers.get('location')).toBe('/registered')
    expect(await registrationsOf('dee@example.com')).toHaveLength(1)
  })

  test('who comes back and changes the form is asked to look again, with another key', async () => {
    const { hidden, send } = await openEvent(site.visit(), '5w22')
    await send(named('Eve'))
    const answer = await send(named('Evan'))
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(textOf(html)).toContain('You already sent this form with different details')
    expect(fieldValue(html, 'buyer.name')).toBe('Evan')
    expect(fieldValue(html, 'key')).not.toBe(hidden.key)
  })

  test('whose seat waits for its payment is told so', async () => {
    const { send } = await openEvent(site.visit(), '5w22')
    await send(named('Fay'))
    const answer = await (await openEvent(site.visit(), '5w22')).send(named('Fay'))
    expect(answer.status).toBe(409)
    expect(await readText(answer)).toContain('We hold the seat for 30 minutes.')
  })

  test('sees the new price before paying it', async () => {
    const { send } = await openEvent(site.visit(), '5w22')
    const answer = await send({ ...named('Gil'), 'shown.5w22:seat': '30000' })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(textOf(html)).toContain('The price is now $399')
    expect(fieldValue(html, 'shown.5w22:seat')).toBe('39900')
    expect(fieldValue(html, 'buyer.name')).toBe('Gil')
    expect(await registrationsOf('gil@example.com')).toEqual([])
  })

  test('who comes too late for the last seat waits for one in place, with what was typed', async () => {
    await makeEvent(
      site.table,
      {
        kind: 'webinar',
        slug: 'tiny',
        title: 'Tiny',
        capacity: 1,
        schedule: { startsAt: '2024-04-20T09:00', durationMinutes: 60 },
      },
      site.clock.now,
    )
    const late = await openEvent(site.visit(), 'tiny')
    expect((await (await openEvent(site.visit(), 'tiny')).send(named('Hal'))).status).toBe(303)
    const answer = await late.send(named('Ida'))
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(textOf(html)).toContain('Join the waitlist')
    expect([fieldValue(html, 'name'), fieldValue(html, 'email')]).toEqual(['Ida', 'ida@example.com'])
    expect(html).not.toContain('id="registering"')
  })

  test.each([
    ['more than five unpaid seats', '6'],
    ['more than there can be', '99999'],
  ])('who asks for %s goes on in the checkout', async (_, quantity) => {
    const answer = await (await openEvent(site.visit(), '5w22')).send({ ...named('Jo'), quantity })
    expect(answer.status).toBe(200)
    expect(await readText(answer)).toContain('Checkout')
  })

  test('from another site is refused', async () => {
    const visitor = site.visit()
    const { hidden } = await openEvent(visitor, webinar)
    const answer = await visitor.post(
      `/events/${webinar}/register`,
      { ...hidden, ...named('Kim') },
      { origin: 'https://evil.example' },
    )
    expect(answer.status).toBe(403)
    expect(await registrationsOf('kim@example.com')).toEqual([])
  })

  test.each([
    ['another event’s ticket', { sku: '5w22:seat' }],
    ['a ticket that there isn’t', { sku: `${webinar}:nothing` }],
    ['no ticket', { sku: '' }],
  ])('gets nothing with %s', async (_, fields) => {
    const { send } = await openEvent(site.visit(), webinar)
    expect((await send({ ...named('Lee'), ...fields })).status).toBe(404)
  })
})

describe('what asks for more goes on in the checkout, with everything kept', () => {
  const kept = async (answer: Response, name: string) => {
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(textOf(html)).toContain('Checkout')
    expect([fieldValue(html, 'buyer.name'), fieldValue(html, 'buyer.email')]).toEqual([
      name,
      `${name.toLowerCase()}@example.com`,
    ])
    return html
  }

  test('a question of the event', async () => {
    const { html, hidden, send } = await openEvent(site.visit(), workshop)
    expect(textOf(html)).toContain('Continue to checkout')
    const checkout = await kept(await send({ ...named('Mia'), sku: `${workshop}:pass` }), 'Mia')
    expect(textOf(checkout)).toContain('Company on the badge')
    expect(fieldValue(checkout, 'key')).toBe(hidden.key)
  })

  test('three people: the buyer is typed once, and is one of them', async () => {
    const visitor = site.visit()
    const { send } = await openEvent(visitor, '5w22')
    const html = await kept(await send({ ...named('Ned'), quantity: '3' }), 'Ned')
    expect(html).toMatch(/name="seats\.0\.who" value="me" checked/)
    const answer = await visitor.post('/checkout', {
      key: fieldValue(html, 'key') ?? '',
      shown: fieldValue(html, 'shown') ?? '',
      ...named('Ned'),
      ...{ 'seats.0.who': 'me', terms: 'yes' },
      ...{ 'seats.1.name': 'Ola', 'seats.1.email': 'ola@example.com' },
      ...{ 'seats.2.name': 'Pia', 'seats.2.email': 'pia@example.com' },
    })
    expect(answer.headers.get('location')).toContain('/local/checkout/')
    expect(await registrationsOf('ned@example.com')).toHaveLength(1)
  })

  test('a code', async () => {
    const { send } = await openEvent(site.visit(), '5w22')
    await kept(await send({ ...named('Quinn'), next: 'checkout' }), 'Quinn')
  })

  test('something else in the cart', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    const { html, send } = await openEvent(visitor, webinar)
    expect(textOf(html)).toContain('Continue to checkout')
    const checkout = await kept(await send(named('Rae')), 'Rae')
    expect(textOf(checkout)).toContain('MSP Professional Sales Program')
  })
})

describe('someone signed in', () => {
  test('registers with one click, under the name and address that we know, whatever is sent', async () => {
    const sam = await site.signIn('sam@example.com', { name: 'Sam' })
    const { form, send } = await openEvent(sam, webinar)
    expect(textOf(form)).toContain('Registering as Sam sam@example.com')
    expect(form).not.toContain('name="buyer.')
    expect((await send({ 'buyer.email': 'other@example.com' })).status).toBe(303)
    expect(await listRegistrationsOf(site.table, sam.person.id)).toMatchObject([
      { email: 'sam@example.com', name: 'Sam', status: 'confirmed' },
    ])
    expect(await listOrdersOf(site.table, sam.person.id)).toHaveLength(1)
    expect(await readText(await sam.get(`/events/${webinar}`))).toContain('Go to event page')
  })

  test('a member registers for a breakout with one click', async () => {
    const tia = await site.signIn('tia@example.com', { name: 'Tia' })
    expect((await openEvent(tia, 'marketing-breakout')).form).toBe('')
    await grantMembership(
      site.table,
      tia.person.id,
      { plan: 'community', until: '2025-01-01T08:00:00Z' },
      site.clock.now,
    )
    const { form, send } = await openEvent(tia, 'marketing-breakout')
    expect(form).not.toMatch(/<input(?! type="hidden")/)
    expect((await send()).status).toBe(303)
    expect(await listRegistrationsOf(site.table, tia.person.id)).toMatchObject([{ status: 'confirmed' }])
  })
})

test('a class that is included in a membership costs nothing and takes one click', async () => {
  await makeEvent(
    site.table,
    {
      kind: 'class',
      slug: 'included',
      title: 'Included',
      includedInMembership: true,
      tickets: [{ name: 'Seat', priceCents: 39_900 }],
      schedule: { startsAt: '2024-04-20T09:00', durationMinutes: 60 },
    },
    site.clock.now,
  )
  expect(textOf((await openEvent(site.visit(), 'included')).html)).toContain('Included with All-access. Sign in')
  const val = await site.signIn('val@example.com', { name: 'Val' })
  const until = '2025-01-01T08:00:00Z'
  await grantMembership(site.table, val.person.id, { plan: 'all-access', until }, site.clock.now)
  const { html, form, send } = await openEvent(val, 'included')
  expect(textOf(html)).toContain('Included Member $399 for non-members. Included in your membership')
  expect(textOf(form)).toContain('Register')
  expect((await send()).headers.get('location')).toContain('/orders/')
  expect(await listRegistrationsOf(site.table, val.person.id)).toMatchObject([{ status: 'confirmed' }])
})

test('what closed while the page was open is said on it', async () => {
  await makeEvent(
    site.table,
    {
      kind: 'webinar',
      slug: 'closing',
      title: 'Closing',
      salesCloseAt: '2024-04-08T12:00',
      schedule: { startsAt: '2024-04-20T09:00', durationMinutes: 60 },
    },
    site.clock.now,
  )
  const { send } = await openEvent(site.visit(), 'closing')
  site.clock.now = '2024-04-08T20:00:00Z'
  expect(await readText(await send(named('Uma')))).toContain('Registration is closed.')
})

test('the address of the form leads to the event', async () => {
  const answer = await site.request(`/events/${webinar}/register`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/events/${webinar}`])
})
