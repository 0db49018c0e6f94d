// Reminders: what an event's schedule asks for, when each goes, and to whom.

export { planDigest } from './plan-digest.ts'
export { planReminders } from './plan-reminders.ts'
export { dueReminders, type Reminder, reminderKinds, reminderStates, remindersOf, usualReminders } from './reminder.ts'
export { listDueReminders } from './reminder-store.ts'
export { formatOffset } from './reminder-words.ts'
export { restoreReminder, sendReminder, skipReminder } from './settle-reminder.ts'
export { startDueReminders } from './start-reminders.ts'
export { stepReminder } from './step-reminder.ts'
export { estimateRecipients, getTimetable, type Timetable } from './timetable.ts'
export * as remindersTopics from './topics.ts'
