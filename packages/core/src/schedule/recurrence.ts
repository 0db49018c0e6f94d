import { RRuleTemporal } from 'rrule-temporal'
import {
  instantOf,
  isLocalDateTime,
  type LocalDateTime,
  lastYear,
  localOf,
  Problem,
  Temporal,
  type Zone,
} from '../platform/index.ts'
import { refuseStart, tooFar } from './session.ts'

// What each part may hold. BYSECOND is left out: sessions start on whole minutes.
const number = (digits: string) => new RegExp(`^${digits}(,${digits})*$`)
const parts: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^\d{1,6}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: number('([+-]?[1-5]?\\d)?(MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: number('[+-]?(0?[1-9]|[12]\\d|3[01])'),
  BYYEARDAY: number('[+-]?\\d{1,3}'),
  BYWEEKNO: number('[+-]?\\d{1,2}'),
  BYMONTH: number('(0?[1-9]|1[0-2])'),
  BYSETPOS: number('[+-]?\\d{1,3}'),
  BYHOUR: number('([01]?\\d|2[0-3])'),
  BYMINUTE: number('[0-5]?\\d'),
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
}

const badRule = (why: string): Problem =>
  new Problem('invalid', 'schedule.bad-rule', `This recurrence can’t be used: ${why}`)

const tooMany = (message: string): Problem => new Problem('invalid', 'schedule.too-many', message)

/**
 * The local starts that a rule gives, in order; without a rule, the start alone. Everything is computed in wall time:
 * the rule runs on a calendar without changes of clocks, and each start is read in the zone afterwards. Refusals: see
 * `expandSchedule`.
 */
export const localStarts = (
  startsAt: LocalDateTime,
  zone: Zone,
  recurrence: string | undefined,
  limit: number,
): LocalDateTime[] => {
  refuseStart(startsAt, zone)
  if (recurrence === undefined) return [startsAt]
  const rule = parseRule(recurrence)
  const count = rule.get('COUNT')
  const until = rule.get('UNTIL')
  if (count === undefined && until === undefined) {
    throw tooMany('A recurrence needs an end: add COUNT or UNTIL, such as FREQ=WEEKLY;COUNT=5.')
  }
  if (count !== undefined && until !== undefined) throw badRule('use COUNT or UNTIL, not both.')
  if (count !== undefined && Number(count) === 0) throw empty()
  if (Number(count ?? 0) > limit) throw tooMany(`An event can have up to ${limit} sessions.`)
  const lastStart = until === undefined ? undefined : readUntil(until, zone)
  if (lastStart !== undefined && lastStart < startsAt) throw empty()
  rule.delete('UNTIL')

  const starts = occurrences(rule, startsAt, lastStart, limit)
  if (starts.length === 0) throw empty()
  if (starts[0] !== startsAt) {
    throw new Problem(
      'invalid',
      'schedule.start-not-in-rule',
      `The start ${startsAt.replace('T', ' ')} isn’t one of the recurrence’s dates. The first one is ${starts[0]?.replace('T', ' ')}.`,
      { startsAt, first: starts[0] },
    )
  }
  if (starts.length > limit) throw tooMany(`An event can have up to ${limit} sessions. This recurrence has more.`)
  return starts
}

const parseRule = (recurrence: string): Map<string, string> => {
  const rule = new Map<string, string>()
  for (const part of recurrence
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')) {
    const [name = '', value = '', ...more] = part.split('=')
    const form = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (form === undefined) throw badRule(`“${name}” isn’t a part we support.`)
    if (more.length > 0 || !form.test(value)) throw badRule(`${name} can’t be “${[value, ...more].join('=')}”.`)
    if (rule.has(name)) throw badRule(`${name} appears twice.`)
    rule.set(name, value)
  }
  if (!rule.has('FREQ')) throw badRule('it doesn’t say how often (for example, FREQ=WEEKLY).')
  return rule
}

/** UNTIL as the last local start it admits: a date means the whole day, a time in UTC is read in the zone. */
const readUntil = (until: string, zone: Zone): LocalDateTime => {
  const date = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`
  const local = until.includes('T') ? `${date}T${until.slice(9, 11)}:${until.slice(11, 13)}` : `${date}T23:59`
  if (!isLocalDateTime(local)) throw badRule('UNTIL has a date or time that doesn’t exist.')
  return until.endsWith('Z') ? localOf(instantOf(local, 'UTC'), zone) : local
}

/** The rule's starts up to `lastStart`, and at most one more than `limit` of them. */
const occurrences = (
  rule: ReadonlyMap<string, string>,
  startsAt: LocalDateTime,
  lastStart: LocalDateTime | undefined,
  limit: number,
): LocalDateTime[] => {
  const starts: LocalDateTime[] = []
  let beyond = false
  try {
    const expander = new RRuleTemporal({
      rruleString: [...rule].map(([name, value]) => `${name}=${value}`).join(';'),
      dtstart: Temporal.PlainDateTime.from(startsAt).toZonedDateTime('UTC'),
      count: Number(rule.get('COUNT') ?? limit + 1),
      strict: true,
      cache: false,
    })
    expander.all((date) => {
      const local = date.toString().slice(0, 16)
      if (lastStart !== undefined && local > lastStart) return false
      beyond = !/^\d{4}-/.test(local) || Number(local.slice(0, 4)) > lastYear
      if (beyond) return false
      starts.push(local)
      return starts.length <= limit
    })
  } catch (error) {
    // The library stops with an error after ten thousand periods without enough dates, as for each February 30th.
    const exhausted = error instanceof Error && /exceeded/i.test(error.message)
    if (!exhausted) throw badRule('its parts don’t work together.')
    if (starts.length > 0) throw badRule('its dates are too far apart.')
  }
  if (beyond) throw tooFar()
  return starts
}

const empty = (): Problem => new Problem('invalid', 'schedule.empty', 'This recurrence doesn’t include any sessions.')
