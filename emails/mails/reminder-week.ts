import { reminder } from '../reminder.tsx'

/** A week or more before a session starts. Can be turned off. */
export const reminderWeek = reminder({
  name: 'reminder-week',
  title: 'Reminder: a week or more before',
  sentWhen: 'A week or more before a session, in time to prepare.',
  span: 'week',
  startsIn: 'in a week',
  sample: {
    sessionTitle: 'What value-based selling is',
    when: 'Tue, Apr 23, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
    day: { month: 'Apr', day: '23' },
    preparation: 'Write down your three largest customers, and what each of them buys from you.',
    isFirst: true,
    week: { number: 1, of: 5 },
  },
})
