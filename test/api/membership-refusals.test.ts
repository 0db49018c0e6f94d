import {
  createPlan,
  editPlan,
  findSeat,
  getPlan,
  invitationSeconds,
  invitationUrl,
  PlanDetails,
} from '@lectern/core/membership'
import { addSeconds } from '@lectern/core/platform'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type House, openHouse } from './support.ts'

const now = '2024-04-15T16:00:00Z'
let house: House
beforeAll(async () => {
  house = await openHouse(now)
  const seats = { included: 5, extraCents: 30_000, most: 60 }
  const plans = {
    basic: { title: 'Community', priceCents: 79_900 },
    full: { title: 'All-access', priceCents: 149_900, allAccess: true },
    team: { title: 'Team', priceCents: 199_900, allAccess: true, holder: 'team', seats },
    going: { title: 'Going', priceCents: 50_000 },
    rising: { title: 'Rising', priceCents: 50_000 },
  }
  for (const [slug, plan] of Object.entries(plans)) {
    await createPlan(house.services, slug, { ...PlanDetails.parse(plan), status: 'on-sale' })
  }
})
beforeEach(() => {
  house.clock.now = now
})
afterAll(() => house?.close())

const order = (email: string, plan: string, more: Record<string, unknown> = {}) => ({
  ...{ lines: [{ sku: `plan:${plan}` }], buyer: { email, name: 'Ada Lovelace' } },
  ...more,
})

/** Buys a plan and pays for it. @returns the key of the person who did */
const bought = async (email: string, plan: string, more: Record<string, unknown> = {}): Promise<string> => {
  const bearer = await house.keyOf(email)
  const placed = await house.call('POST', '/api/orders', { bearer, body: order(email, plan, more) })
  expect(placed.status).toBe(201)
  await house.till.pay(new URL(placed.body.checkoutUrl).pathname.split('/').at(-1) ?? '')
  return bearer
}

/** What was asked of the provider so far: pages to pay on, and charges. */
const asked = () => [house.till.countOf('checkout.session'), house.till.countOf('charge')]

