import { createEvent, type Event, NewEvent, publishEvent } from '@lectern/core/catalog'
import { type Actor, actorOf, type Client, ensurePerson, type PersonActor, visitor } from '@lectern/core/identity'
import { grantMembership, type PlanSlug } from '@lectern/core/membership'
import { addSeconds, commit, type Instant, type PendingWrite, type Table } from '@lectern/core/platform'
import { NewPromotion, type Promotion, savePromotion } from '@lectern/core/pricing'
import {
  type CheckoutContext,
  findOrder,
  findRegistration,
  type Order,
  OrderRequest,
  type PlaceOutcome,
  placeOrder,
  type Registration,
  seatLevels,
} from '@lectern/core/registration'

/** When the stories of the tests begin: well before their events. */
export const start: Instant = '2024-03-25T16:00:00Z'

/** So many minutes after the beginning. */
export const minutes = (count: number, from: Instant = start): Instant => addSeconds(from, count * 60)

/** A class of five Tuesdays for $399, sku `5w22:seat`; whatever is named is otherwise. */
export const draftEvent = (table: Table, terms: Record<string, unknown> = {}): Promise<Event> =>
  createEvent(
    table,
    NewEvent.parse({
      kind: 'class',
      slug: '5w22',
      code: '5W22',
      title: 'MSP Professional Sales Program',
      zone: 'America/Los_Angeles',
      schedule: { startsAt: '2024-04-23T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
      tickets: [{ slug: 'seat', name: 'Seat', priceCents: 39_900 }],
      ...terms,
    }),
    start,
  )

/** The same, published. */
export const anEvent = async (table: Table, terms: Record<string, unknown> = {}): Promise<Event> => {
  const event = await draftEvent(table, terms)
  return publishEvent(table, event.slug, start)
}

/** A free webinar, sku `kpis:seat`. */
export const aWebinar = (table: Table, terms: Record<string, unknown> = {}): Promise<Event> =>
  anEvent(table, {
    kind: 'webinar',
    slug: 'kpis',
    code: undefined,
    title: 'The Unpopular Truth about KPIs',
    schedule: { startsAt: '2024-04-10T09:00', durationMinutes: 90 },
    tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
    ...terms,
  })

/** Someone signed in, with a membership when one is named. */
export const aPerson = async (table: Table, email: string, plan?: PlanSlug): Promise<PersonActor> => {
  const person = await ensurePerson(table, { email, name: nameOf(email) }, start)
  if (plan) await grantMembership(table, person.id, { plan }, start)
  return actorOf(person, 'session')
}

export const aPromotion = (table: Table, terms: Record<string, unknown>): Promise<Promotion> =>
  savePromotion(
    table,
    NewPromotion.parse({
      title: 'A discount',
      trigger: 'code',
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      scope: { everything: true },
      ...terms,
    }),
    start,
  )

const nameOf = (email: string): string => (email.split('@')[0] ?? email).replaceAll('.', ' ')

/** What a buyer asks for: one seat of each sku, for themselves, unless more is said. */
export const anOrder = (email: string, skus: string | string[], more: Record<string, unknown> = {}): OrderRequest =>
  OrderRequest.parse({
    lines: [skus].flat().map((sku) => ({ sku, quantity: 1 })),
    buyer: { email, name: nameOf(email) },
    ...more,
  })

export type Asked = { actor?: Actor; now?: Instant; key?: string; client?: Client } & Record<string, unknown>

/** Orders, as a visitor and at the beginning unless said otherwise. */
export const order = (
  desk: CheckoutContext,
  email: string,
  skus: string | string[],
  asked: Asked = {},
): Promise<PlaceOutcome> => {
  const { actor = visitor, now = start, key, client, ...more } = asked
  return placeOrder(desk, anOrder(email, skus, more), { actor, now, key, client })
}

/** The same, for an order that must come about. */
export const placed = async (
  desk: CheckoutContext,
  email: string,
  skus: string | string[],
  asked: Asked = {},
): Promise<Order> => {
  const outcome = await order(desk, email, skus, asked)
  if (outcome.outcome !== 'placed') throw new Error(`${email} was registered already`)
  return outcome.order
}

export const orderNow = async (desk: Pick<CheckoutContext, 'table'>, { id }: Pick<Order, 'id'>): Promise<Order> => {
  const found = await findOrder(desk.table, id)
  if (!found) throw new Error(`${id} is gone`)
  return found
}

/** The registrations of an order's seats as they stand. */
export const registrationsNow = async (desk: Pick<CheckoutContext, 'table'>, order: Order): Promise<Registration[]> => {
  const found = await Promise.all(order.seats.map((seat) => findRegistration(desk.table, seat.personId, seat.event)))
  return found.flatMap((registration) => registration ?? [])
}

/** Seats taken and people waiting in one pool of an event. */
export const level = async (table: Table, event: Event, pool = '*'): Promise<{ taken: number; waiting: number }> =>
  (await seatLevels(table, [event])).get(`${event.slug}#${pool}`) ?? { taken: 0, waiting: 0 }

/** Commits what must commit. */
export const committed = async (table: Table, writes: PendingWrite[]): Promise<void> => {
  const result = await commit(table, writes)
  if (!result.committed) throw new Error(`refused: ${result.refused.join(', ')}`)
}

/** How many things came out how: `{ placed: 20, 'registration.sold-out': 30 }`. */
export const tally = async (attempts: Promise<PlaceOutcome>[]): Promise<Record<string, number>> => {
  const count: Record<string, number> = {}
  for (const result of await Promise.allSettled(attempts)) {
    const word = result.status === 'fulfilled' ? result.value.outcome : String(result.reason.code ?? result.reason)
    count[word] = (count[word] ?? 0) + 1
  }
  return count
}

/** Addresses of so many people. */
export const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}@example.com`)
