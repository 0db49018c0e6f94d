import * as z from 'zod'
import { Answers } from '../catalog/index.ts'
import { EmailAddress, PersonName } from '../identity/index.ts'
import { mostSeats } from '../membership/index.ts'
import {
  addSeconds,
  type Cents,
  type Currency,
  deriveToken,
  type Instant,
  line,
  sameSecret,
} from '../platform/index.ts'
import type { Applied, PromotionUse } from '../pricing/index.ts'
import { type Address, Billing, ParcelAddress } from './address.ts'
import { sendsCopies } from './line-kind.ts'
import { type OrderLine, planSku } from './order-line.ts'

/**
 * An order's states, and what each may become. `expired` may still be confirmed: money can come late. It becomes `cancelled`
 * when the buyer had canceled, and its payment page was heard to be closed before that was written.
 */
export const orderTransitions = {
  'awaiting-payment': ['confirmed', 'expired', 'cancelled', 'refunded'],
  confirmed: ['cancelled', 'refunded'],
  expired: ['confirmed', 'refunded', 'cancelled'],
  cancelled: ['confirmed', 'refunded'],
  refunded: [],
} as const

export type OrderStatus = keyof typeof orderTransitions

/** Whose place a line pays for. */
export type OrderSeat = {
  line: string
  personId: string
  event: string
  registration: string
  /** Until when the waiting list's offer by which it was taken keeps it for its attendee, should the order come to nothing. */
  offeredUntil?: Instant | undefined
  /** When it ended by itself, before its line. `kept`: what was paid for it was not refunded. */
  ended?: { at: Instant; reason: RefundReason; kept?: true | undefined } | undefined
}

export type Refund = {
  id: string
  lines: string[]
  /** The registrations of single seats that it is for, when their lines did not end whole. */
  seats?: string[] | undefined
  amountCents: Cents
  reason: RefundReason
  /** Due: committed here, not yet done at the provider. Failed: the provider refused; someone must look. */
  state: 'due' | 'made' | 'failed'
  decidedAt: Instant
  providerId?: string | undefined
}

export const refundReasons = [
  'cancelled-by-buyer',
  'cancelled-by-attendee',
  'refunded-by-organiser',
  'event-cancelled',
  'too-late',
] as const
export type RefundReason = (typeof refundReasons)[number]

/** What a buyer asks the organizer for when the time for refunds is over. Another one may come once it was answered. */
export type AskedRefund = { reason: string; askedAt: Instant; answeredAt?: Instant | undefined }

/** A buyer's dispute at their bank, as the provider reports it. Won and lost are final. */
export type OrderDispute = {
  /** The provider's own id. */
  id: string
  amountCents: Cents
  /** The provider's word: `fraudulent`, `product_not_received`. */
  reason: string
  /** Lost: the money went back to the buyer. Seats and access stay until someone ends them. */
  state: 'open' | 'won' | 'lost'
  openedAt: Instant
  /** Until when evidence can be sent to the bank. */
  dueBy?: Instant | undefined
  /** When we learned how it ended. */
  closedAt?: Instant | undefined
}

/** How far the parcel with an order's copies has come. */
export type Shipment = {
  state: 'to-ship' | 'shipped'
  carrier?: string | undefined
  tracking?: string | undefined
  shippedAt?: Instant | undefined
}

export type Order = {
  id: string
  /** Short, for people: `L-20418`. Missing in orders from before they were numbered; see `orderNumber`. */
  number?: string | undefined
  status: OrderStatus
  buyer: { personId: string; email: string; name: string }
  lines: OrderLine[]
  seats: OrderSeat[]
  currency: Currency
  listCents: Cents
  discountCents: Cents
  totalCents: Cents
  applied: Applied[]
  /** Uses of limited promotions that it took. They're released with it. */
  uses: PromotionUse[]
  /** The terms that the buyer accepted, and when. */
  terms: { version: string; acceptedAt: Instant }
  placedAt: Instant
  /** Until when its seats are kept for payment. Only while it waits for payment. */
  holdEndsAt?: Instant | undefined
  checkout?: { id: string; url?: string | undefined; state: 'open' | 'processing' } | undefined
  paidAt?: Instant | undefined
  paidCents: Cents
  paymentId?: string | undefined
  refunds: Refund[]
  askedRefund?: AskedRefund | undefined
  /** How often a seat's name or address was corrected, each of which mails someone. */
  corrections?: number | undefined
  dispute?: OrderDispute | undefined
  /** Where copies go, when there are any. */
  shipTo?: Address | undefined
  shipment?: Shipment | undefined
  billing?: Billing | undefined
  /** Paid by an invoice that is sent; else on a page that is open for minutes. Its `checkout` is that invoice. */
  payBy?: 'invoice' | undefined
  /** Once its invoice was asked for. */
  invoice?: { number: string; issuedAt: Instant } | undefined
  /** Whether the provider is asked to add sales tax. */
  salesTax?: boolean | undefined
  /** Sales tax that the provider added to `totalCents`. */
  taxCents?: Cents | undefined
  /** The person who had signed in to place it. */
  placedBy?: string | undefined
  /** Whose unpaid holds it counts among, while it waits for payment and was placed by someone who had not signed in. */
  heldFrom?: string | undefined
  /** Where its idempotency key is kept, so that a failed attempt can free it. */
  key?: string | undefined
  /** Rises with each change; a change made on an older one is refused. */
  revision: number
}

