import { type Event, findEvent } from '../catalog/index.ts'
import { announce, commit, type Instant, type Table } from '../platform/index.ts'
import { rosterShards } from '../registration/index.ts'
import { findCertificateRule, startCertificates } from '../teaching/index.ts'
import { isOvertaken } from './overtaken.ts'
import { itemsOfDigest, planDigest } from './plan-digest.ts'
import { planReminders } from './plan-reminders.ts'
import { dueOf, makesSense, type Reminder, type ReminderPart } from './reminder.ts'
import { listDueReminders, pendingReminder } from './reminder-store.ts'
import { reminderStarted } from './topics.ts'

/**
 * Starts a reminder: it is marked as started in one commit with a row for each part of the roster, so that of several who
 * start it one does.
 * @param dueAt  who registered before this gets it
 * @returns whether it was this call that started it
 */
export const startReminder = async (
  table: Table,
  reminder: Reminder,
  start: { dueAt: Instant; by: 'clock' | 'organiser' },
  now: Instant,
): Promise<boolean> => {
  const run = reminder.run + (start.by === 'organiser' ? 1 : 0)
  const parts = partsOf(reminder)
  const next: Reminder = {
    ...reminder,
    ...{ state: 'started', run, revision: reminder.revision + 1 },
    ...{ startedAt: now, startedBy: start.by, partsLeft: parts, sent: 0 },
  }
  const { event, id } = reminder
  const part: Omit<ReminderPart, 'shard'> = { event, reminder: id, run, dueAt: start.dueAt, startedAt: now, sent: 0 }
  const result = await commit(table, [
    pendingReminder(table, next, reminder),
    ...Array.from({ length: parts }, (_, shard) => announce(table, reminderStarted, { ...part, shard }, now)),
    ...(reminder.kind === 'certificates' ? startCertificates(table, event, now) : []),
  ])
  return result.committed
}

/** Teachers are few, and no part of the roster; certificates go over it by themselves. */
const partsOf = ({ kind }: Reminder): number => {
  if (kind === 'certificates') return 0
  return kind === 'session-over' ? 1 : rosterShards
}

const miss = async (table: Table, reminder: Reminder): Promise<boolean> => {
  const missed: Reminder = { ...reminder, state: 'missed', revision: reminder.revision + 1 }
  return (await commit(table, [pendingReminder(table, missed, reminder)])).committed
}

/** There's nothing to announce: it was withdrawn, or never was. */
const pass = async (table: Table, reminder: Reminder): Promise<boolean> => {
  const passed: Reminder = { ...reminder, state: 'passed', revision: reminder.revision + 1 }
  return (await commit(table, [pendingReminder(table, passed, reminder)])).committed
}

/** @returns what was done about a reminder that is due, if anything */
const act = async (
  table: Table,
  event: Event | undefined,
  reminder: Reminder,
  now: Instant,
): Promise<'started' | 'missed' | 'planned' | undefined> => {
  const due = event && dueOf(event, reminder)
  if (!event || due?.dueAt !== reminder.dueAt) {
    // The event has changed, and what follows from that is still on its way.
    const changed = await planReminders(table, reminder.event, event?.updatedAt ?? now)
    return changed > 0 ? 'planned' : undefined
  }
  if (!makesSense(due, now) || (await isOvertaken(table, event, reminder, now))) {
    return (await miss(table, reminder)) ? 'missed' : undefined
  }
  if (reminder.kind === 'materials') {
    // Another file came a moment ago, and what follows from that is still on its way.
    if (await planDigest(table, event.slug, reminder.session)) return 'planned'
    if ((await itemsOfDigest(table, event, reminder)).length === 0)
      return (await pass(table, reminder)) ? 'planned' : undefined
  }
  if (reminder.kind === 'certificates' && !(await findCertificateRule(table, event.slug))) {
    return (await pass(table, reminder)) ? 'planned' : undefined
  }
  const started = await startReminder(table, reminder, { dueAt: reminder.dueAt, by: 'clock' }, now)
  return started ? 'started' : undefined
}

/**
 * The clock's part: starts every reminder that is due by `now`, however late it is found, as long as it makes sense;
 * one that no longer does, or gives way to a closer one, is marked as missed. Runs that overlap, or come twice, start
 * each once. One that cannot be started stays due and holds up no other.
 */
export const startDueReminders = async (
  table: Table,
  now: Instant,
  onError: (reminder: Reminder, error: unknown) => void,
): Promise<{ started: number; missed: number }> => {
  const count = { started: 0, missed: 0 }
  for (;;) {
    const due = await listDueReminders(table, now, 25)
    const events = new Map<string, Promise<Event | undefined>>()
    let moved = false
    for (const reminder of due) {
      const event = events.get(reminder.event) ?? findEvent(table, reminder.event)
      events.set(reminder.event, event)
      try {
        const did = await act(table, await event, reminder, now)
        if (did === 'started' || did === 'missed') count[did] += 1
        moved ||= did !== undefined
      } catch (error) {
        onError(reminder, error)
      }
    }
    if (!moved) return count
  }
}
