import { messageRoutes } from './messages.ts'
import { reminderRoutes } from './reminders.ts'
import { rosterMailRoutes } from './roster-mails.ts'

export const mail = [reminderRoutes, rosterMailRoutes, messageRoutes]