/** Stripe's session lives this long; 30 minutes is the least it takes, and its clock is not ours. */
export const paymentSeconds = 31 * 60

/** How long an invoice may be paid without being late, and for how long after that it still counts. */
export const invoiceDays = 30
const lateDays = 14

/** When an order's invoice is due. */
export const invoiceDueAt = ({ placedAt }: Pick<Order, 'placedAt'>): Instant =>
  addSeconds(placedAt, invoiceDays * 24 * 3600)

/** When an unpaid invoice is withdrawn, and its order ends. */
export const invoiceEndsAt = (order: Pick<Order, 'placedAt'>): Instant =>
  addSeconds(invoiceDueAt(order), lateDays * 24 * 3600)

/** The hold outlives the session, so that no payment can come for seats that are gone. */
export const graceSeconds = 10 * 60

/**
 * The hold of an order whose payment page is not open yet: longer than opening one can take. Cut off in between, nobody
 * has a page to pay on, and the seats come back by then.
 */
export const openingSeconds = 2 * 60

/** A bank debit under way, or an unpaid invoice, is looked at again this often. */
export const processingLookSeconds = 24 * 3600

/** People one order may register: keeps the order in one transaction of 100 writes. */
export const attendeeLimit = 25

/** Of a plan for teams, the quantity is for how many people: at least those that it includes. */
export const LineRequest = z
  .strictObject({ sku: z.string().max(170), quantity: z.int().min(1).max(mostSeats).default(1) })
  .refine(({ sku, quantity }) => quantity <= attendeeLimit || sku.startsWith(planSku('')), {
    path: ['quantity'],
    message: `At most ${attendeeLimit}`,
  })
export type LineRequest = z.infer<typeof LineRequest>

export const Codes = z.array(z.string().max(200)).max(10).default([])

export const AttendeeRequest = z.strictObject({
  sku: z.string().max(170),
  email: EmailAddress,
  name: PersonName,
  answers: Answers.optional(),
})
export type AttendeeRequest = z.infer<typeof AttendeeRequest>

/** What a buyer asks for. */
export const OrderRequest = z.strictObject({
  lines: z.array(LineRequest).min(1).max(20),
  codes: Codes,
  buyer: z.strictObject({ email: EmailAddress, name: PersonName }),
  /** One for each seat. Left out, the buyer attends: then every quantity is one. */
  attendees: z.array(AttendeeRequest).max(attendeeLimit).optional(),
  /** Where copies are to go; needed when there are any. */
  shipTo: ParcelAddress.optional(),
  billing: Billing.optional(),
  /** Of a plan for teams: what the team is called. */
  team: z.strictObject({ name: line(80, 'Name your team') }).optional(),
  /** `invoice`: of a plan for teams, due in 30 days. The seats open when it's paid. */
  payBy: z.enum(['card', 'invoice']).optional(),
  /** The total that the buyer was shown; another one refuses the order. */
  expectedTotalCents: z.int().min(0).optional(),
})
export type OrderRequest = z.infer<typeof OrderRequest>

/** Moves an order to another state. @throws Error on a step that the table forbids: a defect, not bad input. */
export const become = (order: Order, status: OrderStatus): Order => {
  if (!(orderTransitions[order.status] as readonly OrderStatus[]).includes(status)) {
    throw new Error(`An order that is ${order.status} cannot become ${status}`)
  }
  return { ...order, status }
}

/** The bearer token by which its buyer reads an order. Derived, so that it is kept nowhere. */
export const orderToken = (secret: string, orderId: string): string => deriveToken(secret, `order:${orderId}`)

export const isOrderToken = (secret: string, orderId: string, token: string): boolean =>
  sameSecret(orderToken(secret, orderId), token)

export const liveLines = (order: Order): OrderLine[] => order.lines.filter((line) => line.status === 'live')

/** Whether its copies wait to be sent. */
export const isToShip = (order: Order): boolean =>
  order.status === 'confirmed' && order.shipment?.state === 'to-ship' && sendsCopies(liveLines(order))

/** What was refunded, decided or done; a refund that the provider refused does not count. */
export const refundedCents = (order: Order): Cents =>
  order.refunds.reduce((sum, refund) => (refund.state === 'failed' ? sum : sum + refund.amountCents), 0)

/** What a mail calls the buyer: the name they gave after signing in, since others may have given any name for the address. */
export const callBuyer = ({ buyer, placedBy }: Pick<Order, 'buyer' | 'placedBy'>): string =>
  placedBy === buyer.personId ? buyer.name : ''
