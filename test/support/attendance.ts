import type { Event } from '@lectern/core/catalog'
import { ensurePerson, type Person } from '@lectern/core/identity'
import { commit, type Instant, newId, type Table } from '@lectern/core/platform'
import { markAttendance } from '@lectern/core/teaching'
import { pendingRegistration } from '../../packages/core/src/registration/registration-store.ts'
import { start } from './build.ts'

/** When the class of five Tuesdays (`anEvent`) is over. */
export const over: Instant = '2024-05-21T17:00:00Z'

/** Puts someone on a roster, without an order; what opens pages to them is `seat`. */
export const registered = async (table: Table, event: Event, email: string, name: string): Promise<Person> => {
  const person = await ensurePerson(table, { email, name }, start)
  const ticket = event.tickets[0]
  if (!ticket) throw new Error('no ticket')
  const result = await commit(table, [
    pendingRegistration(table, {
      ...{ id: newId('registration'), personId: person.id, event: event.slug, sku: `${event.slug}:${ticket.slug}` },
      ...{ ticketName: ticket.name, orderId: newId('order'), status: 'confirmed', name, email, registeredAt: start },
    }),
  ])
  if (!result.committed) throw new Error(`${email} is registered already`)
  return person
}

/** Marks someone by hand at so many of an event's sessions, from the first on. */
export const wasAt = async (
  table: Table,
  event: Event,
  personId: string,
  sessions: number,
  now: Instant = start,
): Promise<void> => {
  for (const { id } of event.sessions.slice(0, sessions)) {
    await markAttendance(table, event.slug, id, [{ personId, present: true }], 'per_teacher', now)
  }
}
