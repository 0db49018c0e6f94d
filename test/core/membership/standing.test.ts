import { accessUntil, aYearAfter, graceEndsAt, standingOf } from '@lectern/core/membership'
import { expect, test } from 'vitest'
import { following, type Membership, nextLook } from '../../../packages/core/src/membership/membership.ts'
import type { Subscription } from '../../../packages/core/src/payments/index.ts'

const bought: Membership = {
  ...{ id: 'mem_1', holder: { person: 'per_1' }, owner: 'per_1', plan: 'community', seats: 1, subscription: 'sub_1' },
  opens: { title: 'Community membership', allAccess: false },
  ...{ state: 'live', startedAt: '2024-04-15T16:00:00Z', paidUntil: '2025-04-15T16:00:00Z', renews: true },
  ...{ renewalCents: 79_900, revision: 1 },
}

test('a membership bought on April 15 is told of on March 16, and lasts to April 29 while its renewal is owed', () => {
  expect(aYearAfter('2024-04-15T16:00:00Z')).toBe('2025-04-15T16:00:00Z')
  expect(nextLook(bought, '2024-04-15T16:00:00Z')).toBe('2025-03-16T16:00:00Z')
  expect(graceEndsAt(bought)).toBe('2025-04-29T16:00:00Z')
  expect(standingOf(bought, '2025-04-15T15:59:59Z')).toBe('active')
  expect(standingOf(bought, '2025-04-15T16:00:00Z')).toBe('grace')
  expect(standingOf(bought, '2025-04-29T15:59:59Z')).toBe('grace')
  expect(standingOf(bought, '2025-04-29T16:00:00Z')).toBe('lapsed')
})

test('one that does not renew ends with its period, and one that was refunded in that instant', () => {
  const stopped = { ...bought, renews: false }
  expect(accessUntil(stopped)).toBe('2025-04-15T16:00:00Z')
  expect(standingOf(stopped, '2025-04-15T16:00:00Z')).toBe('ended')
  const refunded = { ...bought, endedAt: '2024-06-01T12:00:00Z' }
  expect(accessUntil(refunded)).toBe('2024-06-01T12:00:00Z')
  expect([standingOf(refunded, '2024-06-01T11:59:59Z'), standingOf(refunded, '2024-06-01T12:00:00Z')]).toEqual([
    'active',
    'ended',
  ])
})

test('a year after February 29 is February 28', () => {
  expect(aYearAfter('2024-02-29T18:00:00Z')).toBe('2025-02-28T18:00:00Z')
})

test('the clock looks when the period is over, each day while the renewal is owed, and at the end of that', () => {
  const reminded = { ...bought, reminded: bought.paidUntil }
  expect(nextLook(reminded, '2025-03-16T16:00:00Z')).toBe('2025-04-15T16:00:00Z')
  expect(nextLook(reminded, '2025-04-15T16:00:00Z')).toBe('2025-04-16T16:00:00Z')
  expect(nextLook(reminded, '2025-04-29T04:00:00Z')).toBe('2025-04-29T16:00:00Z')
  expect(nextLook({ ...reminded, endedAt: '2025-04-20T00:00:00Z' }, '2025-04-20T00:00:00Z')).toBeUndefined()
  expect(nextLook({ ...bought, subscription: undefined, renews: false }, '2024-05-01T00:00:00Z')).toBe(bought.paidUntil)
})

const sold = new Map([
  ['team', { title: 'Team membership', allAccess: true, seats: { included: 5 } }],
  ['community', { title: 'Community membership', allAccess: false }],
])
const subscribed = (seats: number, more: Partial<Subscription> = {}): Subscription => ({
  ...{ id: 'sub_1', reference: 'ord_1', customer: 'cus_1', state: 'live', startedAt: bought.startedAt },
  ...{ paidUntil: bought.paidUntil, renews: true, waiting: false, payments: [] },
  items: [
    { price: 'price_1', quantity: 1, plan: 'team', part: 'plan', cents: 199_900 },
    ...(seats > 5
      ? [{ price: 'price_2', quantity: seats - 5, plan: 'team', part: 'seat' as const, cents: 30_000 }]
      : []),
  ],
  ...more,
})
const team: Membership = { ...bought, holder: { team: 'tem_1' }, plan: 'team', seats: 7 }

test('more seats count at once; fewer count from the next period on', () => {
  expect(following(team, subscribed(9), sold)).toMatchObject({ seats: 9, renewalCents: 319_900 })
  const fewer = following(team, subscribed(5), sold)
  expect(fewer).toMatchObject({ seats: 7, next: { plan: 'team', seats: 5 }, renewalCents: 199_900 })
  const renewed = following(fewer, subscribed(5, { paidUntil: '2026-04-15T16:00:00Z' }), sold)
  expect(renewed.seats).toBe(5)
  expect(renewed.next).toBeUndefined()
})

test('what ended here stays ended, whatever the provider still says', () => {
  const ended = following({ ...team, endedAt: '2024-06-01T12:00:00Z' }, subscribed(7), sold)
  expect(ended.endedAt).toBe('2024-06-01T12:00:00Z')
  const both = following(ended, subscribed(7, { state: 'ended', endedAt: '2024-06-01T12:00:05Z' }), sold)
  expect(both.endedAt).toBe('2024-06-01T12:00:00Z')
})
