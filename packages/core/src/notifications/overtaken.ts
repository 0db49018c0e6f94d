import type { Event } from '../catalog/index.ts'
import { addSeconds, type Instant, secondsBetween, type Table } from '../platform/index.ts'
import { dueReminders, type Reminder } from './reminder.ts'
import { findReminder } from './reminder-store.ts'

/** A late reminder gives way to a closer one that falls due within as long as it is late, at most this long. */
const longestWaitSeconds = 3600

/** The closer reminders of the same session that fall due by a moment. */
const closerDue = (event: Event, reminder: Reminder, by: Instant): string[] =>
  dueReminders(event)
    .filter(
      ({ kind, session, minutes, dueAt }) =>
        kind === 'before' && session === reminder.session && minutes < reminder.minutes && dueAt <= by,
    )
    .map(({ id }) => id)

/**
 * Whether a late reminder gives way to a closer one of its session, so that nobody gets two at once. Who is due to get the
 * farther one is due to get the closer one too. One that an organizer sends by hand goes whatever the time, and to one
 * that an organizer skipped nothing gives way. Reads nothing while the reminder is on time.
 */
export const isOvertaken = async (table: Table, event: Event, reminder: Reminder, now: Instant): Promise<boolean> => {
  if (reminder.kind !== 'before' || reminder.startedBy === 'organiser') return false
  const lateSeconds = secondsBetween(reminder.dueAt, now)
  if (lateSeconds <= 0) return false
  const closer = closerDue(event, reminder, addSeconds(now, Math.min(lateSeconds, longestWaitSeconds)))
  const rows = await Promise.all(closer.map((id) => findReminder(table, event.slug, id)))
  return rows.some((row) => row?.state === 'planned' || row?.state === 'started')
}
