import type { BilledItem } from '../payments/index.ts'
import { type Cents, type Instant, Problem, requestHash, secondsBetween, type Table } from '../platform/index.ts'
import { isOpen, type Membership, standingOf } from './membership.ts'
import { findMembership, listMembershipsOf } from './membership-store.ts'
import type { Plan } from './plan.ts'
import { itemsOf } from './plan-items.ts'
import { findPlan } from './plan-store.ts'
import { type MembershipContext, syncMembership } from './sync-membership.ts'
import { noTeam } from './team-problems.ts'
import { findTeam } from './team-store.ts'

const conflict = (code: `membership.${string}`, message: string): Problem => new Problem('conflict', code, message)

/** What someone would like to have instead: another plan, or another number of people, or both. */
export type Wanted = { plan?: string | undefined; seats?: number | undefined }

/** A change with its price, before anybody says yes. */
export type ChangeQuote = {
  plan: string
  seats: number
  /** `now`: charged at once. `renewal`: from the next period on. `none`: what they have. */
  when: 'now' | 'renewal' | 'none'
  dueCents: Cents
  /** What the next period then costs. */
  renewalCents: Cents
  renewsAt: Instant
  /** As of when the rest of the period is measured. */
  at: Instant
}

/** @throws Problem not-found for anyone but the person who pays for it, and admins */
export const getOwnMembership = async (
  table: Table,
  id: string,
  by: { id: string; admin?: boolean | undefined },
): Promise<Membership> => {
  const membership = await findMembership(table, id)
  if (!membership || (!by.admin && membership.owner !== by.id)) throw noTeam()
  return membership
}

/**
 * What a person pays for, as the provider says right now: the person who looks at their membership sees what is, also when no word of it came.
 * One read, and for each that is not over one request to the provider.
 */
export const lookAtMemberships = async (
  context: MembershipContext,
  owner: string,
  now: Instant,
): Promise<Membership[]> => {
  const kept = await listMembershipsOf(context.table, owner)
  return Promise.all(
    kept.map(async (membership) => {
      const { subscription, over } = membership
      if (over || subscription === undefined) return membership
      return (await syncMembership(context, subscription, now)) ?? membership
    }),
  )
}

/** @throws Problem conflict `membership.ended`, `membership.not-billed`, `membership.payment-owed` */
const billed = (membership: Membership, now: Instant): string => {
  const { subscription, owed, waiting } = membership
  if (!isOpen(membership, now)) throw conflict('membership.ended', 'This membership has ended. Buy a new one.')
  if (subscription === undefined) {
    throw conflict('membership.not-billed', 'This membership was given to you, so there’s nothing to change.')
  }
  if (owed || waiting || standingOf(membership, now) !== 'active') {
    throw conflict('membership.payment-owed', 'A payment is due. Pay it first, then make your change.')
  }
  return subscription
}

const planFor = (plan: Plan | undefined, membership: Membership, seats: number): BilledItem[] => {
  const isTeam = membership.holder.team !== undefined
  if (!plan || (plan.holder === 'team') !== isTeam) {
    throw conflict('membership.plan-unsuitable', 'You can’t change to this plan. Buy it instead.')
  }
  const most = plan.seats?.most ?? 1
  if (seats > most) throw conflict('membership.too-many-seats', `This plan is for ${most} people at most.`)
  const items = itemsOf(plan, seats)
  if (!items) throw conflict('membership.plan-withdrawn', 'This plan isn’t sold anymore. What you have stays yours.')
  return items
}

type Planned = ChangeQuote & { items: BilledItem[]; subscription: string }

