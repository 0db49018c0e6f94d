import { all, type Finding, first, type Part, readLines, readParts } from './calendar-lines.ts'
import { checkTimes } from './calendar-times.ts'

type Found = (rule: string, words: string) => void

/** How often a property may stand in a component: exactly once, at most once, or as often as one likes. */
type Count = '1' | '?' | '*'
type Shape = { properties: Record<string, Count>; parts: string[] }

const counts = (count: Count, names: string): Record<string, Count> =>
  Object.fromEntries(names.split(' ').map((name) => [name, count]))

// RFC 5545, 3.6 and 3.7, and RFC 7986 for the properties of feeds. RRULE is once, as 3.6.1 advises.
const shapes: Record<string, Shape> = {
  VCALENDAR: {
    properties: {
      ...counts('1', 'PRODID VERSION'),
      ...counts('?', 'CALSCALE METHOD REFRESH-INTERVAL SOURCE URL UID LAST-MODIFIED COLOR'),
      ...counts('*', 'NAME DESCRIPTION CATEGORIES IMAGE'),
    },
    parts: ['VEVENT', 'VTIMEZONE'],
  },
  VEVENT: {
    properties: {
      ...counts('1', 'UID DTSTAMP DTSTART'),
      ...counts('?', 'CLASS CREATED DESCRIPTION DTEND DURATION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY'),
      ...counts('?', 'RECURRENCE-ID RRULE SEQUENCE STATUS SUMMARY TRANSP URL'),
      ...counts('*', 'ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE RDATE RELATED-TO RESOURCES'),
    },
    parts: ['VALARM'],
  },
  VTIMEZONE: {
    properties: { ...counts('1', 'TZID'), ...counts('?', 'LAST-MODIFIED TZURL') },
    parts: ['STANDARD', 'DAYLIGHT'],
  },
  STANDARD: {
    properties: {
      ...counts('1', 'DTSTART TZOFFSETFROM TZOFFSETTO'),
      ...counts('?', 'RRULE'),
      ...counts('*', 'COMMENT RDATE TZNAME'),
    },
    parts: [],
  },
  DAYLIGHT: {
    properties: {
      ...counts('1', 'DTSTART TZOFFSETFROM TZOFFSETTO'),
      ...counts('?', 'RRULE'),
      ...counts('*', 'COMMENT RDATE TZNAME'),
    },
    parts: [],
  },
  // Of a display alarm, the only kind we make.
  VALARM: {
    properties: { ...counts('1', 'ACTION TRIGGER DESCRIPTION'), ...counts('?', 'DURATION REPEAT UID') },
    parts: [],
  },
}

const texts = [
  'SUMMARY',
  'DESCRIPTION',
  'LOCATION',
  'NAME',
  'X-WR-CALNAME',
  'COMMENT',
  'TZNAME',
  'CATEGORIES',
  'UID',
  'PRODID',
]
const lists = ['CATEGORIES']

