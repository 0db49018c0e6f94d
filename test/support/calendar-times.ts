import ICAL from 'ical.js'
import { all, first, type Line, type Part } from './calendar-lines.ts'

type Found = (rule: string, words: string) => void

const utc = /^\d{8}T\d{6}Z$/
const local = /^\d{8}T\d{6}$/
const date = /^\d{8}$/
const duration = /^[+-]?P(\d+W|\d+D(T.+)?|T(\d+H)?(\d+M)?(\d+S)?)$/

const isReal = (value: string): boolean => {
  const [year, month, day] = [value.slice(0, 4), value.slice(4, 6), value.slice(6, 8)]
  const clock = value.includes('T') ? `${value.slice(9, 11)}:${value.slice(11, 13)}:${value.slice(13, 15)}` : '00:00:00'
  const written = new Date(`${year}-${month}-${day}T${clock}Z`)
  return !Number.isNaN(written.getTime()) && written.getUTCDate() === Number(day)
}

/** What RFC 5545 says of dates and times, zones and recurrences (3.3.4, 3.3.5, 3.3.10, 3.8.2, 3.8.4.4, 3.8.5). */
export const checkTimes = (calendar: Part, found: Found): void => {
  const zones = calendar.parts
    .filter(({ name }) => name === 'VTIMEZONE')
    .map((zone) => first(zone, 'TZID')?.value ?? '')
  const events = calendar.parts.filter(({ name }) => name === 'VEVENT')
  for (const event of events) {
    for (const line of event.lines) checkTime(line, zones, found)
    checkSpan(event, found)
    checkRule(event, found)
    for (const alarm of event.parts) checkTrigger(alarm, found)
  }
  checkOverrides(events, found)
}

const inUtc = ['DTSTAMP', 'LAST-MODIFIED', 'CREATED']
const inZones = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE']

const checkTime = ({ name, parameters, value }: Line, zones: readonly string[], found: Found): void => {
  if (inUtc.includes(name) && !(utc.test(value) && isReal(value))) found('utc', `${name} is not in UTC: ${value}`)
  if (!inZones.includes(name)) return
  const zone = parameters.get('TZID')
  const form = zone !== undefined ? local : parameters.get('VALUE') === 'DATE' ? date : utc
  for (const one of value.split(',')) {
    if (!form.test(one) || !isReal(one)) found('date-time', `${name} is floating or no time: ${one}`)
  }
  if (zone !== undefined && !zones.includes(zone)) found('zone', `${zone} is not defined here`)
}

const checkSpan = (event: Part, found: Found): void => {
  const [start, end] = [first(event, 'DTSTART'), first(event, 'DTEND')]
  if (end && first(event, 'DURATION')) found('span', 'DTEND beside DURATION')
  if (start && end && start.parameters.get('TZID') === end.parameters.get('TZID') && end.value <= start.value) {
    // Clocks set back may show an earlier end; nothing of ours starts and ends so.
    found('span', `ends at ${end.value}, before it starts`)
  }
  if (start && end && (start.parameters.get('VALUE') ?? '') !== (end.parameters.get('VALUE') ?? '')) {
    found('span', 'DTSTART and DTEND are of different types')
  }
}

const part =
  'FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)|COUNT=[1-9]\\d*|INTERVAL=[1-9]\\d*|UNTIL=\\d{8}(T\\d{6}Z)?|WKST=(MO|SU)'
const ruleForm = new RegExp(`^FREQ=[A-Z]+(;(${part}|BYDAY=(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)))*$`)

/** Wall times of a recurring entry, as the rule gives them. */
const instancesOf = (event: Part): string[] => {
  const [start, rule] = [first(event, 'DTSTART'), first(event, 'RRULE')]
  if (!start || !rule || !ruleForm.test(rule.value)) return []
  const iterator = ICAL.Recur.fromString(rule.value).iterator(ICAL.Time.fromDateTimeString(spelled(start.value)))
  const found: string[] = []
  for (let next = iterator.next(); next && found.length < 1000; next = iterator.next()) {
    found.push(next.toICALString().replace('Z', ''))
  }
  return found
}

const spelled = (value: string): string =>
  value.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/, '$1-$2-$3T$4:$5:$6')

const checkRule = (event: Part, found: Found): void => {
  const [rule, start] = [first(event, 'RRULE'), first(event, 'DTSTART')]
  const dropped = all(event, 'EXDATE').flatMap(({ value }) => value.split(','))
  if (!rule) {
    if (dropped.length > 0) found('rule', 'EXDATE without RRULE')
    return
  }
  const names = rule.value.split(';').map((one) => one.split('=')[0])
  if (!ruleForm.test(rule.value) || new Set(names).size < names.length) {
    found('rule', `no RRULE: ${rule.value}`)
    return
  }
  if (names.includes('COUNT') === names.includes('UNTIL')) found('rule', 'a rule ends by COUNT or by UNTIL')
  const instances = instancesOf(event)
  const begins = start?.value.replace('Z', '')
  if (instances[0] !== begins) found('rule', `DTSTART ${begins} is not the first date of ${rule.value}`)
  for (const one of dropped) {
    if (!instances.includes(one.replace('Z', ''))) found('exdate', `EXDATE ${one} is no date of the rule`)
  }
  for (const line of all(event, 'EXDATE')) {
    if (line.parameters.get('TZID') !== start?.parameters.get('TZID')) found('exdate', 'EXDATE is in another zone')
  }
}

const checkTrigger = (alarm: Part, found: Found): void => {
  const trigger = first(alarm, 'TRIGGER')
  if (!trigger) return
  const moment = trigger.parameters.get('VALUE') === 'DATE-TIME'
  if (moment ? !utc.test(trigger.value) : !duration.test(trigger.value)) {
    found('trigger', `no TRIGGER: ${trigger.value}`)
  }
}

/** A replacement stands beside its series, for a date that the series has. */
const checkOverrides = (events: readonly Part[], found: Found): void => {
  for (const event of events) {
    const id = first(event, 'RECURRENCE-ID')
    if (!id) continue
    const uid = first(event, 'UID')?.value
    const series = events.find((one) => first(one, 'UID')?.value === uid && first(one, 'RRULE'))
    // A CANCEL may name one date alone.
    if (!series) continue
    const sameZone = id.parameters.get('TZID') === first(series, 'DTSTART')?.parameters.get('TZID')
    if (sameZone && !instancesOf(series).includes(id.value.replace('Z', ''))) {
      found('recurrence-id', `${id.value} is no date of the series`)
    }
    if (all(series, 'EXDATE').some(({ value }) => value.split(',').includes(id.value))) {
      found('recurrence-id', `${id.value} is dropped and replaced`)
    }
  }
}
