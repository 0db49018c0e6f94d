import { type Event, skuOf, type Ticket } from '@lectern/core/catalog'
import { formatCents } from '@lectern/core/platform'
import { attendeeLimit, type Levels, remaining } from '@lectern/core/registration'
import type { RadioOption } from '../../components/choice.tsx'
import { formatPrice, formatTicketPrice } from '../event-words.ts'
import type { EventView } from './load-event.ts'

/** What a ticket costs this reader now, in cents: less than its price by a sale or a membership. */
export const centsOf = ({ event, quotes }: Pick<EventView, 'event' | 'quotes'>, ticket: Ticket): number =>
  quotes.get(skuOf(event.slug, ticket))?.totalCents ?? ticket.priceCents

const formatLeft = (left: number | undefined): string | undefined =>
  left === undefined ? undefined : left === 0 ? 'Sold out' : left <= 10 ? `${left} left` : undefined

/** Several tickets to choose from, with what each costs this reader. */
export const ticketOptions = (view: EventView): RadioOption[] =>
  view.event.tickets.map((ticket) => {
    const left = remaining(view.event, ticket.slug, view.levels)
    return {
      value: skuOf(view.event.slug, ticket),
      label: `${ticket.name} · ${formatPrice(centsOf(view, ticket))}`,
      hint: [ticket.description, formatLeft(left)].filter(Boolean).join(' ') || undefined,
      disabled: left === 0,
    }
  })

/** How many people may be registered at once: as many as an order takes, and no more than there are seats. */
export const mostPeople = (event: Event, levels: Levels): number => {
  const left = event.tickets.map((ticket) => remaining(event, ticket.slug, levels) ?? attendeeLimit)
  return Math.min(attendeeLimit, Math.max(0, ...left))
}

/** What the reader pays: less than the list price by a sale, or nothing with a membership, and why. */
export const priceOf = ({ event, quotes }: EventView): { price: string; was?: string; note?: string } => {
  const [quote] = event.tickets.length === 1 ? quotes.values() : []
  const [applied] = quote?.applied ?? []
  if (quote && applied && quote.totalCents < quote.listCents) {
    const included = applied.source === 'membership' && quote.totalCents === 0
    const price = included ? 'Included' : formatPrice(quote.totalCents)
    return { price, was: formatCents(quote.listCents), note: applied.title }
  }
  const note = event.includedInMembership && event.tickets.some((ticket) => ticket.priceCents > 0)
  return {
    price: formatTicketPrice(event.tickets),
    ...(note ? { note: 'Included with All-access' } : {}),
  }
}
