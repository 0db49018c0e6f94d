import { eventAccess, type Grant, grantsFor } from '../access/index.ts'
import type { Event } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import { membershipsOf } from './plan.ts'

/**
 * Whether a person's grants let them into an event at `now`. A grant that a membership gave counts only while an
 * all-access membership lives, however it ended: taken away, or run out. A group of members is among itself: whoever is no
 * member any more stays out of an event for members alone, whatever they paid for it. Organisers let in whom they must.
 */
export const mayAttend = (
  grants: readonly Grant[],
  { slug, access }: Pick<Event, 'slug' | 'access'>,
  now: Instant,
): boolean => {
  const memberships = membershipsOf(grants, now)
  const allAccess = memberships.some((membership) => membership.allAccess)
  const amongThem = access !== 'members' || memberships.length > 0
  return grantsFor(grants, eventAccess(slug), now).some(
    ({ source }) => source === 'staff' || (amongThem && (source !== 'membership' || allAccess)),
  )
}

/** Whether it is for want of a membership alone that a person may not attend an event: they have a grant for it. */
export const lacksMembership = (
  grants: readonly Grant[],
  event: Pick<Event, 'slug' | 'access'>,
  now: Instant,
): boolean => grantsFor(grants, eventAccess(event.slug), now).length > 0 && !mayAttend(grants, event, now)
