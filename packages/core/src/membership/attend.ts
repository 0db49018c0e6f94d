import { eventAccess, type Grant, grantsFor } from '../access/index.ts'
import type { Event } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import { membershipsOf } from './plan.ts'

/**
 * Whether a person's grants let them into an event at `now`. A grant from a membership counts only while an all-access
 * membership is live, however it ended: removed, or expired. Events for members are for members only: former members
 * stay out, whatever they paid. Organizers can let people in when they have to.
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
