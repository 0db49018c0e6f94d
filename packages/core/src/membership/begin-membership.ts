import type { Subscription } from '../payments/index.ts'
import { announce, type Instant, newId, type PendingWrite, type Table, Temporal } from '../platform/index.ts'
import { following, type Holder, type Membership, type Sold } from './membership.ts'
import { announceMembership } from './membership-changed.ts'
import { pendingAccess, pendingNewMembership, pendingPayment } from './membership-store.ts'
import type { Plan } from './plan.ts'
import type { Team } from './team.ts'
import { pendingNewTeam } from './team-store.ts'
import { membershipPaid } from './topics.ts'

/** A year later, as the payment provider counts it: of February 29, the 28th where there is none. */
export const aYearAfter = (instant: Instant): Instant =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').add({ years: 1 }).toInstant().toString()

/** What was bought: by whom, by which order, and for how many. */
export type Bought = {
  id: string
  /** Missing of one that came from elsewhere. */
  order?: string | undefined
  owner: string
  plan: Pick<Plan, 'slug' | 'title' | 'allAccess'>
  seats: number
  /** Of a plan for teams: what the team is called. */
  team?: string | undefined
}

/** What a membership that begins now is, for one person or a new team: a year, given or paid for. Pure but for the team's id. */
export const begun = (
  { id, order, owner, plan, seats, team }: Bought,
  subscription: Subscription | undefined,
  sold: Sold,
  now: Instant,
): { membership: Membership; team?: Team } => {
  const teamId = team === undefined ? undefined : newId('team')
  const holder: Holder = teamId === undefined ? { person: owner } : { team: teamId }
  const first: Membership = {
    ...{ id, holder, owner, order, seats, plan: plan.slug },
    opens: { title: plan.title, allAccess: plan.allAccess },
    ...{ state: 'live', startedAt: now, paidUntil: aYearAfter(now), renews: false, renewalCents: 0, revision: 1 },
  }
  const membership = subscription
    ? {
        ...following(first, subscription, sold),
        ...{ startedAt: subscription.startedAt, subscription: subscription.id, plan: plan.slug, seats },
        ...(subscription.payments[0] ? { lastPayment: subscription.payments[0].id } : {}),
      }
    : first
  if (teamId === undefined || team === undefined) return { membership }
  const named = { id: teamId, name: team, owner, membership: id }
  return { membership, team: { ...named, managers: [], domains: [], join: 'take', seats, taken: 0, revision: 1 } }
}

/**
 * Begins a membership, to be committed with what it was bought by; refused as `membership` when it has begun before. Its first
 * payment is told with the order, so none is announced here unless there were several already.
 */
export const pendingBegun = (
  table: Table,
  { membership, team }: ReturnType<typeof begun>,
  payments: Subscription['payments'],
  now: Instant,
): PendingWrite[] => [
  ...pendingNewMembership(table, membership, now),
  ...pendingAccess(table, membership),
  ...(team ? [pendingNewTeam(table, team)] : []),
  ...payments.map((payment) => pendingPayment(table, membership.id, payment)),
  ...payments
    .slice(0, -1)
    .map(({ id }) => announce(table, membershipPaid, { membership: membership.id, payment: id }, now)),
  ...(membership.holder.person === undefined ? [] : [announceMembership(table, membership.holder.person, now)]),
]
