import { expect, test } from 'vitest'
import { openDesk } from '../support/desk.ts'
import { meter } from '../support/meter.ts'
import { countMemberships } from './bench-members.ts'

test('buying, renewing and opening cost what the documents say, and a seat one read more', async () => {
  const desk = await openDesk()
  const { stripe, clock } = desk
  const units = await countMemberships({ desk, stripe, clock, meter: meter(desk.table) })
  expect(units).toEqual({
    'buy a membership, and open the payment page': { reads: 8, writes: 22 },
    'confirm its payment': { reads: 3, writes: 26 },
    'take a seat in a team': { reads: 5, writes: 12 },
    'what a member may open': { reads: 1, writes: 0 },
    'what the holder of a seat may open': { reads: 2, writes: 0 },
    'hear that a membership was renewed': { reads: 2.5, writes: 15 },
    'hear of it again': { reads: 2.5, writes: 0 },
  })
})
