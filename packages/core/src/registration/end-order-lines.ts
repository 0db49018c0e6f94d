import { findMembership, type MembershipRefund, pendingMembershipRefund } from '../membership/index.ts'
import { announce, commit, type Instant, newId, type PendingWrite, type Table } from '../platform/index.ts'
import { pendingGiveBackUses } from '../pricing/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { type Ending, endLines } from './end-lines.ts'
import { isMembership } from './line-kind.ts'
import { returnOffers } from './offered-seats.ts'
import { liveLines, type Order, type RefundReason } from './order.ts'
import type { OrderLine } from './order-line.ts'
import { pendingOrder } from './order-store.ts'
import { pendingRevokes } from './pending-grants.ts'
import { pendingRegistrationStatus } from './registration-store.ts'
import { announceFreed, seatsGivenBack } from './release-order.ts'
import { pendingSeats } from './seat-store.ts'
import { pendingHoldCounts } from './strangers.ts'
import { refundDue, registrationsEnded } from './topics.ts'

/** The memberships that some lines began end with them. */
const endedMemberships = async (
  table: Table,
  lines: readonly OrderLine[],
  refunds: readonly MembershipRefund[],
  now: Instant,
): Promise<PendingWrite[]> => {
  const line = lines.find(isMembership)
  const membership = line && (await findMembership(table, line.membership))
  return membership ? pendingMembershipRefund(table, membership, refunds, now) : []
}

/**
 * Ends lines of a confirmed order in one commit, or single seats of one that is confirmed or waits for its payment:
 * their registrations, their access, their seats, the refund that is due for them and the announcement. Code uses come
 * back with the last line of a confirmed order. The commit checks the order's revision, so that nothing is released or
 * refunded twice.
 * @param single.returnOffers  unpaid seats that an offer keeps go back to the offer, because it isn't their attendee
 * who ends them
 * @returns the order as it is then, or nothing when it changed meanwhile (look again)
 */
export const endOrderLines = async (
  context: Pick<CheckoutContext, 'table'>,
  order: Order,
  lineIds: readonly string[],
  reason: RefundReason,
  now: Instant,
  single: Pick<Ending, 'seats' | 'keepMoney' | 'owedCents'> & {
    returnOffers?: boolean
    refunds?: readonly MembershipRefund[]
  } = {},
): Promise<Order | undefined> => {
  const { table } = context
  const unpaid = order.status === 'awaiting-payment'
  const { returnOffers: returning, refunds, ...how } = single
  const ending = { ...how, reason, refundId: newId('refund'), now }
  const { order: changed, ended, seats, refund } = endLines(order, lineIds, ending)
  if (ended.length === 0 && seats.length === 0 && !refund) return order
  const offers = unpaid && returning ? await returnOffers(table, order, seats, now) : { kept: [], writes: [] }
  const freed = seats.filter((seat) => !offers.kept.includes(seat))
  const over = liveLines(changed).length === 0 && ended.length > 0 && !unpaid
  const to = refund ? 'refunded' : 'cancelled'
  const writes: PendingWrite[] = [
    pendingOrder(table, changed),
    ...seats.map((seat) => pendingRegistrationStatus(table, seat, unpaid ? 'held' : 'confirmed', to, now)),
    ...(unpaid ? [] : pendingRevokes(table, order, ended, seats)),
    ...(unpaid ? [] : await endedMemberships(table, ended, refunds ?? [], now)),
    ...pendingSeats(table, seatsGivenBack(order, freed)),
    ...offers.writes,
    ...(over ? pendingGiveBackUses(table, order.uses, order.buyer.personId) : []),
    ...pendingHoldCounts(table, [{ before: order, after: changed }], now),
    ...announceFreed(table, order, freed, now),
    announce(
      table,
      registrationsEnded,
      {
        order: order.id,
        lines: ended.map((line) => line.id),
        seats: seats.map(({ registration }) => registration),
        reason,
        refund: refund?.id ?? null,
        ...(unpaid ? { unpaid } : {}),
      },
      now,
    ),
    ...(refund ? [announce(table, refundDue, { order: order.id, refund: refund.id }, now)] : []),
  ]
  const result = await commit(table, writes)
  return result.committed ? { ...changed, revision: order.revision + 1 } : undefined
}
