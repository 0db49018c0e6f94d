import { eventAccess, listKeptGrants } from '../access/index.ts'
import type { Table } from '../platform/index.ts'
import type { TeamSeat } from './team.ts'

/**
 * Which events each holder registered for by their seat, by slug, the newest first. What they bought themselves, and what they
 * had before, is not the team's to see. One query for each seat that is held, of which a plan bounds the number.
 */
export const eventsBySeat = async (table: Table, seats: readonly TeamSeat[]): Promise<Map<string, string[]>> => {
  const prefix = eventAccess('')
  const used = await Promise.all(
    seats.map(async ({ email, person, since }): Promise<[string, string[]]> => {
      const grants = person === undefined ? [] : await listKeptGrants(table, person)
      const bySeat = grants.filter(
        ({ what, source, grantedAt }) => source === 'membership' && what.startsWith(prefix) && grantedAt >= since,
      )
      return [
        email,
        bySeat.toSorted((a, b) => (a.grantedAt < b.grantedAt ? 1 : -1)).map(({ what }) => what.slice(prefix.length)),
      ]
    }),
  )
  return new Map(used)
}
