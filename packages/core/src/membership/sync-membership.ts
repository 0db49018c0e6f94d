import { isDeepStrictEqual } from 'node:util'
import type { Payment, Payments, Subscription } from '../payments/index.ts'
import {
  again,
  announce,
  type Busy,
  commit,
  type Instant,
  newId,
  type PendingWrite,
  retrying,
  type Table,
} from '../platform/index.ts'
import { accessUntil, following, isOpen, type Membership, type MembershipRefund } from './membership.ts'
import { announceMembership } from './membership-changed.ts'
import {
  findMembership,
  findSubscribed,
  getMembership,
  pendingAccess,
  pendingMembership,
  pendingPayment,
} from './membership-store.ts'
import { listPlans } from './plan-store.ts'
import { pendingTeamSeats } from './team-store.ts'
import {
  membershipOver,
  membershipOwed,
  membershipPaid,
  membershipRefundDue,
  subscriptionUnwanted,
  teamChanged,
} from './topics.ts'

export type MembershipContext = { table: Table; payments: Payments }

export const membershipBusy: Busy = {
  attempts: 8,
  code: 'busy',
  message: 'Something changed while you were saving. Nothing was saved. Please try again.',
}

/** Payments that aren't in our books yet, the oldest first. */
const newPayments = (was: Membership, { payments }: Subscription): Payment[] => {
  const known = payments.findIndex(({ id }) => id === was.lastPayment)
  return (known < 0 ? payments : payments.slice(0, known)).toReversed()
}

/**
 * Whether a renewal was stopped that has begun already and is owed. The provider would go on trying to charge it, and bill someone who has
 * said no for a year: so it ends now, with what is owed.
 */
const stopsOwing = ({ renews, owed, paidUntil, endedAt }: Membership, now: Instant): boolean =>
  !renews && owed !== undefined && paidUntil <= now && endedAt === undefined

/**
 * Payments that came for what is over: after its end, or unknown when it was ended here. Nobody can have anything of them, so they go back
 * whole.
 */
const tooLate = (was: Membership, { endedAt }: Membership, paid: readonly Payment[]): Payment[] =>
  paid.filter(
    ({ cents, paymentId, paidAt }) =>
      cents > 0 &&
      paymentId !== undefined &&
      ((was.endedAt !== undefined && was.lastPayment !== undefined) || (endedAt !== undefined && paidAt >= endedAt)),
  )

const refundOf = ({ paymentId = '', cents }: Payment, now: Instant): MembershipRefund => ({
  ...{ id: newId('refund'), paymentId, cents, state: 'due', decidedAt: now },
})

/** To be committed with a change of what a membership opens: people are told of what they have lost or have again. */
export const announceAccess = (table: Table, { holder }: Membership, now: Instant): PendingWrite =>
  holder.team === undefined
    ? announceMembership(table, holder.person, now)
    : announce(table, teamChanged, { team: holder.team }, now)

/** How many seats of a team may be given. */
const seatsToGive = ({ seats, next }: Membership): number => Math.min(seats, next?.seats ?? seats)

/**
 * A membership as it is now, to be written over what it was, with all that follows: access, seats, the books, what goes back, and whom to
 * tell. Once it has ended, its subscription is ended at the provider too, and what is still open for it can't be paid anymore.
 * Refused as `membership` when someone changed it in between.
 */
const kept = (
  table: Table,
  was: Membership,
  changed: Membership,
  payments: readonly Payment[],
  now: Instant,
): { is: Membership; writes: PendingWrite[] } => {
  const open = isOpen(changed, now)
  const { over: _, ...running } = changed
  const last = payments.at(-1)
  const is: Membership = {
    ...(open ? running : { ...running, over: true }),
    ...(last ? { lastPayment: last.id } : {}),
  }
  const id = { membership: is.id }
  const moves = accessUntil(is) !== accessUntil(was) || is.plan !== was.plan
  const { owed, subscription } = is
  const returned = (is.refunds ?? []).filter((refund) => !was.refunds?.some((one) => one.id === refund.id))
  const told = payments.filter(({ paymentId }) => !returned.some((refund) => refund.paymentId === paymentId))
  const writes = [
    pendingMembership(table, is, now),
    ...(moves ? pendingAccess(table, is, was) : []),
    ...(is.holder.team !== undefined && seatsToGive(is) !== seatsToGive(was)
      ? [pendingTeamSeats(table, is.holder.team, seatsToGive(is))]
      : []),
    ...payments.map((payment) => pendingPayment(table, is.id, payment)),
    ...told.map((payment) => announce(table, membershipPaid, { ...id, payment: payment.id }, now)),
    ...returned.map((refund) => announce(table, membershipRefundDue, { ...id, refund: refund.id }, now)),
    ...(subscription !== undefined && is.endedAt !== undefined && was.endedAt === undefined
      ? [announce(table, subscriptionUnwanted, { subscription }, now)]
      : []),
    ...(owed && owed.id !== was.owed?.id && is.state === 'past-due'
      ? [announce(table, membershipOwed, { ...id, invoice: owed.id }, now)]
      : []),
    ...(is.over !== was.over || is.plan !== was.plan || (moves && !open) ? [announceAccess(table, is, now)] : []),
    ...(is.over && !was.over ? [announce(table, membershipOver, id, now)] : []),
  ]
  return { is: { ...is, revision: was.revision + 1 }, writes }
}

