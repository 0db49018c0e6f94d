import * as z from 'zod'
import { Temporal } from '../platform/index.ts'

/** Public holidays in the United States by the names that people use (5 U.S.C. 6103), and the day before New Year. */
export const HolidayName = z.enum([
  'new-year',
  'martin-luther-king',
  'presidents-day',
  'memorial-day',
  'juneteenth',
  'independence-day',
  'labor-day',
  'columbus-day',
  'veterans-day',
  'thanksgiving',
  'christmas',
  'new-years-eve',
])
export type HolidayName = z.infer<typeof HolidayName>

const monday = 1
const thursday = 4

const fixed = (month: number, day: number) => (year: number) => Temporal.PlainDate.from({ year, month, day })

/** The n-th weekday of a month, from its beginning (1) or from its end (-1). */
const weekdayOf = (month: number, weekday: number, which: number) => (year: number) => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  const toFirst = (weekday - first.dayOfWeek + 7) % 7
  if (which > 0) return first.add({ days: toFirst + 7 * (which - 1) })
  const last = first.with({ day: first.daysInMonth })
  return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
}

const dates: Record<HolidayName, (year: number) => Temporal.PlainDate> = {
  'new-year': fixed(1, 1),
  'martin-luther-king': weekdayOf(1, monday, 3),
  'presidents-day': weekdayOf(2, monday, 3),
  'memorial-day': weekdayOf(5, monday, -1),
  juneteenth: fixed(6, 19),
  'independence-day': fixed(7, 4),
  'labor-day': weekdayOf(9, monday, 1),
  'columbus-day': weekdayOf(10, monday, 2),
  'veterans-day': fixed(11, 11),
  thanksgiving: weekdayOf(11, thursday, 4),
  christmas: fixed(12, 25),
  'new-years-eve': fixed(12, 31),
}

/** The date of a holiday in a year: `2025-11-27`. The day itself, even if it falls on a weekend. */
export const holidayDate = (name: HolidayName, year: number): string => dates[name](year).toString()

/** Which of some holidays a date is, if any. */
export const holidayOn = (date: string, names: readonly HolidayName[]): HolidayName | undefined =>
  names.find((name) => holidayDate(name, Number(date.slice(0, 4))) === date)
