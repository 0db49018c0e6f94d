import { reminder } from '../reminder.tsx'
import { remindedOf } from '../reminder-samples.ts'
/** A few days before a session starts. Can be turned off. */
export const reminderDays = reminder({
  name: 'reminder-days',
  title: 'Reminder: a few days before',
  sentWhen: 'A few days before a session.',
  span: 'days',
  startsIn: 'in 2 days',
  sample: remindedOf('conference', 'in 2 days'),
})
