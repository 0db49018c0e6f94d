import { listGrants } from '../access/index.ts'
import type { Event } from '../catalog/index.ts'
import { membershipsOf } from '../membership/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import { isLiveRegistration, type Registration } from './registration.ts'
import { listRoster } from './registration-store.ts'

/** How many registrations are looked at, and how many people's memberships are read in parallel. */
const most = 200
const atOnce = 25

const strangersTo = async (table: Table, event: Event, some: readonly Registration[], now: Instant) => {
  if (event.access === 'invited') return some.filter(({ email }) => !event.invited.includes(email)).length
  const grants = await Promise.all(some.map(({ personId }) => listGrants(table, personId)))
  return grants.filter((one) => membershipsOf(one, now).length === 0).length
}

/**
 * How many who are registered would not be let in if they registered now: not invited, or no members. Looks at a roster's
 * first 200, before an organizer narrows who may come.
 */
export const countOutside = async (table: Table, event: Event, now: Instant): Promise<number> => {
  if (event.access === 'everyone') return 0
  const { items } = await listRoster(table, event.slug, { limit: most })
  const live = items.filter(isLiveRegistration)
  let outside = 0
  for (let from = 0; from < live.length; from += atOnce) {
    outside += await strangersTo(table, event, live.slice(from, from + atOnce), now)
  }
  return outside
}
