import type { Instant } from '@lectern/core/platform'
import { describeSale, type SaleState, type ShownSale, saleMoment } from '@lectern/core/pricing'
import type { State } from '../../components/state-badge.tsx'

/** How each state of a sale looks, and its words. */
export const saleFaces: Record<SaleState, { state: State; words: string }> = {
  draft: { state: 'draft', words: 'Draft' },
  announced: { state: 'scheduled', words: 'Announced' },
  running: { state: 'live', words: 'On now' },
  paused: { state: 'paused', words: 'Paused' },
  'used-up': { state: 'sold-out', words: 'All claimed' },
  over: { state: 'ended', words: 'Ended' },
}

/** An organizer may end a sale before it began: then there is no time in which it was. */
export const tookPlace = ({ startsAt, endsAt }: ShownSale): boolean => startsAt < endsAt

/** `All day Thursday, February 29, Pacific time`; nothing for one that was called off. */
export const saleWhen = (sale: ShownSale, now: Instant): string =>
  tookPlace(sale) ? describeSale(sale, now).when : 'Canceled before it started'

/** What to do to get the lower price now, one step after the other. */
export const stepsOf = (sale: ShownSale, now: Instant): string[] => {
  const starts = saleMoment(sale.startsAt, sale.zone, now)
  const ends = saleMoment(sale.endsAt, sale.zone, now)
  const before = sale.state === 'announced'
  const fill = before ? 'Fill your cart anytime. We save it for you.' : 'Add what you want to your cart.'
  const hidden = before && sale.code === undefined
  const enter = hidden
    ? `Come back when the sale starts on ${starts}. The code will appear here; enter it in the cart.`
    : `Enter the code in the cart${before ? `; it works from ${starts}` : ' to see the lower price before you confirm'}.`
  const byItself = before
    ? `No code needed. From ${starts} on, the cart shows the lower price.`
    : 'No code needed. The cart shows the lower price.'
  return [
    fill,
    sale.trigger === 'code' ? enter : byItself,
    `Confirm your order before ${ends}. After that, you pay full price.`,
  ]
}
