import { type Event, getEvent } from '../catalog/index.ts'
import { addSeconds, type Instant, type Table } from '../platform/index.ts'
import { listRoster } from '../registration/index.ts'
import { dueReminders, isDueTo, type Reminder } from './reminder.ts'
import { listReminderRows } from './reminder-store.ts'

/** How many registrations are read to tell to how many people a reminder would go. */
const counted = 200

/** To how many people a reminder would go; with `more`, to at least so many. */
export type Estimate = { people: number; more: boolean }

/** Reads a page of the roster, since an event without a limit counts its registrations nowhere. */
export const estimateRecipients = async (table: Table, event: string, now: Instant): Promise<Estimate> => {
  const { items, next } = await listRoster(table, event, { limit: counted })
  return { people: items.filter((one) => isDueTo(one, addSeconds(now, 1))).length, more: next !== undefined }
}

/** What of an event will go and has gone, the earliest first, and to how many people it would go now. */
export type Timetable = { event: Event; reminders: Reminder[]; estimate: Estimate }

/** A draft shows what would be planned, were it published as it is. */
const drafted = (event: Event): Reminder[] =>
  dueReminders({ ...event, status: 'published' }).map(({ until: _, ...due }) => ({
    ...due,
    ...{ event: event.slug, state: 'planned', run: 1, revision: 0 },
  }))

const byMoment = (a: Reminder, b: Reminder): number => (`${a.dueAt}${a.id}` < `${b.dueAt}${b.id}` ? -1 : 1)

/** @throws Problem not-found */
export const getTimetable = async (table: Table, slug: string, now: Instant): Promise<Timetable> => {
  const [event, rows, estimate] = await Promise.all([
    getEvent(table, slug),
    listReminderRows(table, slug),
    estimateRecipients(table, slug, now),
  ])
  const reminders = event.status === 'draft' ? drafted(event) : rows
  return { event, reminders: reminders.sort(byMoment), estimate }
}
