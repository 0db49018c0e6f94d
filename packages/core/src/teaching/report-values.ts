import { cutText } from '../platform/index.ts'
import type { Span } from './time-in-meeting.ts'

/** Units of time by how their words begin, in the languages of reports. "sa" is an hour in Turkish, "s" a second. */
const units: readonly [seconds: number, RegExp][] = [
  [3600, /^(?:h|std|stunde|sa|uur|u$|t$|tim|or[ae]$|godz|ч|год|小时|小時|時間|时|시간|giờ|jam|ó)/i],
  [60, /^(?:m|мин|хв|分|분|dk|dak|phút|p$)/i],
  [1, /^(?:s|sek|с|秒|초|sn|giây)/i],
]

const secondsOf = (unit: string): number | undefined => units.find(([, words]) => words.test(unit))?.[0]

/** "1h 1m 33s", "1 hr 5 min", "1 Std. 5 Min.", "1時間1分33秒": every number with its unit. */
const inUnits = (text: string): number | undefined => {
  if (!/^(?:\d{1,5}(?:[.,]\d{1,3})?\s*[^\d\s.,]+\.?,?\s*)+$/u.test(text)) return undefined
  let seconds = 0
  for (const [, number = '', unit = ''] of text.matchAll(/(\d{1,5}(?:[.,]\d{1,3})?)\s*([^\d\s.,]+)/gu)) {
    const one = secondsOf(unit)
    if (one === undefined) return undefined
    seconds += Number(number.replace(',', '.')) * one
  }
  return seconds / 60
}

/** "1 hour and 5 minutes". */
const joined = /(?<=[\p{L}.])[\s,]+(?:and|und|et|y|e|en|og|och|i)\s+(?=\d)/giu

/** How many minutes a cell says, or nothing: `58`, `62,5`, `1h 1m 33s`, `01:01:33`. */
export const readMinutes = (cell: string): number | undefined => {
  const text = cell
    .slice(0, 80)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(joined, ' ')
    .trim()
  // "1,234" are thousands: nobody writes a part of a minute with three digits behind a comma.
  if (/^\d{1,2},\d{3}$/.test(text)) return Number(text.replace(',', ''))
  if (/^\d{1,5}(?:[.,]\d{1,3})?$/.test(text)) return Number(text.replace(',', '.'))
  const [, hours, minutes, seconds] = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text) ?? []
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60
  return inUnits(text)
}

/** Afternoon, as clocks of twelve hours write it. */
const after = /p\.?\s?m\b|午後|下午|오후/i
const before = /a\.?\s?m\b|午前|上午|오전/i

/** A moment as a report writes it: the numbers of its date, in the file's order, and the seconds of its day. */
export type Clock = { date: readonly number[]; seconds: number }

const monthLanguages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'fi', 'pl', 'tr', 'ru']

const plainWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()

/** The months' names, and as they are cut: "Apr", "avr.". Worked out when a report first names one. */
let monthNames: ReadonlyMap<string, number> | undefined
const monthOf = (word: string): number | undefined => {
  monthNames ??= new Map(
    monthLanguages.flatMap((language) =>
      (['long', 'short'] as const).flatMap((month) => {
        const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' })
        return Array.from({ length: 12 }, (_, index): [string, number] => {
          const parts = format.formatToParts(Date.UTC(2024, index, 15))
          return [plainWord(parts.find(({ type }) => type === 'month')?.value ?? ''), index + 1]
        })
      }),
    ),
  )
  return monthNames.get(plainWord(word))
}

/** The numbers of a date; where its month is a name, year, month, and day. The last name counts: "mar. 23 avr." is in April. */
const numbersOf = (text: string, numbers: readonly string[]): number[] => {
  const read = numbers.map(Number)
  const month = (text.match(/\p{L}[\p{L}\p{M}]{2,}/gu) ?? []).flatMap((word) => monthOf(word) ?? []).at(-1)
  if (month === undefined || read.length !== 2) return read
  const [day = 0, year = 0] = (read[0] ?? 0) > 31 ? read.toReversed() : read
  return [year < 100 ? 2000 + year : year, month, day]
}

/** A clock, also as Danes and Finns write it behind a date: "23.04.2024 09.20.00". */
const timeIn = (text: string): RegExpExecArray | null =>
  /(\d{1,2}):([0-5]\d)(?::([0-5]\d))?/.exec(text) ?? /(?<=\d\D{0,3}\s)(\d{1,2})\.([0-5]\d)(?:\.([0-5]\d))?$/.exec(text)

export const readClock = (cell: string): Clock | undefined => {
  const text = cutText(cell.normalize('NFKC').trim(), 80)
  const time = timeIn(text)
  if (!time) return undefined
  const hour = Number(time[1])
  const half = after.test(text) ? 12 : before.test(text) ? 0 : undefined
  if (hour > 23 || (half !== undefined && hour > 12)) return undefined
  const hours = half === undefined ? hour : (hour % 12) + half
  const date =
    text.slice(0, time.index).match(/\d+/g) ??
    text.slice(time.index + time[0].length).match(/\d{1,4}(?=[./-])|(?<=[./-])\d{1,4}/g) ??
    []
  return { date: numbersOf(text, date), seconds: hours * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0) }
}

/** Which of a date's numbers is what, where the first isn't plainly the year. */
export const dateOrders = ['month first', 'day first', 'year first'] as const
export type DateOrder = (typeof dateOrders)[number]

/** The day a date's numbers mean, counted from 1970. */
const dayOf = ([one = 0, two = 0, three = 0]: readonly number[], order: DateOrder): number => {
  const [year, month, day] =
    one > 31 || order === 'year first'
      ? [one, two, three]
      : order === 'day first'
        ? [three, two, one]
        : [three, one, two]
  return Math.max(0, Date.UTC(year < 100 ? 2000 + year : year, month - 1, day || 1) / 86_400_000)
}

/** The order in which a file's dates lie closest together, since they are of one meeting. */
export const orderOf = (clocks: readonly Clock[]): DateOrder => {
  const spread = (order: DateOrder): number => {
    const days = clocks.map(({ date }) => dayOf(date, order))
    return days.reduce((most, day) => Math.max(most, day), 0) - days.reduce((least, day) => Math.min(least, day), 1e9)
  }
  return dateOrders.reduce((best, order) => (spread(order) < spread(best) ? order : best))
}

/** Zoom rounds minutes up; more than this apart from the times, one of them says something else. */
const toleranceSeconds = 120

/**
 * One visit. The times count where they agree with the minutes, or where there are none; else the visit began at its time and
 * lasted as long as the minutes say. Nothing when the row says neither.
 */
export const visitOf = (
  join: Clock | undefined,
  leave: Clock | undefined,
  minutes: number | undefined,
  order: DateOrder,
): Span | undefined => {
  if (!join) return undefined
  const from = dayOf(join.date, order) * 86_400 + join.seconds
  const stated = minutes === undefined ? undefined : Math.round(minutes * 60)
  if (leave) {
    const at = dayOf(leave.date, order) * 86_400 + leave.seconds
    const until = at < from && join.date.join() === leave.date.join() ? at + 86_400 : at
    const length = until - from
    if (length >= 0 && (stated === undefined ? length <= 86_400 : Math.abs(length - stated) <= toleranceSeconds)) {
      return [from, until]
    }
  }
  return stated === undefined ? undefined : [from, from + stated]
}
