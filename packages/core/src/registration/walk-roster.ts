import type { Instant, Table } from '../platform/index.ts'
import { listRecent } from './recent-store.ts'
import type { Registration } from './registration.ts'
import { findRegistrations, readRosterShard, rosterPosition } from './registration-store.ts'

/** Where a walk is among the people of the last day, and where it goes on with the roster. No name on a roster has a `#`. */
const amongRecent = '##recent#'
const rosterBegins = '##roster'

export type RosterStep = {
  /** Of the last day, and not on this page of the roster: they come again, with theirs. */
  recent: Registration[]
  /** As the roster lists them; each once in a walk. */
  listed: Registration[]
  /** Where to go on; nothing at the end. */
  next?: string | undefined
}

/**
 * A page of everyone on one shard of an event's roster, for work that must reach them all. First come the people of the
 * last day as they are now, whom the roster's index may not show yet, then the roster. A person of the last day comes
 * twice, so the work must bear repeating. What the index says about a registration may be a moment old.
 * @param page.limit  at most so many registrations, at least 1
 */
export const walkRoster = async (
  table: Table,
  page: { event: string; shard: number; after?: string | undefined; limit: number },
  now: Instant,
): Promise<RosterStep> => {
  const { event, shard, after, limit } = page
  const found: Registration[] = []
  let position = after === rosterBegins ? undefined : after
  if (after === undefined || after.startsWith(amongRecent)) {
    const recent = await listRecent(table, event, shard, { after: after?.slice(amongRecent.length), limit, now })
    found.push(
      ...(await findRegistrations(
        table,
        recent.people.map((personId) => ({ personId, event })),
      )),
    )
    if (recent.next !== undefined) return { recent: found, listed: [], next: `${amongRecent}${recent.next}` }
    if (found.length === limit) return { recent: found, listed: [], next: rosterBegins }
    position = undefined
  }
  const room = limit - found.length
  const listed = await readRosterShard(table, event, shard, { after: position, limit: room })
  const asTheyAre = new Map(found.map((one) => [one.id, one]))
  const onPage = new Set(listed.map(({ id }) => id))
  const last = listed.at(-1)
  return {
    recent: found.filter(({ id }) => !onPage.has(id)),
    listed: listed.map((one) => asTheyAre.get(one.id) ?? one),
    next: listed.length === room && last ? rosterPosition(last) : undefined,
  }
}
