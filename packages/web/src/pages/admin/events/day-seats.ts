import type { Event } from '@lectern/core/catalog'
import { Day, type FieldError } from '@lectern/core/platform'
import { readCount } from '../../../forms/errors.ts'

/** Seats per day as they are typed: a line for each, like `2024-06-05: 90`. */
export const writeDaySeats = (seats: Event['dayCapacity']): string | undefined =>
  seats &&
  Object.entries(seats)
    .map(([day, count]) => `${day}: ${count}`)
    .join('\n')

/** Nothing typed means no limit per day. */
export const readDaySeats = (text: string, errors: FieldError[]): Record<string, number> | undefined => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return undefined
  const seats: Record<string, number> = {}
  for (const line of lines) {
    const [day = '', count = ''] = line.split(/[:\s]+/)
    const wrong = !Day.safeParse(day).success || !/^\d+$/.test(count) || seats[day] !== undefined
    if (wrong) {
      errors.push({ path: 'dayCapacity', message: 'Enter one day on each line, with its seats, like 2024-06-05: 90' })
      return undefined
    }
    seats[day] = readCount(count, 'dayCapacity', errors) ?? 0
  }
  return seats
}
