import { formatCents } from '@lectern/core/platform'
import type { Applied, Quote } from '@lectern/core/pricing'
import { BreakdownTable } from '../../components/breakdown-table.tsx'
import { priceWords } from '../event-words.ts'

type Line = { title: string; ticketName: string; quantity: number; listCents: number; totalCents: number }

/** "29% off the whole store (LEAP29)". */
export const appliedWords = ({ title, code }: Pick<Applied, 'title' | 'code'>): string =>
  code === undefined ? title : `${title} (${code})`

type Props = {
  lines: readonly Line[]
  price: Pick<Quote, 'listCents' | 'discountCents' | 'totalCents' | 'applied'> & { roundedToFree?: boolean }
  caption: string
  after?: readonly { label: string; amount: string }[]
  note?: string
}

/** How the total comes about: list prices, what was taken off and why, the total. */
export const Totals = ({ lines, price, caption, after, note }: Props) => (
  <BreakdownTable
    caption={caption}
    lines={lines.map((line) => ({
      label: line.title,
      note: line.ticketName,
      quantity: line.quantity,
      amount: priceWords(line.listCents),
    }))}
    subtotal={price.discountCents > 0 ? { label: 'Together', amount: formatCents(price.listCents) } : undefined}
    discounts={price.applied.map((applied) => ({
      label: appliedWords(applied),
      amount: `−${formatCents(applied.discountCents)}`,
    }))}
    total={{ label: 'Total', amount: priceWords(price.totalCents) }}
    after={after}
    note={note}
  />
)

/** A total that costs less to forgive than to collect says so (Stripe charges from 50 cents). */
export const totalNote = (quote: Quote): string =>
  quote.roundedToFree
    ? 'Less than 50 cents cannot be charged, so it is free.'
    : quote.totalCents === 0
      ? 'No payment needed.'
      : 'US dollars. Nothing is charged before you confirm.'
