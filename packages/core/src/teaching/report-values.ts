import type { Span } from './time-in-meeting.ts'

/** Units of time by how their words begin, in the languages of reports. "sa" is an hour in Turkish, "s" a second. */
const units: readonly [seconds: number, RegExp][] = [
  [3600, /^(?:h|std|stunde|sa|uur|u$|t$|tim|godz|ч|год|小时|小時|時間|时|시간|giờ|jam|ó)/i],
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

/** How many minutes a cell says, or nothing: `58`, `62,5`, `1h 1m 33s`, `01:01:33`. */
export const readMinutes = (cell: string): number | undefined => {
  const text = cell.trim().slice(0, 60)
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

export const readClock = (cell: string): Clock | undefined => {
  const text = cell.normalize('NFKC').trim().slice(0, 80)
  const time = /(\d{1,2}):([0-5]\d)(?::([0-5]\d))?/.exec(text)
  if (!time) return undefined
  const hour = Number(time[1])
  const half = after.test(text) ? 12 : before.test(text) ? 0 : undefined
  if (hour > 23 || (half !== undefined && hour > 12)) return undefined
  const hours = half === undefined ? hour : (hour % 12) + half
  const date =
    text.slice(0, time.index).match(/\d+/g) ??
    text.slice(time.index + time[0].length).match(/\d{1,4}(?=[./-])|(?<=[./-])\d{1,4}/g) ??
    []
  return { date: date.map(Number), seconds: hours * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0) }
}

/**
 * The day a date's numbers mean, counted from 1970: year first, or last. Whether the month or the day comes first doesn't
 * matter here, since only moments of one file are compared; but what can't be a month isn't one.
 */
export const dayOf = ([one = 0, two = 0, three = 0]: readonly number[], dayFirst: boolean): number => {
  const [year, month, day] = one > 31 ? [one, two, three] : dayFirst ? [three, two, one] : [three, one, two]
  return Math.max(0, Date.UTC(year < 100 ? 2000 + year : year, month - 1, day || 1) / 86_400_000)
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
  dayFirst: boolean,
): Span | undefined => {
  if (!join) return undefined
  const from = dayOf(join.date, dayFirst) * 86_400 + join.seconds
  const stated = minutes === undefined ? undefined : Math.round(minutes * 60)
  if (leave) {
    const at = dayOf(leave.date, dayFirst) * 86_400 + leave.seconds
    const until = at < from && join.date.join() === leave.date.join() ? at + 86_400 : at
    const length = until - from
    if (length >= 0 && (stated === undefined ? length <= 86_400 : Math.abs(length - stated) <= toleranceSeconds)) {
      return [from, until]
    }
  }
  return stated === undefined ? undefined : [from, from + stated]
}
