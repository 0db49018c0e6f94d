import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answered, type House, openHouse, orderOf, publish } from './support.ts'

/** The team's order for Ada and Bea, paid; and who asks for what. */
type Team = { id: string; token: string; seats: [string, string] }

let house: House
let team: Team
beforeEach(async () => {
  await house?.close()
  house = await openHouse('2024-01-15T12:00:00Z')
  await publish(house)
  team = await order('boss@example.com', ['ada@example.com', 'bea@example.com'])
})
afterAll(() => house.close())

const order = async (email: string, attendees: string[]): Promise<Team> => {
  const { body } = await house.call('POST', '/api/orders', {
    body: orderOf(email, {
      lines: [{ sku: '5w22:seat', quantity: attendees.length }],
      attendees: attendees.map((one) => ({ sku: '5w22:seat', email: one, name: 'Ada' })),
    }),
  })
  await house.till.pay(body.checkoutUrl.split('/').at(-1))
  const { body: paid } = await house.call('GET', `/api/orders/${body.id}`, { bearer: body.token })
  expect(paid.status).toBe('confirmed')
  return { id: body.id, token: body.token, seats: paid.registrations.map(({ id }: { id: string }) => id) }
}

const ask = (method: string, path: string, body: unknown, bearer: string | undefined = team.token): Promise<Answered> =>
  house.call(method, `/api/orders/${team.id}${path}`, { body, ...(bearer === undefined ? {} : { bearer }) })

const coded = ({ status, body }: Answered): [number, string] => [status, body.code]

/** How the seats stand, as an admin sees them. */
const roster = async (): Promise<Record<string, string>> => {
  const { body } = await house.admin('GET', '/api/admin/registrations?limit=100')
  return Object.fromEntries(body.items.map((one: Record<string, string>) => [one.email, one.status]))
}

const bea = { email: 'bea@example.com', name: 'Bea Arthur' }
const cyd = { email: 'cyd@example.com', name: 'Cyd' }

describe('PATCH /api/orders/{id}/seats/{registration}', () => {
  test('corrects a name, and saying the same again changes nothing', async () => {
    const path = `/seats/${team.seats[1]}`
    const corrected = await ask('PATCH', path, bea)
    expect([corrected.status, corrected.body.registrations[1].id]).toEqual([200, team.seats[1]])
    const { body } = await house.admin('GET', '/api/admin/registrations?limit=100')
    expect(body.items.map(({ name }: { name: string }) => name).sort()).toEqual(['Ada', 'Bea Arthur'])
    const items = await house.countItems()
    expect((await ask('PATCH', path, bea)).status).toBe(200)
    expect(await house.countItems()).toBe(items)
  })

  test('hands a seat on: it has a new id, the price stays, and the earlier registration has ended', async () => {
    const given = await ask('PATCH', `/seats/${team.seats[1]}`, cyd)
    expect([given.status, given.body.totalCents, given.body.refunds]).toEqual([200, 79_800, []])
    const [first, second] = given.body.registrations.map(({ id }: { id: string }) => id)
    expect([first, second === team.seats[1]]).toEqual([team.seats[0], false])
    expect(await roster()).toMatchObject({ 'ada@example.com': 'confirmed', 'cyd@example.com': 'confirmed' })
    expect((await roster())['bea@example.com']).not.toBe('confirmed')
    expect(coded(await ask('PATCH', `/seats/${team.seats[1]}`, cyd))).toEqual([404, 'not-found'])
  })

  test('is refused where it cannot be: to who is registered, after the start, and by another’s token', async () => {
    const other = await order('dee@example.com', ['dee@example.com'])
    const path = `/seats/${team.seats[1]}`
    const dee = { email: 'dee@example.com', name: 'Dee' }
    expect(coded(await ask('PATCH', path, dee))).toEqual([409, 'registration.already-registered'])
    for (const bearer of [other.token, 'nonsense', await house.keyOf('eve@example.com')]) {
      expect(coded(await ask('PATCH', path, cyd, bearer))).toEqual([404, 'not-found'])
    }
    expect(coded(await ask('PATCH', `/seats/${other.seats[0]}`, cyd))).toEqual([404, 'not-found'])
    expect(coded(await ask('PATCH', path, { name: 'Cyd' }))).toEqual([400, 'input.invalid'])
    house.clock.now = '2024-04-23T16:00:00Z'
    expect(coded(await ask('PATCH', path, cyd))).toEqual([409, 'registration.seat-closed'])
    expect(await roster()).toMatchObject({ 'bea@example.com': 'confirmed' })
  })
})

