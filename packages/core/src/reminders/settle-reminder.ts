import { getEvent } from '../catalog/index.ts'
import {
  addSeconds,
  again,
  type Busy,
  commit,
  type Instant,
  notFound,
  orNotFound,
  Problem,
  retrying,
  type Table,
} from '../platform/index.ts'
import { dueOf, makesSense, type Reminder } from './reminder.ts'
import { findReminder, pendingReminder } from './reminder-store.ts'
import { startReminder } from './start-reminders.ts'

const reminderBusy: Busy = {
  attempts: 5,
  code: 'reminder.busy',
  message: 'This reminder is being changed right now. Please try again.',
}

/** Nothing is announced before it's published, or earned. */
const early = ({ kind, dueAt }: Reminder, now: Instant): boolean =>
  (kind === 'materials' || kind === 'certificates') && now < dueAt

const notPossible = (message: string): Problem => new Problem('conflict', 'reminder.not-possible', message)

/** Changes the current reminder, and reads it again when a person or the clock changed it in between. */
const change = async (
  table: Table,
  event: string,
  id: string,
  decide: (reminder: Reminder) => Reminder,
): Promise<Reminder> =>
  retrying(reminderBusy, async () => {
    const was = orNotFound(await findReminder(table, event, id), 'reminder')
    const next = decide(was)
    if (next === was) return was
    const changed = { ...next, revision: was.revision + 1 }
    return (await commit(table, [pendingReminder(table, changed, was)])).committed ? changed : again
  })

/**
 * Leaves a reminder out. Skipping what is skipped changes nothing.
 * @throws Problem conflict `reminder.not-possible` when it has gone already, or will never go
 */
export const skipReminder = (table: Table, event: string, id: string): Promise<Reminder> =>
  change(table, event, id, (reminder) => {
    if (reminder.state === 'skipped') return reminder
    if (reminder.state !== 'planned') throw notPossible('Only a scheduled reminder can be skipped.')
    return { ...reminder, state: 'skipped' }
  })

/**
 * Takes skipping back.
 * @throws Problem conflict `reminder.not-possible` when its moment has passed: it can be sent now instead
 */
export const restoreReminder = (table: Table, event: string, id: string, now: Instant): Promise<Reminder> =>
  change(table, event, id, (reminder) => {
    if (reminder.state === 'planned') return reminder
    if (reminder.state !== 'skipped') throw notPossible('This reminder wasn’t skipped, so there’s nothing to restore.')
    if (reminder.dueAt <= now) throw notPossible('This reminder’s time has passed. You can send it now instead.')
    return { ...reminder, state: 'planned' }
  })

/**
 * Sends a reminder at once, to everyone who is registered by now and has not had it. It does not go again when it would
 * have been due. Sending what is going out already changes nothing.
 * @throws Problem conflict `reminder.not-possible` when the session has begun
 */
export const sendReminder = async (table: Table, slug: string, id: string, now: Instant): Promise<Reminder> =>
  retrying(reminderBusy, async () => {
    const [event, reminder] = await Promise.all([getEvent(table, slug), findReminder(table, slug, id)])
    if (!reminder) throw notFound('reminder')
    if (reminder.state === 'started') return reminder
    const due = dueOf(event, reminder)
    if (!due || !makesSense(due, now))
      throw notPossible('The session has started or isn’t taking place, so there’s nothing to send.')
    if (early(reminder, now)) throw notPossible('This goes out automatically once there’s something to announce.')
    // Those who registered within this second are among them.
    const start = { dueAt: addSeconds(now, 1), by: 'organiser' } as const
    return (await startReminder(table, reminder, start, now))
      ? ((await findReminder(table, slug, id)) ?? reminder)
      : again
  })
