import * as z from 'zod'
import { isLive, listGrants, membershipAccess, pendingEnd, pendingGrant } from '../access/index.ts'
import { commit, Instant, Problem, type Table } from '../platform/index.ts'
import { announceMembership } from './membership-changed.ts'
import { PlanSlug } from './plan.ts'
import { findPlan } from './plan-store.ts'

export const MembershipGrant = z.strictObject({ plan: PlanSlug, until: Instant.optional() })
export type MembershipGrant = z.infer<typeof MembershipGrant>

/** All memberships that admins give share one source, so giving one again moves its end instead of adding another. */
const source = { source: 'gift', sourceId: 'admin' } as const

const unknownPlan = (plan: string): Problem =>
  new Problem('invalid', 'membership.unknown-plan', `There’s no plan called ${plan}.`, {
    errors: [{ path: 'plan', message: 'Choose a plan that exists' }],
  })

/**
 * Gives a person a membership, for good or until an instant. Giving what they have changes nothing and tells nobody.
 * @throws Problem invalid `membership.unknown-plan`
 */
export const grantMembership = async (
  table: Table,
  personId: string,
  given: MembershipGrant,
  now: Instant,
): Promise<void> => {
  const what = membershipAccess(given.plan)
  const [plan, grants] = await Promise.all([findPlan(table, given.plan), listGrants(table, personId)])
  if (!plan) throw unknownPlan(given.plan)
  const known = grants.find(
    (grant) => grant.what === what && grant.source === source.source && grant.sourceId === source.sourceId,
  )
  if (known && known.until === given.until && isLive(known, now)) return
  await commit(table, [
    pendingGrant(table, {
      ...{ personId, what, ...source, grantedAt: now, until: given.until },
      plan: { title: plan.title, allAccess: plan.allAccess },
    }),
    announceMembership(table, personId, now),
  ])
}

/** Refuses memberships of plans that there aren't, before anything is done. @throws Problem invalid `membership.unknown-plan` */
export const checkGiven = async (table: Table, given: readonly MembershipGrant[]): Promise<void> => {
  for (const { plan } of given) if (!(await findPlan(table, plan))) throw unknownPlan(plan)
}

/** Gives a person these memberships, and takes away whichever else an admin gave. @throws Problem invalid `membership.unknown-plan` */
export const setGivenMemberships = async (
  table: Table,
  personId: string,
  given: readonly MembershipGrant[],
  now: Instant,
): Promise<void> => {
  await checkGiven(table, given)
  for (const { what, source: from } of await listGrants(table, personId)) {
    const plan = what.startsWith(membershipAccess('')) ? what.slice(membershipAccess('').length) : undefined
    if (from !== source.source || plan === undefined || given.some((one) => one.plan === plan)) continue
    await endMembership(table, personId, plan, now)
  }
  for (const one of given) await grantMembership(table, personId, one, now)
}

/** Takes away a membership that an admin gave; what the person has from elsewhere stays. One that is not there ends nothing. */
export const endMembership = async (table: Table, personId: string, plan: PlanSlug, now: Instant): Promise<void> => {
  await commit(table, [
    pendingEnd(table, { personId, what: membershipAccess(plan), ...source }),
    announceMembership(table, personId, now),
  ])
}
