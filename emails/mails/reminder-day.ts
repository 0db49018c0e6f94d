import { reminder } from '../reminder.tsx'

/** About a day before a session starts. Can be turned off. */
export const reminderDay = reminder({
  name: 'reminder-day',
  title: 'Reminder: the day before',
  sentWhen: 'About a day before a session.',
  span: 'day',
  startsIn: 'tomorrow',
})
