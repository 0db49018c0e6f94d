import type { MailTemplate } from '../mail-template.ts'
import { type Reminder, reminder } from '../reminder.tsx'

/** About a day before a session starts. Can be turned off. */
export const reminderDay: MailTemplate<Reminder> = reminder('day')
