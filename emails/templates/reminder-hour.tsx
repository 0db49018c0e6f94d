import type { MailTemplate } from '../mail-template.ts'
import { type Reminder, reminder } from '../reminder.tsx'

/** Shortly before a session starts: with the button to join, where there is something to join. Can be turned off. */
export const reminderHour: MailTemplate<Reminder> = reminder('hour')
