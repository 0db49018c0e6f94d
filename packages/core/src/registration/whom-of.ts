import { type Event, hasDayTickets, type Whom } from '../catalog/index.ts'
import type { PersonRef } from '../identity/index.ts'
import type { Table } from '../platform/index.ts'
import { isLiveRegistration } from './registration.ts'
import { findRegistration } from './registration-store.ts'

/** As whom a person asks for an event's sessions. One read where tickets admit to some days, and none elsewhere. */
export const whomOf = async (table: Table, event: Event, { id, email }: PersonRef): Promise<Whom> => {
  const registration = hasDayTickets(event) ? await findRegistration(table, id, event.slug) : undefined
  return { email, ...(registration && isLiveRegistration(registration) ? { sku: registration.sku } : {}) }
}
