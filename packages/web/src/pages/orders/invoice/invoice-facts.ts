import type { Organizer } from '@lectern/core/organizer'
import type { Instant } from '@lectern/core/platform'
import {
  invoicePart,
  type Order,
  type OrderLine,
  orderNumber,
  type RefundReason,
  refundedCents,
} from '@lectern/core/registration'
import { formatInstant } from '@lectern/core/schedule'
import { formatApplied } from '../../cart/totals.tsx'
import { addressLines } from '../address-lines.ts'

export type InvoiceLine = {
  title: string
  /** Under the title: the ticket or format, discounts with where they come from, what became of it. */
  notes: string[]
  quantity: string
  list: string
  discount: string
  amount: string
}

/** What an invoice says, in words; where it stands on the paper is for anyone who draws it. */
export type InvoiceFacts = {
  /** The invoice's own, of its year. */
  number: string
  /** What the document is called in a reader's window. */
  title: string
  organizer: string[]
  /** The organizer's logo as a PNG, and its size on the paper in points. */
  logo?: { png: Uint8Array; width: number; height: number } | undefined
  /** When it was issued: the document's own date, so that one order always gives the same file. */
  date: Instant
  dates: { term: string; detail: string }[]
  billTo: string[]
  shipTo: string[]
  lines: InvoiceLine[]
  sums: { label: string; amount: string; strong?: boolean }[]
  /** How it was paid, and what it is in. */
  payment: string[]
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** `$399.00`: on an invoice always with cents, so that a column can be added up. */
const money = (cents: number): string => dollars.format(cents / 100)
const off = (cents: number): string => (cents > 0 ? `−${money(cents)}` : '')

const reasons: Record<RefundReason, string> = {
  'cancelled-by-buyer': 'cancelled',
  'cancelled-by-attendee': 'canceled by the attendee',
  'refunded-by-organiser': 'by the organizer',
  'event-cancelled': 'the event was canceled',
  'too-late': 'paid after the hold ended',
}

const formatEnd = ({ refunds }: Order, line: OrderLine): string =>
  refunds.some(({ state, lines }) => state !== 'failed' && lines.includes(line.id)) ? 'Refunded' : 'Canceled'

const factsOfLine = (order: Order, line: OrderLine): InvoiceLine => {
  const part = invoicePart(line)
  return {
    title: line.title,
    notes: [
      ...(line.quantity > 1 ? [`${part}, ${money(line.unitCents)} each`] : [part]),
      ...line.applied.map((one) => `${formatApplied(one)}: ${off(one.discountCents)}`),
      ...(line.taxCents ? [`Sales tax: ${money(line.taxCents)}`] : []),
      ...(line.status === 'ended' ? [formatEnd(order, line)] : []),
    ],
    quantity: String(line.quantity),
    list: money(line.listCents),
    discount: off(line.discountCents),
    amount: money(line.totalCents),
  }
}

const sumsOf = (order: Order, words: (instant: Instant) => string): InvoiceFacts['sums'] => {
  const taxCents = order.taxCents ?? 0
  const refunds = order.refunds.filter(({ state }) => state !== 'failed')
  return [
    ...(order.discountCents > 0
      ? [
          { label: 'At list price', amount: money(order.listCents) },
          ...order.applied.map((one) => ({ label: formatApplied(one), amount: off(one.discountCents) })),
        ]
      : []),
    ...(taxCents > 0
      ? [
          { label: 'Before tax', amount: money(order.totalCents) },
          { label: 'Sales tax', amount: money(taxCents) },
        ]
      : []),
    { label: 'Total, in US dollars', amount: money(order.totalCents + taxCents), strong: true },
    ...(order.paidAt ? [{ label: `Paid ${words(order.paidAt)}`, amount: money(order.paidCents) }] : []),
    ...refunds.map((refund) => ({
      label: `Refund of ${words(refund.decidedAt)}, ${reasons[refund.reason]}${refund.state === 'due' ? ', on its way' : ''}`,
      amount: off(refund.amountCents),
    })),
    ...(refunds.length > 0
      ? [{ label: 'Paid, less refunds', amount: money(order.paidCents - refundedCents(order)), strong: true }]
      : []),
  ]
}

/** An order as its invoice tells it, with the prices that were frozen. Times are in the organizer's zone, which they name. */
export const invoiceFacts = (order: Order, organizer: Organizer): InvoiceFacts => {
  const { number, issuedAt } = order.invoice ?? { number: orderNumber(order), issuedAt: order.placedAt }
  const words = (instant: Instant) => formatInstant(instant, organizer.zone)
  const { company, purchaseOrder } = order.billing ?? {}
  return {
    number,
    title: `Invoice ${number}`,
    organizer: [organizer.name, ...organizer.postalAddress.split(/\s*\n\s*/), organizer.replyTo],
    date: issuedAt,
    dates: [
      { term: 'Invoice number', detail: number },
      { term: 'Date', detail: words(issuedAt) },
      ...(purchaseOrder ? [{ term: 'Purchase order', detail: purchaseOrder }] : []),
    ],
    billTo: [...(company ? [company] : []), order.buyer.name, order.buyer.email],
    shipTo: addressLines(order.shipTo),
    lines: order.lines.map((line) => factsOfLine(order, line)),
    sums: sumsOf(order, words),
    payment: [
      `For order ${orderNumber(order)}, placed ${words(order.placedAt)}.`,
      order.paymentId && order.paidCents > 0
        ? `Paid by card or bank account via Stripe, payment ${order.paymentId}.`
        : 'No payment needed.',
      'All amounts are in US dollars (USD).',
    ],
  }
}
