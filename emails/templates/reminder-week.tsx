import type { MailTemplate } from '../mail-template.ts'
import { type Reminder, reminder } from '../reminder.tsx'

/** A week or more before a session starts. Can be turned off. */
export const reminderWeek: MailTemplate<Reminder> = reminder('week')
