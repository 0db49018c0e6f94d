import { tzlib_get_ical_block, tzlib_get_offset, tzlib_get_timezones } from 'timezones-ical-library'
import type { LocalDateTime, Zone } from '../platform/index.ts'

/**
 * A zone as calendars define it. `name` is the TZID of its block, which for an old name (`US/Pacific`) is the name
 * used today; `offsetAt` is the block's offset at a local time, like `-0700`.
 */
export type CalendarZone = { name: string; block: string; offsetAt: (local: LocalDateTime) => string }

const known = new Map<string, CalendarZone>()
let names: Map<string, string> | undefined

/** The definition of a zone, undefined when the library has none; a zone's name may come in any case. */
export const timeZoneOf = (zone: Zone): CalendarZone | undefined => {
  const found = known.get(zone)
  if (found !== undefined) return found
  // Looked up first, because the library prints a line for each name that it does not know.
  names ??= new Map([...tzlib_get_timezones(false)].map((name) => [name.toLowerCase(), name]))
  const listed = names.get(zone.toLowerCase())
  if (listed === undefined) return undefined
  const [block = ''] = tzlib_get_ical_block(listed, false)
  const name = /^TZID:(.+?)\r?$/m.exec(block)?.[1]
  if (name === undefined) return undefined
  const made = { name, block, offsetAt: (local: LocalDateTime) => offsetAt(listed, local) }
  known.set(zone, made)
  return made
}

const offsetAt = (name: string, local: LocalDateTime): string =>
  tzlib_get_offset(name, local.slice(0, 10), local.slice(11, 16))
