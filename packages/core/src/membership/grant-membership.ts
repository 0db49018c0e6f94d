import * as z from 'zod'
import { membershipAccess, pendingGrant, pendingRevoke } from '../access/index.ts'
import { commit, Instant, type Table } from '../platform/index.ts'
import { PlanSlug } from './plan.ts'

export const MembershipGrant = z.strictObject({ plan: PlanSlug, until: Instant.optional() })
export type MembershipGrant = z.infer<typeof MembershipGrant>

/** All memberships that admins give share one source, so giving one again moves its end instead of adding another. */
const source = { source: 'gift', sourceId: 'admin' } as const

/** Gives a person a membership, for good or until an instant. */
export const grantMembership = async (
  table: Table,
  personId: string,
  given: MembershipGrant,
  now: Instant,
): Promise<void> => {
  await commit(table, [
    pendingGrant(table, {
      personId,
      what: membershipAccess(given.plan),
      ...source,
      grantedAt: now,
      until: given.until,
    }),
  ])
}

/** Takes away a membership that an admin gave; what the person has from elsewhere stays. */
export const endMembership = async (table: Table, personId: string, plan: PlanSlug): Promise<void> => {
  await commit(table, [pendingRevoke(table, { personId, what: membershipAccess(plan), ...source })])
}
