import type { Instant } from '@lectern/core/platform'
import { describeSale, type SaleState, type ShownSale, saleMoment } from '@lectern/core/pricing'
import type { State } from '../../components/state-badge.tsx'

/** How each state of a sale looks, and its words. */
export const saleFaces: Record<SaleState, { state: State; words: string }> = {
  draft: { state: 'draft', words: 'Draft' },
  announced: { state: 'scheduled', words: 'Announced' },
  running: { state: 'live', words: 'On now' },
  paused: { state: 'paused', words: 'Paused' },
  'used-up': { state: 'sold-out', words: 'Used up' },
  over: { state: 'ended', words: 'Over' },
}

/** An organiser may end a sale before it began: then there is no time in which it was. */
export const tookPlace = ({ startsAt, endsAt }: ShownSale): boolean => startsAt < endsAt

/** `All day Thursday, February 29, Pacific time`; nothing for one that was called off. */
export const saleWhen = (sale: ShownSale, now: Instant): string =>
  tookPlace(sale) ? describeSale(sale, now).when : 'It was called off before it began'

/** What to do to get the lower price, one step after the other, as things stand. */
export const stepsOf = (sale: ShownSale, now: Instant): string[] => {
  const starts = saleMoment(sale.startsAt, sale.zone, now)
  const ends = saleMoment(sale.endsAt, sale.zone, now)
  const before = sale.state === 'announced'
  const fill = before
    ? 'Fill your cart whenever you like: it keeps what is in it.'
    : 'Put what you want into your cart, or take the one that you have filled already.'
  const hidden = before && sale.code === undefined
  const enter = hidden
    ? `Come back to this page when the sale begins, on ${starts}. The code is shown here from then on; enter it in the cart.`
    : `Enter the code in the cart${before ? `; it counts from ${starts}` : ', and see the lower price before you confirm'}.`
  const byItself = before
    ? `There is no code to enter: from ${starts} on, the cart shows the lower price by itself.`
    : 'There is no code to enter: the cart shows the lower price by itself.'
  return [
    fill,
    sale.trigger === 'code' ? enter : byItself,
    `Confirm the order before ${ends}. What is confirmed later costs the full price.`,
  ]
}