const planned = async (
  { table, payments }: MembershipContext,
  membership: Membership,
  wanted: Wanted,
  at: Instant,
  now: Instant,
): Promise<Planned> => {
  const subscription = billed(membership, now)
  const slug = wanted.plan ?? membership.next?.plan ?? membership.plan
  const plan = await findPlan(table, slug)
  const seats = Math.max(wanted.seats ?? membership.next?.seats ?? membership.seats, plan?.seats?.included ?? 1)
  const items = planFor(plan, membership, seats)
  const more = seats > membership.seats || (plan?.allAccess === true && !membership.opens.allAccess)
  const less = seats < membership.seats || (plan?.allAccess === false && membership.opens.allAccess)
  if (more && less) {
    throw conflict('membership.change-mixed', 'Make one change at a time: more now, or less from the renewal on.')
  }
  if (more && membership.next) {
    throw conflict('membership.change-planned', 'Fewer seats are planned for your renewal. Take that back first.')
  }
  if (less && membership.holder.team !== undefined) {
    const team = await findTeam(table, membership.holder.team)
    if (team && team.taken > seats) {
      throw conflict('membership.seats-taken', `${team.taken} seats are taken. Free some first, then reduce them.`)
    }
  }
  const same = slug === membership.plan && seats === membership.seats
  const when = more || (!less && !same) ? 'now' : less || membership.next ? 'renewal' : 'none'
  // A change of what is paid by invoice would count before it's paid (docs.stripe.com/billing/subscriptions/pending-updates).
  if (when === 'now' && membership.invoiced) {
    throw conflict(
      'membership.paid-by-invoice',
      'You pay by invoice. Email us what you’d like, and we’ll send one for it.',
    )
  }
  const dueCents = when === 'now' ? await payments.previewChange(subscription, { items, at }) : 0
  const extra = plan?.seats ? Math.max(0, seats - plan.seats.included) * plan.seats.extraCents : 0
  const renewalCents = (plan?.priceCents ?? 0) + extra
  return { plan: slug, seats, when, dueCents, renewalCents, renewsAt: membership.paidUntil, at, items, subscription }
}

/**
 * What a change costs now, to the cent, and what the renewal costs then. More is charged at once for the days that are left; less counts
 * from the renewal on.
 * @throws Problem conflict `membership.*`; unavailable `payments.unavailable`
 */
export const quoteChange = async (
  context: MembershipContext,
  membership: Membership,
  wanted: Wanted,
  now: Instant,
): Promise<ChangeQuote> => {
  const { items: _, subscription: __, ...shown } = await planned(context, membership, wanted, now, now)
  return shown
}

/** For how long a price that was shown is good. */
const quoteSeconds = 3600

/**
 * Makes a change at the price that was shown. More counts once it is paid: a declined card leaves all as it was, and the membership says what
 * is owed and where to pay it.
 * @param shown  the price, and as of when it was worked out
 * @throws Problem conflict `membership.price-changed`, and as `quoteChange` does
 */
export const changeMembership = async (
  context: MembershipContext,
  membership: Membership,
  wanted: Wanted,
  shown: { dueCents: Cents; at: Instant },
  now: Instant,
): Promise<Membership> => {
  const fresh = shown.at <= now && secondsBetween(shown.at, now) < quoteSeconds
  const change = await planned(context, membership, wanted, fresh ? shown.at : now, now)
  if (!fresh || change.dueCents !== shown.dueCents) {
    throw conflict('membership.price-changed', 'The price has changed. Look at the new one, then try again.')
  }
  const { items, subscription, when, at } = change
  // The same change asked for twice is one change; after it the membership is another one.
  const key = `change:${membership.id}:${membership.revision}:${requestHash({ items, at })}`
  if (when === 'now') await context.payments.changeNow(subscription, { items, at, key })
  if (when === 'renewal') await context.payments.changeAtRenewal(subscription, { items, key })
  return (await syncMembership(context, subscription, now)) ?? membership
}

/**
 * Stops the renewal, or takes that back while the period runs. What was paid for stays until its end.
 * @throws Problem conflict `membership.ended`, `membership.not-billed`
 */
export const setRenewal = async (
  context: MembershipContext,
  membership: Membership,
  renews: boolean,
  now: Instant,
): Promise<Membership> => {
  const { subscription, id, revision } = membership
  if (!isOpen(membership, now)) throw conflict('membership.ended', 'This membership has ended. Buy a new one.')
  if (subscription === undefined) {
    throw conflict('membership.not-billed', 'This membership doesn’t renew, so there’s nothing to stop.')
  }
  if (membership.renews !== renews) {
    await context.payments.setRenewal(subscription, { renews, key: `renews:${id}:${revision}:${renews}` })
  }
  return (await syncMembership(context, subscription, now)) ?? membership
}

/** The provider's page for cards and invoices of a membership. @throws Problem conflict `membership.not-billed` */
export const openPortal = async (
  { payments, siteUrl }: Pick<MembershipContext, 'payments'> & { siteUrl: string },
  { customer, holder }: Membership,
): Promise<string> => {
  if (customer === undefined) {
    throw conflict('membership.not-billed', 'This membership was given to you, so it has no invoices.')
  }
  const page = holder.team === undefined ? 'membership' : 'team'
  return payments.openPortal({ customer, returnUrl: `${siteUrl}/account/${page}` })
}
