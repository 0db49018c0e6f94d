import type { BilledItem } from '../payments/index.ts'
import { addSeconds, announce, commit, type Instant, type Table } from '../platform/index.ts'
import { type Membership, noticeSeconds } from './membership.ts'
import { deferLook, getMembership, listDueMemberships, pendingMembership } from './membership-store.ts'
import { itemsOf } from './plan-items.ts'
import { findPlan } from './plan-store.ts'
import { keep, type MembershipContext, syncMembership } from './sync-membership.ts'
import { membershipRenewing } from './topics.ts'

/** How many of each shard one round deals with. */
const roundSize = 25

/** After how long one that failed is tried again. */
const waitSeconds = 15 * 60

const isNoticeDue = ({ renews, subscription, reminded, paidUntil, endedAt }: Membership, now: Instant): boolean =>
  renews &&
  subscription !== undefined &&
  endedAt === undefined &&
  reminded !== paidUntil &&
  addSeconds(paidUntil, -noticeSeconds) <= now &&
  now < paidUntil

const isPricedBy = (items: readonly BilledItem[], wanted: readonly BilledItem[]): boolean =>
  items.length === wanted.length &&
  wanted.every(({ price, quantity }) => items.some((item) => item.price === price && item.quantity === quantity))

/**
 * Moves the next period to today's prices, if they have changed, and has the mail that says date and price sent. In this order: nobody is
 * charged a new price that they weren't told.
 */
const giveNotice = async (context: MembershipContext, subscription: string, now: Instant): Promise<void> => {
  const { table, payments } = context
  const membership = await syncMembership(context, subscription, now)
  if (!membership || !isNoticeDue(membership, now)) return
  const { plan, seats, next, paidUntil } = membership
  const wanted = itemsOf(await findPlan(table, next?.plan ?? plan), next?.seats ?? seats)
  const { items } = await payments.findSubscription(subscription)
  if (wanted && !isPricedBy(items, wanted)) {
    await payments.changeAtRenewal(subscription, { items: wanted, key: `renewal:${membership.id}:${paidUntil}` })
  }
  const priced = (await syncMembership(context, subscription, now)) ?? membership
  await commit(table, [
    pendingMembership(table, { ...priced, reminded: paidUntil }, now),
    announce(table, membershipRenewing, { membership: membership.id, paidUntil }, now),
  ])
}

/** One that nobody pays for: when its time is over, that is told. */
const close = async (table: Table, id: string, now: Instant): Promise<void> => {
  const membership = await getMembership(table, id)
  await keep(table, membership, membership, [], now)
}

const lookAt = async (context: MembershipContext, membership: Membership, now: Instant): Promise<void> => {
  const { subscription } = membership
  if (subscription === undefined) return close(context.table, membership.id, now)
  if (isNoticeDue(membership, now)) return giveNotice(context, subscription, now)
  await syncMembership(context, subscription, now, { always: true })
}

/**
 * The clock's part: renewals are told 30 days before, and once a period is over the provider is asked how it ended, whether or not
 * word of it came. Access ends by itself, at its instant. One that fails is due again a while later, so that however many fail hold
 * up no other.
 * @returns how many were looked at
 */
export const lookAtDueMemberships = async (
  context: MembershipContext,
  now: Instant,
  onError: (membership: Membership, error: unknown) => void,
): Promise<number> => {
  const due = await listDueMemberships(context.table, now, roundSize)
  for (const membership of due) {
    try {
      await lookAt(context, membership, now)
    } catch (error) {
      onError(membership, error)
      await deferLook(context.table, membership, addSeconds(now, waitSeconds))
    }
  }
  return due.length
}