describe('an invitation', () => {
  test('opens nothing to anyone but its address, and nothing once it ran out', async () => {
    const olivia = await bought('olivia@northwind.example', 'team', { team: { name: 'Northwind' } })
    const emails = ['ben@northwind.example']
    const invited = await house.call('POST', '/api/me/team/seats', { bearer: olivia, body: { emails } })
    const seat = await findSeat(house.table, invited.body.id, 'ben@northwind.example')
    if (!seat) throw new Error('not invited')
    const token = invitationUrl(house.services, seat).split('/').at(-1)
    const accept = async (email: string, with_ = token) =>
      house.call('POST', `/api/team-invitations/${with_}/accept`, { bearer: await house.keyOf(email) })
    expect(await accept('eve@northwind.example')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect((await accept('ben@northwind.example', `${token}x`)).status).toBe(404)
    house.clock.now = addSeconds(now, invitationSeconds)
    expect(await accept('ben@northwind.example')).toMatchObject({
      status: 409,
      body: { code: 'membership.invitation-expired' },
    })
    expect((await house.call('GET', '/api/me/team', { bearer: olivia })).body).toMatchObject({
      members: [{ email: 'ben@northwind.example', state: 'invited', expired: true }],
    })
  })
})

describe('a domain', () => {
  const setting = (bearer: string, domain: string) =>
    house.call('PATCH', '/api/me/team', { bearer, body: { domains: [domain] } })

  test('that merely ends alike is refused, and opens nothing to its people', async () => {
    const owner = await bought('pat@company.example', 'team', { team: { name: 'Company' } })
    for (const domain of ['evil-company.example', 'any.example', 'company.example.evil.example']) {
      const refused = await setting(owner, domain)
      expect(refused).toMatchObject({ status: 400, body: { code: 'membership.domain-refused' } })
      expect(refused.body.errors[0].path).toBe('domains.0')
    }
    expect((await setting(owner, 'company.example')).status).toBe(200)
    for (const email of ['x@evil-company.example', 'x@sub.company.example', 'company.example@evil.example']) {
      const bearer = await house.keyOf(email)
      expect((await house.call('POST', '/api/me/team/join', { bearer })).status).toBe(404)
    }
  })

  test('of a public mail host is nobody’s, also for an owner who has an address there', async () => {
    const owner = await bought('olivia@gmail.com', 'team', { team: { name: 'Olivia’s' } })
    expect(await setting(owner, 'gmail.com')).toMatchObject({
      status: 400,
      body: { code: 'membership.domain-refused' },
    })
    const bearer = await house.keyOf('someone@gmail.com')
    expect((await house.call('POST', '/api/me/team/join', { bearer })).status).toBe(404)
  })
})

describe('a plan that changes between the page and the order', () => {
  test('withdrawn, can’t be bought, and nothing is charged', async () => {
    const bearer = await house.keyOf('ada@example.com')
    const quote = await house.call('POST', '/api/quotes', { bearer, body: { lines: [{ sku: 'plan:going' }] } })
    expect(quote.body.totalCents).toBe(50_000)
    await editPlan(house.services, 'going', { status: 'withdrawn' }, (await getPlan(house.table, 'going')).revision)
    const before = asked()
    const body = order('ada@example.com', 'going', { expectedTotalCents: 50_000 })
    expect(await house.call('POST', '/api/orders', { bearer, body })).toMatchObject({
      status: 404,
      body: { code: 'registration.unknown-ticket' },
    })
    expect(asked()).toEqual(before)
  })

  test('at another price, is refused with the new one, and nothing is charged', async () => {
    const bearer = await house.keyOf('ada@example.com')
    await editPlan(house.services, 'rising', { priceCents: 60_000 }, (await getPlan(house.table, 'rising')).revision)
    const before = asked()
    const body = order('ada@example.com', 'rising', { expectedTotalCents: 50_000 })
    expect(await house.call('POST', '/api/orders', { bearer, body })).toMatchObject({
      status: 409,
      body: { code: 'pricing.changed' },
    })
    expect(asked()).toEqual(before)
  })

  test('while its page to pay on is open, costs what that page says', async () => {
    const bearer = await house.keyOf('bob@example.com')
    const { revision, priceCents } = await getPlan(house.table, 'rising')
    const body = order('bob@example.com', 'rising', { expectedTotalCents: priceCents })
    const placed = await house.call('POST', '/api/orders', { bearer, body })
    await editPlan(house.services, 'rising', { priceCents: priceCents + 10_000 }, revision)
    await house.till.pay(new URL(placed.body.checkoutUrl).pathname.split('/').at(-1) ?? '')
    const paid = await house.call('GET', '/api/me/membership', { bearer })
    expect(paid.body.items).toMatchObject([{ plan: 'rising', renewalCents: priceCents }])
  })
})

describe('a change', () => {
  test('at a price that wasn’t shown is refused, and nothing is charged', async () => {
    const bearer = await bought('cy@example.com', 'basic')
    const change = (body: object) => house.call('PATCH', '/api/me/membership', { bearer, body })
    const quote = await house.call('POST', '/api/me/membership/quote', { bearer, body: { plan: 'full' } })
    const { dueCents, at } = quote.body
    const before = asked()
    for (const wrong of [
      { plan: 'full', dueCents: dueCents - 1, at },
      { plan: 'full', dueCents, at: '2024-01-01T00:00:00Z' },
      { plan: 'full', dueCents, at: '2034-01-01T00:00:00Z' },
    ])
      expect(await change(wrong)).toMatchObject({ status: 409, body: { code: 'membership.price-changed' } })
    await editPlan(house.services, 'full', { priceCents: 159_900 }, (await getPlan(house.table, 'full')).revision)
    expect(await change({ plan: 'full', dueCents, at })).toMatchObject({
      status: 409,
      body: { code: 'membership.price-changed' },
    })
    expect(asked()).toEqual(before)
  })
})
