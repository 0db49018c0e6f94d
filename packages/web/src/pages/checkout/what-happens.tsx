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
    ...(seats > 0 ? ['each person gets an invitation for their calendar by mail'] : []),
    ...(downloads ? ['your downloads stand on the page of your order'] : []),
    ...(copies ? ['what goes by post is sent to your address'] : []),
  ])

/** What confirming does, before it is done. */
export const WhatHappens = ({ view, holder }: { view: CartView; holder: string }) => {
  const counts = countsOf(view)
  const { seats } = counts
  const total = view.quote?.totalCents ?? 0
  if (awaitsShipping(view)) {
    return (
      <p class="max-w-prose">The next page shows the whole price, with shipping. Nothing is ordered before that.</p>
    )
  }
  if (total === 0) {
    const yours =
      seats === 0 ? '' : seats === 1 ? 'the seat is yours at once, and ' : `all ${seats} seats are yours at once, and `
    return (
      <p class="max-w-prose">
        No payment is needed. When you confirm, {yours}
        {gains(counts)}.
      </p>
    )
  }
  const kept =
    seats === 0 ? '' : `${seats === 1 ? 'your seat is' : `your ${seats} seats are`} kept for half an hour, and `
  return (
    <p class="max-w-prose">
      When you confirm, {kept}you go on to {holder} to pay {formatCents(total)}
      {view.terms?.salesTax && ', and sales tax where it is due'}. Once that is paid, {gains(counts)}.
    </p>
  )
}

/** The words on the one button: what pressing it does. */
export const confirmWords = (view: CartView): string => {
  const total = view.quote?.totalCents ?? 0
  if (awaitsShipping(view)) return 'Show the whole price'
  if (total > 0) return `Confirm and pay ${formatCents(total)}`
  if (view.items.every(isTicket)) return 'Confirm the registration'
  return view.items.some(isTicket) ? 'Confirm the order' : 'Get it free'
}
