import type { Event } from '@lectern/core/catalog'
import type { Actor, Client } from '@lectern/core/identity'
import { listTitlesOfOrder, type OpenTitle } from '@lectern/core/materials'
import { type Instant, Problem, type Zone } from '@lectern/core/platform'
import {
  downloadsOf,
  eventsOf,
  findRegistrations,
  getOrderFor,
  type Order,
  type Registration,
  settleCheckout,
} from '@lectern/core/registration'
import type { SiteServices } from '../../site.ts'

export type OrderView = {
  order: Order
  events: ReadonlyMap<string, Event>
  registrations: Registration[]
  /** What the order gave its buyer to download, as it stands now. */
  titles: OpenTitle[]
  /** The provider did not answer: what is shown may be older than the payment. */
  unsure: boolean
  /** The organizer's: the moments of an order have no zone of their own. */
  zone: Zone
  now: Instant
}

/**
 * An order for anyone who may see it. One that still waits for its payment is brought in line with the payment first, by
 * the use case that the webhook runs too; so a buyer who comes back never sees an older state than the provider's.
 */
export const loadOrder = async (
  services: SiteServices,
  id: string,
  who: { actor: Actor; token?: string | undefined; client: Client },
  now: Instant,
): Promise<OrderView> => {
  let order = await getOrderFor(services, id, who)
  let unsure = false
  if (order.status === 'awaiting-payment' && order.checkout) {
    try {
      order = (await settleCheckout(services, order.checkout.id, now)) ?? order
    } catch (error) {
      if (!(error instanceof Problem && error.kind === 'unavailable')) throw error
      unsure = true
    }
  }
  const downloads = order.status === 'confirmed' && order.lines.some((line) => downloadsOf(line).length > 0)
  const [events, registrations, titles] = await Promise.all([
    eventsOf(services.table, order),
    findRegistrations(
      services.table,
      order.seats.map(({ personId, event }) => ({ personId, event })),
    ),
    downloads ? listTitlesOfOrder(services.table, order, now) : [],
  ])
  // A person may have registered again since: what is no longer this order's is not its buyer's to see.
  const own = new Set(order.seats.map((seat) => seat.registration))
  return {
    order,
    events,
    registrations: registrations.filter(({ id: one }) => own.has(one)),
    titles,
    unsure,
    zone: services.organizer.zone,
    now,
  }
}
