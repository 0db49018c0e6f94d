import {
  entity,
  findOne,
  type Instant,
  listAll,
  listFirstOfShards,
  optional,
  type PendingWrite,
  put,
  remove,
  required,
  shardOf,
  type Table,
  update,
  without,
} from '../platform/index.ts'
import { type Reminder, reminderKinds, reminderStates } from './reminder.ts'

/** Over how many keys what is due is spread: each costs the clock a query a minute, and half of all events begin at nine. */
const dueShards = 4

/** Reminder of a session, due until it went, was skipped, or came too late. */
const reminders = entity({
  name: 'reminder',
  attributes: {
    event: required.text,
    id: required.text,
    kind: { type: reminderKinds, required: true },
    session: required.text,
    minutes: required.number,
    dueAt: required.text,
    state: { type: reminderStates, required: true },
    run: required.number,
    revision: required.number,
    startedAt: optional.text,
    startedBy: { type: ['clock', 'organiser'] as const },
    partsLeft: optional.number,
    sent: optional.number,
    cutOff: optional.flag,
    since: optional.text,
    /** While it's planned: the list of due work that it's in, and its place there. */
    dueList: optional.text,
    duePosition: optional.text,
  },
  keys: {
    event: { pk: 'reminders#${event}', sk: '${id}' },
    due: { index: 'due', pk: '${dueList}', sk: '${duePosition}' },
  },
})

const listOf = (shard: string | number): string => `due-reminders#${shard}`

const itemOf = (reminder: Reminder) => ({
  ...reminder,
  ...(reminder.state === 'planned'
    ? {
        dueList: listOf(shardOf(`${reminder.event}#${reminder.id}`, dueShards)),
        duePosition: `${reminder.dueAt}#${reminder.event}#${reminder.id}`,
      }
    : {}),
})

const reminderOf = without('dueList', 'duePosition')

/** Writes a reminder over the one it was read from; refused as `reminder` when it was changed in between. */
export const pendingReminder = (table: Table, next: Reminder, was: Reminder | undefined): PendingWrite =>
  put('reminder', reminders(table).put(itemOf(next)), { revision: was?.revision })

/** Takes a reminder away as it was read; refused as `reminder` when it was changed in between. */
export const pendingReminderRemoval = (table: Table, { event, id, revision: read }: Reminder): PendingWrite =>
  remove('reminder', reminders(table).delete({ event, id }), { revision: read })

/** Notes that one part of the roster is through. Refused as `reminder` when it was planned again meanwhile. */
export const pendingPartDone = (
  table: Table,
  reminder: Pick<Reminder, 'event' | 'id' | 'run'>,
  { sent, cutOff }: { sent: number; cutOff: boolean },
): PendingWrite =>
  update(
    'reminder',
    reminders(table)
      .patch({ event: reminder.event, id: reminder.id })
      .add({ sent, partsLeft: -1 })
      .set(cutOff ? { cutOff } : {}),
    { run: reminder.run },
  )

export const findReminder = (table: Table, event: string, id: string): Promise<Reminder | undefined> =>
  findOne(reminders(table).get({ event, id }), reminderOf)

/** All reminders of an event, in no order that matters. One query. */
export const listReminderRows = (table: Table, event: string): Promise<Reminder[]> =>
  listAll(reminders(table).query.event({ event }), reminderOf, { consistent: true })

/** Planned reminders that are due by `now`, the longest overdue of each shard first. */
export const listDueReminders = (table: Table, now: Instant, limitPerShard: number): Promise<Reminder[]> => {
  // `$` comes right after `#`: everything due right now is included.
  const until = { duePosition: `${now}$` }
  const due = (shard: number) =>
    reminders(table)
      .query.due({ dueList: listOf(shard) })
      .lte(until)
  return listFirstOfShards(dueShards, due, reminderOf, limitPerShard)
}
