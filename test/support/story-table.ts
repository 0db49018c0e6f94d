import { describe, expect, test } from 'vitest'
import { faultsInBooks } from './books.ts'
import { type Happening, happen, type Outcome, openShop, outcomeOf, type Shop } from './stories.ts'

export const booked = ['receipt', 'registration-confirmed', 'registration-confirmed']
export const gaveBack = ['refund-made', 'registration-cancelled', 'registration-cancelled']
const both = ['l1', 'l2']

export const confirmed: Outcome = { order: 'confirmed', live: both, refunds: [], dispute: undefined, mails: booked }
export const waiting: Outcome = { order: 'awaiting-payment', live: both, refunds: [], dispute: undefined, mails: [] }
export const expired: Outcome = { order: 'expired', live: [], refunds: [], dispute: undefined, mails: ['hold-expired'] }
export const refunded: Outcome = {
  order: 'refunded',
  live: [],
  refunds: ['l1+l2 made'],
  dispute: undefined,
  mails: [...gaveBack, ...booked],
}
/** Paid too late, and sent back: told of both. */
export const tooLate: Outcome = { ...refunded, mails: ['hold-expired', 'refund-made'] }
/** Released, and taken again when the money came after all. */
export const takenAgain: Outcome = { ...confirmed, mails: ['hold-expired', ...booked] }
/** Ended here, but the provider would not give the money back: someone must look. */
export const refusedBack: Outcome = {
  ...refunded,
  refunds: ['l1+l2 failed'],
  mails: ['registration-cancelled', 'registration-cancelled', ...booked],
}

export type Row = readonly [title: string, story: readonly Happening[], outcome: Outcome]

/** An order has come out as it should, and the books balance. */
export const expectOutcome = async (shop: Shop, outcome: Outcome): Promise<void> => {
  expect(await outcomeOf(shop)).toEqual({ ...outcome, mails: [...outcome.mails].sort() })
  expect(await faultsInBooks(shop)).toEqual([])
}

/** A table of stories, each of which is let happen in a shop of its own. */
export const stories = (title: string, table: readonly Row[], open: () => Promise<Shop> = openShop): void => {
  describe(title, () => {
    test.each(table)('%s', async (_, story, outcome) => {
      const shop = await open()
      await happen(shop, story)
      await expectOutcome(shop, outcome)
    })
  })
}
