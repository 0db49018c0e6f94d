import { type Grant, grantsFor, titleAccess } from '../access/index.ts'
import type { Instant } from '../platform/index.ts'
import { membershipsOf } from './plan.ts'

/**
 * Whether a person's grants let them take the files of a download format at `now`. A grant that a membership gave counts
 * only while a membership lives, however it ended; a title that memberships include is open to every member without one.
 * @param sku  of the download format
 */
export const mayOpen = (
  grants: readonly Grant[],
  sku: string,
  now: Instant,
  { included = false }: { included?: boolean } = {},
): boolean => {
  const member = membershipsOf(grants, now).length > 0
  if (included && member) return true
  return grantsFor(grants, titleAccess(sku), now).some((grant) => grant.source !== 'membership' || member)
}
