import { again, commit, type Instant, type PendingWrite, retrying, type Table } from '../platform/index.ts'
import { findAheadRemoval, pendingCancelled } from './cancel-office-hour.ts'
import { removalOf } from './change-office-hour.ts'
import { type OfficeHour, released } from './office-hour.ts'
import { findSlot, listBookedBy, listOpenedBy, pendingSlot } from './office-hour-store.ts'
import { slotsBusy } from './open-office-hours.ts'

const until = async (
  table: Table,
  listed: OfficeHour,
  writesOf: (slot: OfficeHour) => Promise<PendingWrite[] | undefined>,
): Promise<void> =>
  retrying(slotsBusy, async () => {
    const slot = await findSlot(table, listed.event, listed.id)
    const writes = slot && (await writesOf(slot))
    return !writes || (await commit(table, writes)).committed ? undefined : again
  })

/**
 * Takes a person out of all office hours: the slots they booked, past ones included, and the slots they opened. Anyone
 * they would have met is notified. May be repeated.
 */
export const eraseOfficeHoursOf = async (table: Table, personId: string, now: Instant): Promise<void> => {
  for (const listed of await listBookedBy(table, personId)) {
    await until(table, listed, async (slot) => {
      // The list is an index, which may still show what is gone.
      if (slot.booking?.personId !== personId) return undefined
      const ended = pendingCancelled(table, slot, 'student', now)
      return [pendingSlot(table, released(slot, now)), ...(await findAheadRemoval(table, slot)), ...ended]
    })
  }
  for (const listed of await listOpenedBy(table, personId)) {
    await until(table, listed, (slot) => removalOf(table, slot, now))
  }
}
