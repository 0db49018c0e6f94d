import { listGrants } from '@lectern/core/access'
import { visitor } from '@lectern/core/identity'
import { endMembership, grantMembership, MembershipGrant, membershipsOf } from '@lectern/core/membership'
import { cancelOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aWebinar, minutes, order, placed, start } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'

test('a membership runs to its end, given again it moves its end, and it can be taken away', async () => {
  const table = await freshTable()
  const now = async (at = start) => membershipsOf(await listGrants(table, 'per_1'), at)
  await grantMembership(table, 'per_1', { plan: 'community', until: minutes(10) }, start)
  expect(await now()).toEqual([
    { plan: 'community', title: 'Community membership', allAccess: false, until: minutes(10) },
  ])
  expect(await now(minutes(10))).toEqual([])
  await grantMembership(table, 'per_1', { plan: 'community', until: minutes(20) }, start)
  await grantMembership(table, 'per_1', { plan: 'all-access' }, start)
  expect((await now(minutes(10))).map(({ plan, allAccess }) => [plan, allAccess])).toEqual([
    ['all-access', true],
    ['community', false],
  ])
  await endMembership(table, 'per_1', 'all-access', start)
  await endMembership(table, 'per_1', 'all-access', start)
  expect((await now(minutes(10))).map(({ plan }) => plan)).toEqual(['community'])
})

test('only plans that exist are given', async () => {
  await expect(grantMembership(await freshTable(), 'per_1', { plan: 'platinum' }, start)).rejects.toMatchObject({
    code: 'membership.unknown-plan',
  })
  expect(MembershipGrant.parse({ plan: 'community', until: '2024-05-01T00:00:00+02:00' }).until).toBe(
    '2024-04-30T22:00:00Z',
  )
})

describe('the all-access pass', () => {
  test('class bought by a member: total 0, source of the grant: membership', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const ada = await aPerson(desk.table, 'ada@example.com', 'all-access')
    const first = await placed(desk, ada.email, '5w22:seat', { actor: ada })
    expect(first).toMatchObject({
      status: 'confirmed',
      totalCents: 0,
      listCents: 39_900,
      applied: [{ source: 'membership' }],
    })
    expect(desk.stripe.countOf('checkout.session')).toBe(0)
    expect(await listGrants(desk.table, ada.id)).toMatchObject([
      { what: 'event:5w22', source: 'membership', sourceId: first.id },
      { what: 'membership:all-access' },
    ])
    await cancelOrder(desk, first.id, minutes(1))
    expect((await listGrants(desk.table, ada.id)).map(({ what }) => what)).toEqual(['membership:all-access'])
  })

  test('a colleague’s seat is not free, nor one ordered in the member’s name by someone else', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const ada = await aPerson(desk.table, 'ada@example.com', 'all-access')
    const colleague = { attendees: [{ sku: '5w22:seat', email: 'bob@example.com', name: 'Bob' }] }
    expect(await placed(desk, ada.email, '5w22:seat', { actor: ada, ...colleague })).toMatchObject({
      totalCents: 39_900,
    })
    expect(await placed(desk, ada.email, '5w22:seat', { actor: visitor })).toMatchObject({ totalCents: 39_900 })
  })

  test('an admin who orders for a member gets the member’s price; a community membership pays for no class', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const admin = { ...(await aPerson(desk.table, 'admin@example.com')), admin: true }
    await aPerson(desk.table, 'ada@example.com', 'all-access')
    await aPerson(desk.table, 'bob@example.com', 'community')
    expect(await placed(desk, 'ada@example.com', '5w22:seat', { actor: admin })).toMatchObject({ totalCents: 0 })
    expect(await placed(desk, 'bob@example.com', '5w22:seat', { actor: admin })).toMatchObject({ totalCents: 39_900 })
  })

  test('that has run out pays for nothing', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const ada = await aPerson(desk.table, 'ada@example.com')
    await grantMembership(desk.table, ada.id, { plan: 'all-access', until: minutes(10) }, start)
    expect(await placed(desk, ada.email, '5w22:seat', { actor: ada, now: minutes(10) })).toMatchObject({
      totalCents: 39_900,
    })
  })
})

describe('an event for members alone', () => {
  test('refuses visitors and others alike, whether the address is a member’s or unknown', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { access: 'members' })
    await aPerson(desk.table, 'member@example.com', 'community')
    const other = await aPerson(desk.table, 'other@example.com')
    const refusals = await Promise.all(
      [
        order(desk, 'member@example.com', 'kpis:seat'),
        order(desk, 'unknown@example.com', 'kpis:seat'),
        order(desk, 'member@example.com', 'kpis:seat', { actor: other }),
        order(desk, other.email, 'kpis:seat', { actor: other }),
      ].map((attempt) => attempt.catch(({ code, message, details }) => ({ code, message, details }))),
    )
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1)
    expect(refusals[0]).toMatchObject({ code: 'registration.members-only' })
  })

  test('lets members in for themselves, and admins for members', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { access: 'members' })
    const member = await aPerson(desk.table, 'member@example.com', 'community')
    const admin = { ...(await aPerson(desk.table, 'admin@example.com')), admin: true }
    await aPerson(desk.table, 'second@example.com', 'community')
    expect(await placed(desk, member.email, 'kpis:seat', { actor: member })).toMatchObject({ status: 'confirmed' })
    expect(await placed(desk, 'second@example.com', 'kpis:seat', { actor: admin })).toMatchObject({
      status: 'confirmed',
    })
  })
})
