import { getMembership, lookAtDueMemberships } from '@lectern/core/membership'
import { addSeconds } from '@lectern/core/platform'
import { expect, test } from 'vitest'
import { buy, membershipDesk } from './members.ts'

test('a membership that can’t be looked at is tried again 15 minutes later, and not in every round before', async () => {
  const desk = await membershipDesk()
  const { membership } = await buy(desk, 'ada@example.com', 'plan:basic')
  const over = addSeconds(membership.paidUntil, 60)
  const broken = {
    ...desk,
    payments: { ...desk.payments, findSubscription: () => Promise.reject(new Error('no answer')) },
  }
  const failed: string[] = []
  const look = (context: typeof desk, now: string) => lookAtDueMemberships(context, now, ({ id }) => failed.push(id))

  expect(await look(broken, over)).toBe(1)
  expect(failed).toEqual([membership.id])
  expect(await look(broken, addSeconds(over, 14 * 60))).toBe(0)
  expect(await look(desk, addSeconds(over, 15 * 60))).toBe(1)
  expect(failed).toEqual([membership.id])
  expect(await getMembership(desk.table, membership.id)).toMatchObject({ subscription: membership.subscription })
})
