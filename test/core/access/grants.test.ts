import { eventAccess, grantsFor, isLive, listGrants, pendingGrant, pendingRevoke } from '@lectern/core/access'
import { cancelOrder, refundOrder } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { anEvent, aPerson, aPromotion, committed, minutes, order, placed, start } from '../../support/build.ts'
import { openDesk, sessionOf } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'

test('access is any live grant, and taking a source away removes only its own', async () => {
  const table = await freshTable()
  const what = eventAccess('5w22')
  const grant = { personId: 'per_1', what, grantedAt: start }
  await committed(table, [
    pendingGrant(table, { ...grant, source: 'purchase', sourceId: 'ord_1' }),
    pendingGrant(table, { ...grant, source: 'purchase', sourceId: 'ord_2' }),
    pendingGrant(table, { ...grant, source: 'staff', sourceId: 'per_9', until: minutes(10) }),
  ])
  await committed(table, [pendingGrant(table, { ...grant, source: 'purchase', sourceId: 'ord_1' })])
  const now = () => listGrants(table, 'per_1')
  expect(grantsFor(await now(), what, start)).toHaveLength(3)
  expect(grantsFor(await now(), what, minutes(10))).toHaveLength(2)
  await committed(table, [pendingRevoke(table, { ...grant, source: 'purchase', sourceId: 'ord_1' })])
  await committed(table, [pendingRevoke(table, { ...grant, source: 'purchase', sourceId: 'ord_1' })])
  expect(grantsFor(await now(), what, start).map(({ source }) => source)).toEqual(['purchase', 'staff'])
  expect(grantsFor(await now(), eventAccess('5w21'), start)).toEqual([])
})

test('a grant ends at its end, to the second', () => {
  expect(isLive({ until: minutes(1) }, '2024-03-25T16:00:59Z')).toBe(true)
  expect(isLive({ until: minutes(1) }, minutes(1))).toBe(false)
  expect(isLive({}, '2099-01-01T00:00:00Z')).toBe(true)
})

test('held seats grant nothing; paid ones do, until they are cancelled', async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  const ada = await aPerson(desk.table, 'ada@example.com', 'community')
  const first = await placed(desk, ada.email, '5w22:seat')
  const held = await listGrants(desk.table, ada.id)
  expect(held.map(({ what }) => what)).toEqual(['membership:community'])
  await desk.stripe.pay(sessionOf(first))
  expect(await listGrants(desk.table, ada.id)).toMatchObject([
    { what: 'event:5w22', source: 'purchase', sourceId: first.id },
    { what: 'membership:community', source: 'gift' },
  ])
  // The same access from elsewhere stays when the order goes.
  const gift = {
    personId: ada.id,
    what: eventAccess('5w22'),
    source: 'gift' as const,
    sourceId: 'admin',
    grantedAt: start,
  }
  await committed(desk.table, [pendingGrant(desk.table, gift)])
  await cancelOrder(desk, first.id, minutes(1))
  expect((await listGrants(desk.table, ada.id)).map(({ what, source }) => [what, source])).toEqual([
    ['event:5w22', 'gift'],
    ['membership:community', 'gift'],
  ])
})

test('refunding one line takes away the access of that line alone', async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  await anEvent(desk.table, { slug: '5w21', code: '5W21' })
  await aPromotion(desk.table, { code: 'FREE', benefit: { type: 'free' } })
  const first = await placed(desk, 'ada@example.com', ['5w22:seat', '5w21:seat'], { codes: ['FREE'] })
  expect(first).toMatchObject({ status: 'confirmed', totalCents: 0 })
  await refundOrder(desk, first.id, { lines: ['5w22:seat'] }, minutes(1))
  expect(await listGrants(desk.table, first.buyer.personId)).toMatchObject([{ what: 'event:5w21', sourceId: first.id }])
  expect(await order(desk, 'ada@example.com', '5w22:seat', { codes: ['FREE'] })).toMatchObject({ outcome: 'placed' })
})
