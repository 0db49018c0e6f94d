import type { CalendarEvent } from '../../../packages/core/src/calendar/index.ts'
import { expandSchedule, type Session } from '../../../packages/core/src/schedule/index.ts'

export const host = 'lectern.example'
export const now = '2024-01-15T12:00:00Z'

/** Sessions `ses_1`, `ses_2` … of a rule. */
export const series = (
  startsAt: string,
  recurrence?: string,
  zone = 'America/Los_Angeles',
  durationMinutes = 60,
): Session[] => {
  let made = 0
  return expandSchedule(
    { schedule: { startsAt, durationMinutes, ...(recurrence === undefined ? {} : { recurrence }) } },
    zone,
    () => {
      made += 1
      return `ses_${made}`
    },
  )
}

export const calendarEvent = (sessions: Session[], more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  slug: '5w22',
  title: 'Professional Sales',
  summary: 'Five weeks of selling.',
  url: 'https://lectern.example/events/5w22',
  kindLabel: 'Class',
  sessions,
  organizer: { name: 'Lectern', email: 'hello@lectern.example' },
  ...more,
})
