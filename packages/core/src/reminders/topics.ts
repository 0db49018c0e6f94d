import { topic } from '../platform/index.ts'
import { ReminderPart } from './reminder.ts'

export const reminderStarted = topic('reminder.part', ReminderPart, { label: 'Send a reminder' })