describe('POST /api/orders/{id}/cancel with seats', () => {
  test('ends those, refunds their share, and leaves the others; then nothing is left to repeat', async () => {
    const canceled = await ask('POST', '/cancel', { seats: [team.seats[0]] })
    expect([canceled.status, canceled.body.status, canceled.body.refundedCents]).toEqual([200, 'confirmed', 39_900])
    expect(await roster()).toMatchObject({ 'ada@example.com': 'refunded', 'bea@example.com': 'confirmed' })
    expect(coded(await ask('POST', '/cancel', { seats: [team.seats[0]] }))[0]).toBe(409)
    const all = await ask('POST', '/cancel', { seats: [team.seats[1]] })
    expect([all.status, all.body.status, all.body.refundedCents]).toEqual([200, 'refunded', 79_800])
  })

  test('one that is not of the order, or named twice, ends nothing more', async () => {
    const other = await order('dee@example.com', ['dee@example.com'])
    expect(coded(await ask('POST', '/cancel', { seats: [team.seats[0], other.seats[0]] }))).toEqual([404, 'not-found'])
    expect(coded(await ask('POST', '/cancel', { seats: [] }))).toEqual([400, 'input.invalid'])
    expect(await roster()).toEqual({
      ...{ 'ada@example.com': 'confirmed', 'bea@example.com': 'confirmed', 'dee@example.com': 'confirmed' },
    })
    const twice = await ask('POST', '/cancel', { seats: [team.seats[0], team.seats[0]] })
    expect([twice.status, twice.body.refundedCents ?? 0]).not.toEqual([200, 79_800])
    expect(await roster()).toMatchObject({ 'bea@example.com': 'confirmed', 'dee@example.com': 'confirmed' })
  })

  test('is refused after the refund time, and by who holds no token of it', async () => {
    expect(coded(await ask('POST', '/cancel', { seats: [team.seats[0]] }, 'nonsense'))).toEqual([404, 'not-found'])
    house.clock.now = '2024-04-22T16:00:00Z'
    expect((await ask('POST', '/cancel', { seats: [team.seats[0]] })).status).toBe(409)
    expect(await roster()).toMatchObject({ 'ada@example.com': 'confirmed', 'bea@example.com': 'confirmed' })
  })
})

describe('POST /api/orders/{id}/refund-request', () => {
  const reason = 'Our office was flooded this week.'

  test('inside the refund time there is nothing to ask for', async () => {
    expect(coded(await ask('POST', '/refund-request', { reason }))).toEqual([409, 'registration.refund-not-asked'])
  })

  test('after it, it stands on the order once, with its reason, and an admin’s refund answers it', async () => {
    house.clock.now = '2024-04-22T16:00:00Z'
    const asked = await ask('POST', '/refund-request', { reason })
    expect(asked.status).toBe(200)
    expect(asked.body.askedRefund).toMatchObject({ reason, askedAt: house.clock.now })
    expect(coded(await ask('POST', '/refund-request', { reason }))).toEqual([409, 'registration.refund-asked'])
    expect((await house.admin('POST', `/api/admin/orders/${team.id}/refunds`, {})).status).toBe(201)
    const { body } = await ask('GET', '', undefined)
    expect(body).toMatchObject({ status: 'refunded', askedRefund: { reason, answeredAt: house.clock.now } })
  })

  test.each([
    ['no reason', {}],
    ['an empty one', { reason: ' \n ' }],
    ['nothing to see', { reason: '\u200b\u200b\u200b\u200b' }],
    ['too long a one', { reason: 'a'.repeat(1001) }],
    ['half an emoji', { reason: 'flood \ud83d' }],
  ])('%s is refused with its field', async (_, body) => {
    house.clock.now = '2024-04-22T16:00:00Z'
    const answer = await ask('POST', '/refund-request', body)
    expect(coded(answer)).toEqual([400, 'input.invalid'])
    expect(answer.body.errors[0].path).toBe('reason')
  })
})
