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

/** How many people; with `more`, at least so many, since the roster is longer than what was looked at. */
export type Outside = { people: number; more: boolean }

const nobody: Outside = { people: 0, more: false }

/**
 * How many who are registered would not be let in if they registered after a change that narrows who may come: not invited, or
 * no members. Looks at a roster's first 200; reads nothing for any other change.
 */
export const countOutside = async (table: Table, before: Event, event: Event, now: Instant): Promise<Outside> => {
  const narrowed = before.access !== event.access || before.invited.some((email) => !event.invited.includes(email))
  if (before.status !== 'published' || event.access === 'everyone' || !narrowed) return nobody
  const { items, next } = await listRoster(table, event.slug, { limit: most })
  const live = items.filter(isLiveRegistration)
  let people = 0
  for (let from = 0; from < live.length; from += atOnce) {
    people += await strangersTo(table, event, live.slice(from, from + atOnce), now)
  }
  return { people, more: next !== undefined }
}
