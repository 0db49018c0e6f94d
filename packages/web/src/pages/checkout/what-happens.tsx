import { formatCents } from '@lectern/core/platform'
import type { CartView } from '../cart/load-cart.ts'
import { isTicket } from '../cart/load-cart.ts'
import { awaitsShipping } from '../cart/totals.tsx'

type Counts = { seats: number; downloads: boolean; copies: boolean }

const countsOf = ({ items }: CartView): Counts => {
  const titles = items.flatMap((item) => (item.kind === 'title' ? [item.delivers] : []))
  return {
    seats: items.filter(isTicket).reduce((sum, { quantity }) => sum + quantity, 0),
    downloads: titles.some(({ downloads }) => downloads.length > 0),
    copies: titles.some(({ copies }) => copies.length > 0),
  }
}

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

/** What comes of it: invitations, downloads, a parcel. */
const gains = ({ seats, downloads, copies }: Counts): string =>
  list.format([
    ...(seats > 0 ? ['we’ll email each person a calendar invite'] : []),
    ...(downloads ? ['your downloads will be on your order page'] : []),
    ...(copies ? ['we’ll ship your printed copies'] : []),
  ])

/** What confirming does, before it is done. */
export const WhatHappens = ({ view, holder }: { view: CartView; holder: string }) => {
  const counts = countsOf(view)
  const { seats } = counts
  const total = view.quote?.totalCents ?? 0
  if (awaitsShipping(view)) {
    return <p class="fine">You’ll see the full price with shipping on the next page before you order.</p>
  }
  const gained = gains(counts)
  if (total === 0) {
    const yours =
      seats === 0 ? '' : seats === 1 ? 'Your seat is yours right away. ' : `All ${seats} seats are yours right away. `
    return <p class="fine">{`No payment needed. ${yours}${gained.slice(0, 1).toUpperCase()}${gained.slice(1)}.`}</p>
  }
  const kept = seats === 0 ? '' : `We’ll hold ${seats === 1 ? 'your seat' : `your ${seats} seats`} for 30 minutes. `
  const tax = view.terms?.salesTax ? ', plus any sales tax,' : ''
  return (
    <p class="fine">{`${kept}On the next page you’ll pay ${formatCents(total)}${tax} with ${holder}. Then ${gained}.`}</p>
  )
}

/** The words on the one button: what pressing it does. */
export const formatConfirm = (view: CartView): string => {
  const total = view.quote?.totalCents ?? 0
  if (awaitsShipping(view)) return 'Show total'
  if (total > 0) return `Pay ${formatCents(total)}`
  if (view.items.every(isTicket)) return 'Register'
  return view.items.some(isTicket) ? 'Place order' : 'Get it free'
}
