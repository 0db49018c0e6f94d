import type { GrantedPlan } from '../access/index.ts'
import type { Owed, Subscription } from '../payments/index.ts'
import { addSeconds, type Cents, type Instant } from '../platform/index.ts'

/** Who holds a membership: one person, or a team whose seats people sit in. */
export type Holder = { person: string; team?: undefined } | { team: string; person?: undefined }

/** Money that went back for a membership. Due: committed here, not yet done at the provider. */
export type MembershipRefund = {
  id: string
  paymentId: string
  cents: Cents
  state: 'due' | 'made' | 'failed'
  decidedAt: Instant
}

/**
 * A membership that someone has for a year and may renew. What the provider says of its subscription is written here, so that
 * access asks nobody; the provider's own is the truth, and is read again whenever anything hints at a change.
 */
export type Membership = {
  id: string
  holder: Holder
  /** Who pays, and decides about it: its holder, or its team's owner. */
  owner: string
  plan: string
  /** The plan as it was when it was bought or changed. */
  opens: GrantedPlan
  /** How many people it is for. */
  seats: number
  order?: string | undefined
  /** Missing of one that costs nothing: a gift, or one that came from elsewhere. */
  subscription?: string | undefined
  customer?: string | undefined
  state: 'live' | 'past-due' | 'ended'
  startedAt: Instant
  /** The end of the last period that was paid for. */
  paidUntil: Instant
  renews: boolean
  /** What the next period costs. */
  renewalCents: Cents
  /** What the next period is to hold, where that is less: what was paid for stays until then. */
  next?: { plan: string; seats: number } | undefined
  owed?: Owed | undefined
  /** Paid by invoices that are sent; no card is charged. */
  invoiced?: true | undefined
  /** A change that was asked for and waits for its payment. */
  waiting?: true | undefined
  endedAt?: Instant | undefined
  refunds?: MembershipRefund[] | undefined
  /** The period's end about whose renewal a mail was sent. */
  reminded?: Instant | undefined
  /** The newest payment that is in our books. */
  lastPayment?: string | undefined
  /** Its end was told. */
  over?: true | undefined
  /** Rises with each change; a change made on an older one is refused. */
  revision: number
}

const day = 24 * 3600

/** How long access lasts while a renewal is owed. */
export const graceSeconds = 14 * day

/** How long before a renewal its mail goes. */
export const noticeSeconds = 30 * day

/** The end of the days in which an unpaid renewal may still come. */
export const graceEndsAt = ({ paidUntil }: Pick<Membership, 'paidUntil'>): Instant =>
  addSeconds(paidUntil, graceSeconds)

type Lasting = Pick<Membership, 'paidUntil' | 'renews' | 'endedAt'>

/** Until when a membership opens anything, as things are. */
export const accessUntil = (membership: Lasting): Instant => {
  const { paidUntil, renews, endedAt } = membership
  const lasts = renews ? graceEndsAt(membership) : paidUntil
  return endedAt !== undefined && endedAt < lasts ? endedAt : lasts
}

/**
 * Active while its period runs. Grace for 14 days after that, while the renewal is owed. Lapsed after that. Ended at once when it was
 * canceled or refunded, and with its period when it does not renew.
 */
export type Standing = 'active' | 'grace' | 'lapsed' | 'ended'

export const standingOf = (membership: Lasting, now: Instant): Standing => {
  const { paidUntil, renews, endedAt } = membership
  if (endedAt !== undefined && endedAt <= now && endedAt < graceEndsAt(membership)) return 'ended'
  if (now < paidUntil) return 'active'
  if (!renews) return 'ended'
  return now < graceEndsAt(membership) ? 'grace' : 'lapsed'
}

export const isOpen = (membership: Lasting, now: Instant): boolean => now < accessUntil(membership)

const lookAgainSeconds = day
/** For how long after its end the clock keeps asking for the end of a subscription. */
const lookSeconds = 30 * day

/**
 * When the clock looks at it next: to tell of the renewal, to ask the provider how a period ended, and each day while that is open.
 */
export const nextLook = (membership: Membership, now: Instant): Instant | undefined => {
  const { endedAt, paidUntil, renews, reminded, subscription } = membership
  if (endedAt !== undefined) return now < endedAt ? endedAt : undefined
  const notice = addSeconds(paidUntil, -noticeSeconds)
  if (renews && subscription !== undefined && reminded !== paidUntil && now < paidUntil) return notice
  if (now < paidUntil) return paidUntil
  if (subscription === undefined || now >= addSeconds(graceEndsAt(membership), lookSeconds)) return undefined
  const tomorrow = addSeconds(now, lookAgainSeconds)
  const end = graceEndsAt(membership)
  return now < end && end < tomorrow ? end : tomorrow
}

const sum = (items: Subscription['items']): Cents =>
  items.reduce((all, { cents, quantity }) => all + cents * quantity, 0)

/** What subscriptions are of, as far as it matters to what one holds. */
export type Sold = ReadonlyMap<string, { title: string; allAccess: boolean; seats?: { included: number } | undefined }>

/** The plan and the seats that a subscription's items amount to. */
const heldBy = (items: Subscription['items'], sold: Sold) => {
  const base = items.find(({ part }) => part === 'plan')
  const plan = base && sold.get(base.plan)
  if (!base || !plan) return undefined
  const extra = items.filter(({ part }) => part === 'seat').reduce((all, { quantity }) => all + quantity, 0)
  const opens: GrantedPlan = { title: plan.title, allAccess: plan.allAccess }
  return { plan: base.plan, opens, seats: (plan.seats?.included ?? 1) + extra }
}

/**
 * A membership as the provider's subscription makes it. More than before counts at once, since it was paid for; less counts from the next
 * period on, since this one was paid for.
 */
export const following = (membership: Membership, subscription: Subscription, sold: Sold): Membership => {
  const { owed: _owed, waiting: _waiting, next: _next, invoiced: _invoiced, endedAt, ...kept } = membership
  const held = heldBy(subscription.items, sold) ?? membership
  const isLess = held.seats < membership.seats || (membership.opens.allAccess && !held.opens.allAccess)
  const isLater = isLess && subscription.paidUntil === membership.paidUntil
  const { plan, opens, seats } = isLater ? membership : held
  // What ended here stays ended: a refund ends access in the instant in which it is decided.
  const [ended] = [endedAt, subscription.endedAt].filter((at) => at !== undefined).sort()
  return {
    ...kept,
    ...{ plan, opens: plan === membership.plan ? membership.opens : opens, seats },
    customer: subscription.customer,
    state: subscription.state === 'incomplete' ? 'past-due' : subscription.state,
    paidUntil: subscription.paidUntil,
    renews: subscription.renews,
    renewalCents: sum(subscription.items),
    ...(isLater ? { next: { plan: held.plan, seats: held.seats } } : {}),
    ...(subscription.owed ? { owed: subscription.owed } : {}),
    ...(subscription.waiting ? { waiting: true as const } : {}),
    ...(subscription.invoiced ? { invoiced: true as const } : {}),
    ...(ended === undefined ? {} : { endedAt: ended }),
  }
}
