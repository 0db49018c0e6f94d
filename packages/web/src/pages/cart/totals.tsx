import { countryName, formatCents } from '@lectern/core/platform'
import { type Applied, type Quote, shippingFor } from '@lectern/core/pricing'
import type { Child } from 'hono/jsx'
import { BreakdownTable } from '../../components/breakdown-table.tsx'
import { Cover } from '../../components/cover.tsx'
import { formatPrice } from '../event-words.ts'
import { type CartItem, type CartView, nameOf } from './load-cart.ts'

type Line = {
  title: string
  ticketName: string
  quantity: number
  listCents: number
  totalCents: number
  picture?: Child
}

/** The cover of what's in a cart, small. */
export const ItemCover = ({ item, look }: { item: CartItem; look: 'mini' | 'thumb' }) =>
  item.kind === 'ticket' ? (
    <Cover of={item.event} format="square" class={`cover-${look}`} />
  ) : (
    <Cover of={item.product} format="book" class="cover-spine" />
  )

/** "29% off the whole store (LEAP29)". */
export const formatApplied = ({ title, code }: Pick<Applied, 'title' | 'code'>): string =>
  code === undefined ? title : `${title} (${code})`

/** The lines of a cart as they are priced: what is bought, then sending it. @param more  `pictures`: with small covers */
export const linesOf = ({ items, quote, terms, country }: CartView, { pictures = false } = {}): Line[] => {
  const region = terms && country !== undefined ? shippingFor(terms, country) : undefined
  const sending = quote?.lines.slice(items.length) ?? []
  return [
    ...items.map((item) => {
      const { title, part } = nameOf(item)
      const picture = pictures ? <ItemCover item={item} look="mini" /> : undefined
      return { title, ticketName: part, quantity: item.quantity, picture, ...amounts(item.price) }
    }),
    ...sending.map((line) => ({
      title: 'Shipping',
      ticketName: region?.title ?? countryName(country ?? ''),
      quantity: 1,
      ...amounts(line),
    })),
  ]
}

const amounts = ({ listCents, totalCents }: Pick<Line, 'listCents' | 'totalCents'>) => ({ listCents, totalCents })

type Props = {
  lines: readonly Line[]
  price: Pick<Quote, 'listCents' | 'discountCents' | 'totalCents' | 'applied'> & { roundedToFree?: boolean }
  caption: string
  /** Anything but "Total", where something is still to come. */
  totalLabel?: string
  after?: readonly { label: string; amount: string }[]
  note?: string
}

/** How the total comes about: list prices, what was taken off and why, the total. */
export const Totals = ({ lines, price, caption, totalLabel = 'Total', after, note }: Props) => (
  <BreakdownTable
    caption={caption}
    lines={lines.map((line) => ({
      label: line.title,
      note: line.ticketName,
      quantity: line.quantity,
      amount: formatPrice(line.listCents),
      picture: line.picture,
    }))}
    subtotal={price.discountCents > 0 ? { label: 'Subtotal', amount: formatCents(price.listCents) } : undefined}
    discounts={price.applied.map((applied) => ({
      label: formatApplied(applied),
      amount: `−${formatCents(applied.discountCents)}`,
    }))}
    total={{ label: totalLabel, amount: formatPrice(price.totalCents) }}
    after={after}
    note={note}
  />
)

/** Whether sending copies is still to be added to a cart's total. */
export const awaitsShipping = ({ byPost, items, quote }: CartView): boolean =>
  byPost && quote?.lines.length === items.length

/** A total that costs less to forgive than to collect says so (Stripe charges from 50 cents). */
export const totalNote = (view: CartView): string => {
  const { quote, terms } = view
  if (awaitsShipping(view)) return 'US dollars. Shipping is calculated at checkout.'
  if (quote?.roundedToFree) return 'We can’t charge less than 50 cents, so this order is free.'
  if (quote?.totalCents === 0) return 'No payment needed.'
  return terms?.salesTax
    ? 'US dollars. Any sales tax is added when you pay. You won’t be charged until you confirm.'
    : 'US dollars. You won’t be charged until you confirm.'
}
