import type { Event } from '../catalog/index.ts'
import { type Instant, secondsBetween, type Table } from '../platform/index.ts'
import { dueReminders, type Reminder } from './reminder.ts'
import { templateFor } from './reminder-mails.ts'
import { findReminder } from './reminder-store.ts'

/** So soon a late reminder gives way to a closer one, whatever that says. */
const soonSeconds = 3600

/**
 * The closer reminders of the same session to which a late one gives way: those that fall due within as long as it is late,
 * soon, or saying what it would say itself by now.
 */
const closerDue = (event: Event, reminder: Reminder, lateSeconds: number, now: Instant): string[] =>
  dueReminders(event)
    .filter(({ kind, session, minutes, dueAt, until }) => {
      if (kind !== 'before' || session !== reminder.session || minutes >= reminder.minutes) return false
      const waitSeconds = secondsBetween(now, dueAt)
      const alike = templateFor(minutes) === templateFor(secondsBetween(now, until) / 60)
      return waitSeconds <= lateSeconds && (waitSeconds <= soonSeconds || alike)
    })
    .map(({ id }) => id)

/**
 * Whether a late reminder gives way to a closer one of its session, so that nobody gets two at once. Everyone who
 * should get the farther one should get the closer one too. One that an organizer sends by hand goes whatever the time,
 * and nothing gives way to one that an organizer skipped. Reads nothing while the reminder is on time.
 */
export const isOvertaken = async (table: Table, event: Event, reminder: Reminder, now: Instant): Promise<boolean> => {
  if (reminder.kind !== 'before' || reminder.startedBy === 'organiser') return false
  const lateSeconds = secondsBetween(reminder.dueAt, now)
  if (lateSeconds <= 0) return false
  const closer = closerDue(event, reminder, lateSeconds, now)
  const rows = await Promise.all(closer.map((id) => findReminder(table, event.slug, id)))
  return rows.some((row) => row?.state === 'planned' || row?.state === 'started')
}
