import * as z from 'zod'
import { isLive, listGrants, membershipAccess, pendingEnd, pendingGrant } from '../access/index.ts'
import { commit, Instant, type Table } from '../platform/index.ts'
import { announceMembership } from './membership-changed.ts'
import { PlanSlug } from './plan.ts'

export const MembershipGrant = z.strictObject({ plan: PlanSlug, until: Instant.optional() })
export type MembershipGrant = z.infer<typeof MembershipGrant>

/** All memberships that admins give share one source, so giving one again moves its end instead of adding another. */
const source = { source: 'gift', sourceId: 'admin' } as const

/** Gives a person a membership, for good or until an instant. Giving what they have changes nothing and tells nobody. */
export const grantMembership = async (
  table: Table,
  personId: string,
  given: MembershipGrant,
  now: Instant,
): Promise<void> => {
  const what = membershipAccess(given.plan)
  const known = (await listGrants(table, personId)).find(
    (grant) => grant.what === what && grant.source === source.source && grant.sourceId === source.sourceId,
  )
  if (known && known.until === given.until && isLive(known, now)) return
  await commit(table, [
    pendingGrant(table, { personId, what, ...source, grantedAt: now, until: given.until }),
    announceMembership(table, personId, now),
  ])
}

/** Takes away a membership that an admin gave; what the person has from elsewhere stays. One that is not there ends nothing. */
export const endMembership = async (table: Table, personId: string, plan: PlanSlug, now: Instant): Promise<void> => {
  await commit(table, [
    pendingEnd(table, { personId, what: membershipAccess(plan), ...source }),
    announceMembership(table, personId, now),
  ])
}
