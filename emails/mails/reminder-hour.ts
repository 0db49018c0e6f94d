import { reminder } from '../reminder.tsx'
import { remindedOf } from '../reminder-samples.ts'
/** Shortly before a session starts: with the button to join, where there is something to join. Can be turned off. */
export const reminderHour = reminder({
  name: 'reminder-hour',
  title: 'Reminder: starting soon',
  sentWhen: 'Shortly before a session, with the button to join if it’s online.',
  span: 'hour',
  startsIn: 'in an hour',
  sample: { ...remindedOf('webinar', 'in an hour'), name: 'Priya Raman' },
})
