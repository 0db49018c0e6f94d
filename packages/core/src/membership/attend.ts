import { eventAccess, type Grant, grantsFor } from '../access/index.ts'
import type { Instant } from '../platform/index.ts'
import { membershipsOf } from './plan.ts'

/**
 * Whether a person's grants let them into an event at `now`. A grant that a membership gave counts only while an
 * all-access membership lives, however it ended: taken away, or run out.
 */
export const mayAttend = (grants: readonly Grant[], event: string, now: Instant): boolean => {
  const member = membershipsOf(grants, now).some((membership) => membership.allAccess)
  return grantsFor(grants, eventAccess(event), now).some((grant) => grant.source !== 'membership' || member)
}
