import { findEvent } from '../catalog/index.ts'
import { again, type Busy, commit, type Instant, type PendingWrite, retrying, type Table } from '../platform/index.ts'
import { planChanges } from './reminder.ts'
import { listReminderRows, pendingReminder, pendingReminderRemoval } from './reminder-store.ts'

export const remindersBusy: Busy = {
  attempts: 5,
  code: 'reminder.busy',
  message: 'This event’s reminders are being changed right now. Please try again.',
}
/** Writes in one commit. A commit is refused whole, so a small one loses little. */
const together = 50

/**
 * Brings an event's reminders in line with its schedule, as it is now. May be repeated, and run in parallel: what's
 * already right isn't written.
 * @param changedAt  when the event was changed: what was due before, nobody missed
 * @returns how many reminders were written or taken away
 */
export const planReminders = async (table: Table, slug: string, changedAt: Instant): Promise<number> => {
  let changed = 0
  return retrying(remindersBusy, async () => {
    const [event, rows] = await Promise.all([findEvent(table, slug), listReminderRows(table, slug)])
    if (!event) return changed
    const { write, remove } = planChanges(event, rows, changedAt)
    const writes: PendingWrite[] = [
      ...write.map(({ next, was }) => pendingReminder(table, next, was)),
      ...remove.map((row) => pendingReminderRemoval(table, row)),
    ]
    let refused = false
    for (let from = 0; from < writes.length; from += together) {
      const some = writes.slice(from, from + together)
      if ((await commit(table, some)).committed) changed += some.length
      else refused = true
    }
    return refused ? again : changed
  })
}
