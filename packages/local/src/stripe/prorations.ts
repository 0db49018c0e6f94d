import { type Cents, shareByLargestRemainder } from '@lectern/core/platform'
import type { Debit, Item, Price, Subscription } from './billing-objects.ts'
import { type Period, periodOf } from './subscription-objects.ts'

/** One line of an invoice to be: `cents` before what a discount takes off. */
export type Entry = {
  item: string
  price: Price
  quantity: number
  cents: Cents
  discountCents: Cents
  period: Period
  /** For the part of a period that is left, up or down. */
  proration: boolean
}

/** As many years after an instant, by epoch seconds: the same day, or the last one of its month. */
const yearsAfter = (anchor: number, years: number): number => {
  const date = new Date(anchor * 1000)
  const [year, month] = [date.getUTCFullYear() + years, date.getUTCMonth()]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), lastDay)) / 1000
}

/** The end of the period that starts at an instant: always counted from the anchor, so that February 29 comes back. */
export const endOfPeriod = (anchor: number, start: number): number => {
  const years = new Date(start * 1000).getUTCFullYear() - new Date(anchor * 1000).getUTCFullYear()
  return yearsAfter(anchor, years + 1)
}

const grossOf = ({ price, quantity }: { price: Price; quantity?: number }): Cents =>
  (price.unit_amount ?? 0) * (quantity ?? 0)

/** What an amount off takes from each of several; never more than there is. */
export const sharesOf = (items: readonly { price: Price; quantity?: number }[], amountOff: Cents): Cents[] => {
  const gross = items.map(grossOf)
  const sum = gross.reduce((total, cents) => total + cents, 0)
  return shareByLargestRemainder(Math.min(amountOff, sum), gross)
}

/** The lines of an invoice for a whole period. */
export const wholePeriod = (subscription: Subscription, amountOff: Cents): Entry[] => {
  const period = periodOf(subscription)
  const shares = sharesOf(subscription.items.data, amountOff)
  return subscription.items.data.map((item, index) => ({
    item: item.id,
    price: item.price,
    quantity: item.quantity ?? 0,
    cents: grossOf(item),
    discountCents: shares[index] ?? 0,
    period,
    proration: false,
  }))
}

const same = (a: Item, b: Item | undefined): boolean => a.price.id === b?.price.id && a.quantity === b.quantity

/**
 * The lines for a change within a period, by the second and each rounded for itself: what was charged for the rest comes
 * back, and the rest of what there is to be is charged (docs.stripe.com/billing/subscriptions/prorations).
 */
export const restOfPeriod = (
  subscription: Subscription,
  after: readonly Item[],
  debits: Record<string, Debit>,
  date: number,
): Entry[] => {
  const before = subscription.items.data
  const { start, end } = periodOf(subscription)
  const period = { start: date, end }
  const entryOf = (item: Item, cents: number): Entry => ({
    item: item.id,
    price: item.price,
    quantity: item.quantity ?? 0,
    cents,
    discountCents: 0,
    period,
    proration: true,
  })
  const credits = before
    .filter(
      (item) =>
        !same(
          item,
          after.find(({ id }) => id === item.id),
        ),
    )
    .map((item) => {
      const charged = debits[item.id] ?? { cents: grossOf(item), start }
      return entryOf(item, -Math.round((charged.cents * (end - date)) / (end - charged.start)))
    })
  const charges = after
    .filter(
      (item) =>
        !same(
          item,
          before.find(({ id }) => id === item.id),
        ),
    )
    .map((item) => {
      const whole = Math.max(0, grossOf(item) - (debits[item.id]?.off ?? 0))
      return entryOf(item, Math.round((whole * (end - date)) / (end - start)))
    })
  return [...credits, ...charges]
}
