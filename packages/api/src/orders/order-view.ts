import type { Instant, Table } from '@lectern/core/platform'
import { Applied, normalizeCode, Quote, Rejection, rejection } from '@lectern/core/pricing'
import {
  Address,
  findRegistrations,
  invoiceDueAt,
  type Order,
  orderNumber,
  orderToken,
  payableUntil,
  type RegistrationRef,
  refundedCents,
} from '@lectern/core/registration'
import * as z from 'zod'
import { shown } from '../http/shown.ts'

const Amount = z.int().min(0)

export const AppliedView = Applied.omit({ promotionId: true }).meta({ id: 'Applied' })

export const QuoteView = Quote.omit({ uses: true })
  .extend({
    lines: z.array(
      z.object({
        sku: z.string(),
        quantity: z.int(),
        unitCents: Amount,
        listCents: Amount,
        discountCents: Amount,
        totalCents: Amount,
        applied: z.array(AppliedView),
      }),
    ),
    applied: z.array(AppliedView),
  })
  .meta({ id: 'Quote' })
export type QuoteView = z.infer<typeof QuoteView>

const RegistrationStatusView = z.enum(['held', 'confirmed', 'expired', 'cancelled', 'refunded'])

export const RegistrationRefView = z
  .object({ id: z.string(), event: z.string(), status: RegistrationStatusView })
  .meta({ id: 'RegistrationRef' })

export const RegisteredView = z
  .object({ registrations: z.array(RegistrationRefView) })
  .meta({ id: 'Registered', description: 'Already registered: the existing registrations.' })

const Goods = z
  .object({ product: z.string(), downloads: z.array(z.string()), copies: z.array(z.string()) })
  .describe('What a title delivers: the skus of downloads and of copies that ship.')

const ShipmentView = z.object({
  state: z.enum(['to-ship', 'shipped']),
  carrier: z.string().optional(),
  tracking: z.string().optional(),
  shippedAt: z.string().optional(),
})

export const OrderView = z
  .object({
    id: z.string(),
    number: z.string().describe('The short number shown on pages, emails, and invoices.'),
    status: z.enum(['confirmed', 'awaiting-payment', 'expired', 'cancelled', 'refunded']),
    buyer: z.object({ email: z.string(), name: z.string() }),
    lines: z.array(
      z.object({
        id: z.string(),
        sku: z.string(),
        title: z.string(),
        ticketName: z.string(),
        quantity: z.int(),
        unitCents: Amount,
        listCents: Amount,
        discountCents: Amount,
        totalCents: Amount,
        taxCents: Amount.optional(),
        applied: z.array(AppliedView),
        kind: z.enum(['ticket', 'title', 'shipping', 'membership']),
        goods: Goods.optional(),
        status: z.enum(['live', 'ended']),
      }),
    ),
    currency: z.literal('USD'),
    listCents: Amount,
    discountCents: Amount,
    totalCents: Amount,
    paidCents: Amount,
    refundedCents: Amount,
    applied: z.array(AppliedView),
    checkoutUrl: z.string().optional().describe('Where to pay, while it can still be paid.'),
    expiresAt: z.string().optional().describe('When the time to pay ends.'),
    payBy: z.literal('invoice').optional().describe('Paid by an invoice that we emailed. `checkoutUrl` opens it.'),
    dueAt: z.string().optional().describe('When the invoice is due.'),
    placedAt: z.string(),
    paidAt: z.string().optional(),
    taxCents: Amount.optional().describe('Sales tax added to the total when it was paid.'),
    shipTo: Address.extend({ country: z.string() }).optional().describe('Where copies ship to.'),
    shipment: ShipmentView.optional(),
    billing: z.object({ company: z.string().optional(), purchaseOrder: z.string().optional() }).optional(),
    registrations: z.array(RegistrationRefView),
    askedRefund: z
      .object({ reason: z.string(), askedAt: z.string(), answeredAt: z.string().optional() })
      .optional()
      .describe('What the buyer asked for after the refund deadline.'),
    refunds: z.array(
      z.object({
        id: z.string(),
        lines: z.array(z.string()),
        seats: z
          .array(z.string())
          .optional()
          .describe('The registrations it refunds, if only some seats are refunded.'),
        amountCents: Amount,
        reason: z.string(),
        state: z.enum(['due', 'made', 'failed']),
        decidedAt: z.string(),
      }),
    ),
  })
  .meta({ id: 'Order' })
export type OrderView = z.infer<typeof OrderView>

export const PlacedOrderView = OrderView.extend({
  token: z.string().describe('Bearer token that opens this order. Only returned when you place the order.'),
  rejected: z.array(Rejection).describe("Codes that weren't used because another price was better."),
}).meta({ id: 'PlacedOrder' })

/** A quote without what only the order needs to know. */
export const quoteView = (quote: Quote): QuoteView => shown(QuoteView, quote)

export const orderView = (order: Order, registrations: readonly RegistrationRef[], now: Instant): OrderView => {
  const until = payableUntil(order)
  const waiting = order.status === 'awaiting-payment'
  return shown(OrderView, {
    ...order,
    number: orderNumber(order),
    refundedCents: refundedCents(order),
    checkoutUrl: waiting && order.checkout?.state === 'open' && now < until ? order.checkout.url : undefined,
    expiresAt: waiting ? until : undefined,
    dueAt: waiting && order.payBy === 'invoice' ? invoiceDueAt(order) : undefined,
    registrations: [...registrations],
  })
}

/** The status of a seat's registration after another one of the same person has replaced it. */
const endedStatus = { expired: 'expired', refunded: 'refunded' } as const

/** An order with its registrations as they are now. One read. */
export const loadOrderView = async (table: Table, order: Order, now: Instant): Promise<OrderView> => {
  const keys = order.seats.map(({ personId, event }) => ({ personId, event }))
  const found = new Map((await findRegistrations(table, keys)).map((one) => [one.id, one]))
  const ended = order.status === 'expired' || order.status === 'refunded' ? endedStatus[order.status] : 'cancelled'
  const registrations = order.seats.map(({ registration, event }): RegistrationRef => {
    const own = found.get(registration)
    return own ?? { id: registration, event, status: ended }
  })
  return orderView(order, registrations, now)
}

/** The order as it's returned to the person who placed it. Codes that were sent and not applied were outranked. */
export const placedOrderView = (
  order: Order,
  registrations: readonly RegistrationRef[],
  { codes, secret, now }: { codes: readonly string[]; secret: string; now: Instant },
): z.infer<typeof PlacedOrderView> => {
  const applied = new Set(order.applied.map(({ code }) => normalizeCode(code ?? '')))
  const unused = new Map(codes.map((code) => [normalizeCode(code), code.trim()]))
  return {
    ...orderView(order, registrations, now),
    token: orderToken(secret, order.id),
    rejected: [...unused]
      .filter(([code]) => code !== '' && !applied.has(code))
      .map(([, code]) => rejection(code, 'outranked')),
  }
}
