import { type Cents, percentOf } from '@lectern/core/platform'
import type { Session } from './objects.ts'

/** The one rate of the stand-in, made up, for every place and kind of goods; in hundredths of a percent. */
export const taxBasisPoints = 825

export const taxOf = (cents: Cents): Cents => percentOf(cents, taxBasisPoints)

/**
 * A session with the tax that its buyer has to pay, once they have said where they live: on each line for itself,
 * rounded half up, on top of its price. One that is not to be taxed, or was before, stays as it is.
 */
export const taxed = (session: Session): Session => {
  if (!session.automatic_tax.enabled || session.automatic_tax.status === 'complete') return session
  const data = session.line_items.data.map((line) => {
    const tax = taxOf(line.amount_subtotal - line.amount_discount)
    return { ...line, amount_tax: tax, amount_total: line.amount_subtotal - line.amount_discount + tax }
  })
  const tax = data.reduce((sum, line) => sum + line.amount_tax, 0)
  return {
    ...session,
    amount_total: (session.amount_total ?? 0) + tax,
    automatic_tax: { ...session.automatic_tax, status: 'complete' },
    line_items: { ...session.line_items, data },
    total_details: {
      amount_discount: session.total_details?.amount_discount ?? 0,
      amount_shipping: 0,
      amount_tax: tax,
    },
  }
}
