import type { MailTemplate } from '../mail-template.ts'
import { type Reminder, reminder } from '../reminder.tsx'

/** A few days before a session starts. Can be turned off. */
export const reminderDays: MailTemplate<Reminder> = reminder('days')