/** Writes it. @returns the membership as it is kept; nothing when someone changed it in between */
export const keep = async (
  table: Table,
  was: Membership,
  changed: Membership,
  payments: readonly Payment[],
  now: Instant,
): Promise<Membership | undefined> => {
  const { is, writes } = kept(table, was, changed, payments, now)
  return (await commit(table, writes)).committed ? is : undefined
}

/**
 * Ends a membership at this instant, to be committed with what it ends by: all that it opens is closed then, for every seat of a team,
 * its subscription is ended at the provider, and some of its payments go back. Nothing to write for one that has ended.
 */
export const pendingMembershipRefund = (
  table: Table,
  was: Membership,
  refunds: readonly MembershipRefund[],
  now: Instant,
): PendingWrite[] => {
  if (was.endedAt !== undefined && was.endedAt <= now) return []
  const is: Membership = { ...was, endedAt: now, renews: false, refunds: [...(was.refunds ?? []), ...refunds] }
  return kept(table, was, is, [], now).writes
}

/** Does at the provider what was decided here, keyed by the refund, so that doing it again refunds once. */
export const makeMembershipRefund = async (
  { table, payments }: MembershipContext,
  id: string,
  refundId: string,
  now: Instant,
): Promise<void> => {
  const membership = await findMembership(table, id)
  const refund = membership?.refunds?.find((one) => one.id === refundId)
  if (refund?.state !== 'due') return
  const made = await payments.refund({
    key: `refund:${refund.id}`,
    paymentId: refund.paymentId,
    amountCents: refund.cents,
    reference: membership?.order ?? id,
  })
  await retrying(membershipBusy, async () => {
    const current = await getMembership(table, id)
    const refunds = current.refunds?.map((one) => (one.id === refundId ? { ...one, state: made.state } : one))
    return (await commit(table, [pendingMembership(table, { ...current, refunds }, now)])).committed ? true : again
  })
}

/**
 * Brings a membership in line with its subscription. The one use case behind webhooks, the account's pages and the clock: each
 * merely gives a reason to look. The membership is read before the provider is asked, and written only over what was read, so that
 * of two readings the older one cannot overwrite the newer.
 * @param always  write it even if nothing has changed, so that the clock looks again later
 * @returns the membership after that, or nothing when the subscription isn't for one of ours, or not yet
 */
export const syncMembership = (
  { table, payments }: MembershipContext,
  subscriptionId: string,
  now: Instant,
  { always = false }: { always?: boolean } = {},
): Promise<Membership | undefined> =>
  retrying(membershipBusy, async () => {
    const id = await findSubscribed(table, subscriptionId)
    if (id === undefined) return undefined
    const [was, plans] = await Promise.all([getMembership(table, id), listPlans(table)])
    const subscription = await payments.findSubscription(subscriptionId)
    const followed = following(was, subscription, new Map(plans.map((plan) => [plan.slug, plan])))
    const paid = newPayments(was, subscription)
    const ended = stopsOwing(followed, now) ? { ...followed, endedAt: now } : followed
    const returned = tooLate(was, ended, paid).map((payment) => refundOf(payment, now))
    const is = returned.length === 0 ? ended : { ...ended, refunds: [...(was.refunds ?? []), ...returned] }
    const isSame = isDeepStrictEqual(without(is), without(was)) && paid.length === 0 && isOpen(is, now) === !was.over
    if (isSame && !always) return was
    return (await keep(table, was, is, paid, now)) ?? again
  })

/** As it is stored: what is undefined is not there. */
const without = (membership: Membership): unknown => JSON.parse(JSON.stringify(membership))
