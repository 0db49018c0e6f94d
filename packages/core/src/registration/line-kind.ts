import { type GrantSource, titleAccess } from '../access/index.ts'
import { type Event, promisedDeadline, readSku, refundDeadline, sessionsOf } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import type { LineKind, LineOf, OrderLine } from './order-line.ts'

/** What an order was promised about canceling. */
export type Promised = { placedAt: Instant; lines: readonly OrderLine[] }

/**
 * Until when a buyer may cancel: what was paid for, so long before the first session; what was free, until it starts.
 * For an order that was placed, the latest of that, of what held when it was placed, and of any deadline in between.
 */
export const cancellableUntil = (event: Event, paid: boolean, order?: Promised): Instant | undefined => {
  const today = paid ? refundDeadline(event) : scheduleSpan(sessionsOf(event))?.startsAt
  if (today === undefined || order === undefined) return today
  const frozen = order.lines
    .filter(isTicket)
    .filter((line) => line.event === event.slug)
    .map(({ refundableUntil }) => refundableUntil)
  const kept = paid ? promisedDeadline(event, order.placedAt) : undefined
  return [today, kept, ...frozen]
    .filter((until) => until !== undefined)
    .sort()
    .at(-1)
}

/** How a line may end while its event takes place. An organizer may refund any line. */
type Ending =
  /** The buyer cancels it, until the moment that its event allows. */
  | { by: 'buyer'; until: typeof cancellableUntil }
  /** It was delivered when it was paid. */
  | { by: 'organizer' }
  /** With the last of the copies, unless the parcel is on its way. */
  | { by: 'last-copy' }

/** Everything that differs between lines of one kind and another. Methods, so that any line may be handed to its own. */
type Behavior<L extends OrderLine> = {
  /** The seats that it counts in pools, which go back to exactly those. People's registrations and access go by seat. */
  seats(line: L): { event: string; pool: string }[]
  /** What its buyer may open by it. */
  grants(line: L): string[]
  /** The skus of what ships: an order that has any needs an address. */
  copies(line: L): string[]
  /** The skus of what can be downloaded. */
  downloads(line: L): string[]
  ending: Ending
  /** The page of what was bought, below the site's own address. */
  path(line: L): string | undefined
  /** What is named beside the title on the invoice. */
  part(line: L): string
  /** Why nothing was taken off its price, for an organizer. */
  undiscounted: string
}

/** One entry for each kind: a new kind of line is a member of `LineContent` and its behavior here. */
const lineKinds: { [K in LineKind]: Behavior<LineOf<K>> } = {
  ticket: {
    seats: ({ event, pools }) => pools.map((pool) => ({ event, pool })),
    grants: () => [],
    copies: () => [],
    downloads: () => [],
    ending: { by: 'buyer', until: cancellableUntil },
    path: ({ event }) => `/events/${event}`,
    part: ({ ticketName }) => ticketName,
    undiscounted: 'Nothing',
  },
  title: {
    seats: () => [],
    grants: ({ goods }) => goods.downloads.map(titleAccess),
    copies: ({ goods }) => goods.copies,
    downloads: ({ goods }) => goods.downloads,
    ending: { by: 'organizer' },
    path: ({ sku }) => `/store/${readSku(sku)?.offering ?? ''}`,
    part: ({ ticketName }) => ticketName,
    undiscounted: 'Nothing',
  },
  shipping: {
    seats: () => [],
    grants: () => [],
    copies: () => [],
    downloads: () => [],
    ending: { by: 'last-copy' },
    path: () => undefined,
    part: ({ ticketName }) => `To ${ticketName}`,
    undiscounted: 'Promotions don’t apply to shipping',
  },
  membership: {
    // Its access hangs on the membership that it begins, which outlives the order.
    seats: () => [],
    grants: () => [],
    copies: () => [],
    downloads: () => [],
    ending: { by: 'organizer' },
    path: ({ team }) => (team === undefined ? '/account/membership' : '/account/team'),
    part: ({ ticketName }) => ticketName,
    undiscounted: 'Nothing',
  },
}

const behaviorOf = (line: Pick<OrderLine, 'kind'>): Behavior<OrderLine> => lineKinds[line.kind]

export const isTicket = (line: OrderLine): line is LineOf<'ticket'> => line.kind === 'ticket'
export const isMembership = (line: OrderLine): line is LineOf<'membership'> => line.kind === 'membership'
export const isTitle = (line: OrderLine): line is LineOf<'title'> => line.kind === 'title'

export const seatsOf = (line: OrderLine) => behaviorOf(line).seats(line)
export const downloadsOf = (line: OrderLine): string[] => behaviorOf(line).downloads(line)
export const copiesOf = (line: OrderLine): string[] => behaviorOf(line).copies(line)
export const endingOf = (line: Pick<OrderLine, 'kind'>): Ending => behaviorOf(line).ending
export const pathOf = (line: OrderLine): string | undefined => behaviorOf(line).path(line)
export const invoicePart = (line: OrderLine): string => behaviorOf(line).part(line)
export const formatUndiscounted = (line: OrderLine): string => behaviorOf(line).undiscounted

/** Whether any of some lines ships. */
export const sendsCopies = (lines: readonly OrderLine[]): boolean => lines.some((line) => copiesOf(line).length > 0)

/** Where access by a line comes from: the membership that made it free, else the purchase. */
export const sourceOf = (line: Pick<OrderLine, 'totalCents' | 'applied'> | undefined): GrantSource =>
  line?.totalCents === 0 && line.applied.some((applied) => applied.source === 'membership') ? 'membership' : 'purchase'

/** The grants that a line gives its buyer. Each line has its own, so that two may deliver one title. */
export const grantsOfLine = (order: { id: string; buyer: { personId: string } }, line: OrderLine) =>
  behaviorOf(line)
    .grants(line)
    .map((what) => ({
      personId: order.buyer.personId,
      what,
      source: sourceOf(line),
      sourceId: `${order.id}/${line.id}`,
    }))
