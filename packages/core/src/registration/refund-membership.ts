import {
  getMembership,
  listPayments,
  type Membership,
  pendingMembershipRefund,
  syncMembership,
} from '../membership/index.ts'
import type { Payment } from '../payments/index.ts'
import { again, type Cents, commit, type Instant, newId, retrying, secondsBetween } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { endOrderLines } from './end-order-lines.ts'
import { isMembership } from './line-kind.ts'
import { liveLines } from './order.ts'
import { nothingToRefund, orderBusy } from './order-problems.ts'
import { findOrder } from './order-store.ts'

/** For how long a payment is returned whole. */
export const wholeSeconds = 14 * 24 * 3600

/** What of a payment goes back: all of it at first, then the share of the days that are left of what it paid for. */
export const refundOf = (
  { cents, paidAt }: Pick<Payment, 'cents' | 'paidAt'>,
  { paidUntil }: Pick<Membership, 'paidUntil'>,
  now: Instant,
): Cents => {
  if (now >= paidUntil) return 0
  if (secondsBetween(paidAt, now) <= wholeSeconds) return cents
  return Math.round((cents * secondsBetween(now, paidUntil)) / secondsBetween(paidAt, paidUntil))
}

/** The payments for the period that runs: the last renewal or the purchase, and what was added since. */
const ofThisPeriod = (payments: readonly Payment[], { paidUntil }: Membership): Payment[] => {
  const year = 366 * 24 * 3600
  return payments.filter(
    ({ paidAt, cents }) => cents > 0 && paidAt < paidUntil && secondsBetween(paidAt, paidUntil) <= year,
  )
}

/** What a refund of a membership would return right now, in cents. */
export const membershipRefundCents = async (
  { table }: Pick<CheckoutContext, 'table'>,
  membership: Membership,
  now: Instant,
): Promise<Cents> =>
  ofThisPeriod(await listPayments(table, membership.id), membership).reduce(
    (all, payment) => all + refundOf(payment, membership, now),
    0,
  )

/**
 * An admin refunds a membership: whole within 14 days, after that for the days that are left. It ends in the same instant, for every
 * seat of a team, and so does its subscription. The first payment goes back by its order, so that the order's books stay right.
 * @throws Problem not-found; conflict `registration.nothing-to-refund` when it has ended, or cost nothing
 */
export const refundMembership = async (context: CheckoutContext, id: string, now: Instant): Promise<void> => {
  const { table } = context
  const { subscription } = await getMembership(table, id)
  // What came for it meanwhile is refunded with the rest, also where no word of it has come.
  if (subscription !== undefined) await syncMembership(context, subscription, now)
  return retrying(orderBusy, async () => {
    const membership = await getMembership(table, id)
    if (membership.endedAt !== undefined) throw nothingToRefund()
    const [payments, order] = await Promise.all([
      listPayments(table, id),
      membership.order === undefined ? undefined : findOrder(table, membership.order),
    ])
    const due = ofThisPeriod(payments, membership)
    const line = order && liveLines(order).find(isMembership)
    const first = due.find(({ paymentId }) => paymentId !== undefined && paymentId === order?.paymentId)
    const refunds = due
      .filter((payment) => payment !== first && payment.paymentId !== undefined)
      .map((payment) => ({
        id: newId('refund'),
        paymentId: payment.paymentId ?? '',
        cents: refundOf(payment, membership, now),
        state: 'due' as const,
        decidedAt: now,
      }))
      .filter(({ cents }) => cents > 0)
    const returned = first ? refundOf(first, membership, now) : 0
    if (refunds.length === 0 && returned === 0) throw nothingToRefund()
    if (first && order && line) {
      const ended = await endOrderLines(context, order, [line.id], 'refunded-by-organiser', now, {
        owedCents: returned,
        refunds,
      })
      return ended ? undefined : again
    }
    return (await commit(table, pendingMembershipRefund(table, membership, refunds, now))).committed ? undefined : again
  })
}