const fixed: Record<string, RegExp> = {
  VERSION: /^2\.0$/,
  CALSCALE: /^GREGORIAN$/,
  METHOD: /^(PUBLISH|REQUEST|CANCEL)$/,
  SEQUENCE: /^\d{1,10}$/,
  STATUS: /^(TENTATIVE|CONFIRMED|CANCELLED)$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
  ACTION: /^DISPLAY$/,
  ORGANIZER: /^mailto:[^\s@]+@[^\s@]+$/i,
  ATTENDEE: /^mailto:[^\s@]+@[^\s@]+$/i,
  URL: /^https?:\/\/[^\s,;\\]+$/,
  'REFRESH-INTERVAL': /^P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)$/,
  'X-PUBLISHED-TTL': /^P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)$/,
  TZOFFSETFROM: /^[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/,
  TZOFFSETTO: /^[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/,
}

/**
 * Everything in which a calendar file does not keep to RFC 5545 and, by its method, to RFC 5546; empty when it does.
 * Written from the RFCs and apart from the code that it judges.
 */
export const checkCalendar = (file: string): Finding[] => {
  const { lines, findings } = readLines(file)
  const { parts, findings: nested } = readParts(lines)
  findings.push(...nested)
  const found: Found = (rule, words) => findings.push({ rule, words })
  const [calendar, ...more] = parts
  if (calendar?.name !== 'VCALENDAR' || more.length > 0) {
    found('nesting', 'a file is one VCALENDAR')
    return findings
  }
  checkShape(calendar, found)
  if (calendar.parts.length === 0) found('components', 'a calendar has a component at least')
  checkValues(calendar, found)
  checkIdentity(calendar, found)
  checkMethod(calendar, found)
  checkTimes(calendar, found)
  return findings
}

const checkShape = (part: Part, found: Found): void => {
  const shape = shapes[part.name]
  if (shape === undefined) {
    found('components', `${part.name} has no place here`)
    return
  }
  for (const [property, count] of Object.entries(shape.properties)) {
    const times = all(part, property).length
    if (count === '1' && times === 0) found('required', `${part.name} has no ${property}`)
    if (count !== '*' && times > 1) found('property-count', `${part.name} has ${property} ${times} times`)
  }
  for (const { name } of part.lines) {
    if (!(name in shape.properties) && !name.startsWith('X-'))
      found('properties', `${name} has no place in ${part.name}`)
  }
  if (part.order.lastIndexOf('line') > part.order.indexOf('part') && part.order.includes('part')) {
    found('properties-first', `a property of ${part.name} stands after a component`)
  }
  if (part.name === 'VTIMEZONE' && part.parts.length === 0) found('components', 'a VTIMEZONE says nothing')
  for (const inner of part.parts) {
    if (!shape.parts.includes(inner.name)) found('components', `${inner.name} has no place in ${part.name}`)
    else checkShape(inner, found)
  }
}

const checkValues = (part: Part, found: Found): void => {
  for (const { name, value } of part.lines) {
    if (value === '') found('empty-value', `${name} is empty`)
    if (fixed[name] && !fixed[name].test(value)) found('values', `${name} cannot be ${value}`)
    if (!texts.includes(name)) continue
    const plain = value.replaceAll(/\\[\\;,nN]/g, '')
    const bare = lists.includes(name) ? plain.replaceAll(',', '') : plain
    if (/[\\;,]/.test(bare)) found('escaping', `${name} has a bare separator or backslash: ${value.slice(0, 60)}`)
  }
  for (const inner of part.parts) checkValues(inner, found)
}

const eventsOf = (calendar: Part): Part[] => calendar.parts.filter(({ name }) => name === 'VEVENT')
const textOf = (part: Part, property: string): string => first(part, property)?.value ?? ''

const checkIdentity = (calendar: Part, found: Found): void => {
  const seen = new Set<string>()
  for (const event of eventsOf(calendar)) {
    const key = `${textOf(event, 'UID')} ${textOf(event, 'RECURRENCE-ID')}`
    if (seen.has(key)) found('identity', `two entries are ${key}`)
    seen.add(key)
    if (first(event, 'RRULE') && first(event, 'RECURRENCE-ID')) found('identity', `${key} recurs and replaces`)
  }
  const zones = calendar.parts.filter(({ name }) => name === 'VTIMEZONE').map((zone) => textOf(zone, 'TZID'))
  if (new Set(zones).size < zones.length) found('identity', 'a time zone is defined twice')
}

/** RFC 5546, 3.2.1, 3.2.2, 3.2.5: what each method asks of each entry. */
const checkMethod = (calendar: Part, found: Found): void => {
  const method = textOf(calendar, 'METHOD')
  if (method === '') {
    found('method', 'there is no METHOD')
    return
  }
  const events = eventsOf(calendar)
  for (const event of events) {
    const has = (property: string) => first(event, property) !== undefined
    for (const property of ['ORGANIZER', 'SUMMARY', 'SEQUENCE']) {
      if (!has(property)) found('method', `${method} without ${property}`)
    }
    if (method === 'PUBLISH' && has('ATTENDEE')) found('method', 'PUBLISH names an ATTENDEE')
    if (method !== 'PUBLISH' && !has('ATTENDEE')) found('method', `${method} without ATTENDEE`)
    const cancelled = textOf(event, 'STATUS') === 'CANCELLED'
    if (method === 'REQUEST' && cancelled) found('method', 'REQUEST of what is cancelled')
    if (method === 'CANCEL' && !cancelled) found('method', 'CANCEL of what is not cancelled')
    if (method === 'CANCEL' && event.parts.length > 0) found('method', 'CANCEL with an alarm')
  }
  const uids = new Set(events.map((event) => textOf(event, 'UID')))
  if (method !== 'PUBLISH' && uids.size !== 1) found('one-uid', `${method} holds ${uids.size} UIDs`)
}
