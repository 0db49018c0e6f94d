import type { Table } from '../platform/index.ts'
import { isLiveRegistration } from './registration.ts'
import { listRoster } from './registration-store.ts'

/** How many people are registered or hold a seat, in all and by ticket; with `more`, at least so many. */
export type Registered = { people: number; more: boolean; byTicket: ReadonlyMap<string, number> }

/**
 * Counts a roster's first page: exact for a small roster, since an event without a limit counts its registrations nowhere.
 * @param most  how many registrations are read
 */
export const countRegistered = async (table: Table, event: string, most = 200): Promise<Registered> => {
  const { items, next } = await listRoster(table, event, { limit: most })
  const live = items.filter(isLiveRegistration)
  const byTicket = new Map<string, number>()
  for (const { sku } of live) {
    const ticket = sku.slice(sku.indexOf(':') + 1)
    byTicket.set(ticket, (byTicket.get(ticket) ?? 0) + 1)
  }
  return { people: live.length, more: next !== undefined, byTicket }
}
