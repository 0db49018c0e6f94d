import { NewEvent } from '@lectern/core/catalog'
import { Day, type FieldError, LocalDateTime, Temporal } from '@lectern/core/platform'
import { readDollars } from '../../../forms/dollars.ts'
import { readAs, readCount } from '../../../forms/errors.ts'
import { optional, rowsOf, type Typed } from '../../../forms/typed.ts'
import { coverChoicesIn } from '../cover-choices.ts'
import { readDaySeats } from './day-seats.ts'

/** How an organizer may say when an event takes place. */
type Plan = 'none' | 'once' | 'daily' | 'weekly' | 'monthly' | 'dates' | 'list'

const ordered = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The rule for the same weekday of each month as a start's: `FREQ=MONTHLY;BYDAY=3TH` for April 18, 2024. */
const monthlyRule = (startsAt: LocalDateTime): string => {
  const date = Temporal.PlainDate.from(startsAt.slice(0, 10))
  const position = Math.ceil(date.day / 7)
  // Not every month has a fifth Thursday, so the fifth is taken for the last.
  return `FREQ=MONTHLY;BYDAY=${position === 5 ? -1 : position}${ordered[date.dayOfWeek - 1]}`
}

const rules: Partial<Record<Plan, (startsAt: LocalDateTime) => string>> = {
  daily: () => 'FREQ=DAILY',
  weekly: () => 'FREQ=WEEKLY',
  monthly: monthlyRule,
}

type Reading = { typed: Typed; errors: FieldError[] }

const readSchedule = ({ typed, errors }: Reading): Record<string, unknown> => {
  const plan = typed.text('plan') as Plan
  if (plan === 'none' || plan === ('' as Plan)) return {}
  if (plan === 'list') return { sessions: readSessions({ typed, errors }) }
  const startsAt = typed.text('startsAt')
  const minutes = readCount(typed.text('durationMinutes'), 'schedule.durationMinutes', errors)
  const dated = LocalDateTime.safeParse(startsAt).success
  if (!dated) {
    errors.push({ path: 'schedule.startsAt', message: 'Enter the date and time of the first session' })
    return {}
  }
  if (plan === 'once') return { schedule: { startsAt, durationMinutes: minutes } }
  if (plan === 'dates') {
    const dates = [...new Set([startsAt.slice(0, 10), ...typed.list('dates')])]
    const wrong = dates.find((date) => !Day.safeParse(date).success)
    if (wrong !== undefined) {
      errors.push({ path: 'dates', message: `“${wrong}” isn’t a date. Use dates like 2024-05-07` })
      return {}
    }
    return {
      sessions: dates.map((date) => ({ startsAt: `${date}T${startsAt.slice(11, 16)}`, durationMinutes: minutes })),
    }
  }
  const rule = rules[plan]
  const count = readCount(typed.text('count'), 'count', errors)
  if (rule === undefined) errors.push({ path: 'plan', message: 'Choose one of the options' })
  else if (count === undefined || count < 1) errors.push({ path: 'count', message: 'Enter the number of sessions' })
  else return { schedule: { startsAt, durationMinutes: minutes, recurrence: `${rule(startsAt)};COUNT=${count}` } }
  return {}
}

/** Addresses in a session's row mean that it's by invitation. */
export const guestsIn = (typed: Typed, row: string) => {
  const invited = typed.list(`${row}.invited`)
  return invited.length > 0 ? { audience: 'invited' as const, invited } : {}
}

const readSessions = ({ typed, errors }: Reading): unknown[] => {
  const rows = rowsOf(typed, 'sessions')
  if (rows.length === 0) errors.push({ path: 'sessions.0.startsAt', message: 'Enter a time for at least one session' })
  return rows.map((row) => ({
    startsAt: typed.text(`${row}.startsAt`),
    durationMinutes: readCount(typed.text(`${row}.durationMinutes`), `${row}.durationMinutes`, errors),
    title: optional(typed.text(`${row}.title`)),
    summary: optional(typed.text(`${row}.summary`)),
    zone: optional(typed.text(`${row}.zone`)),
    ...guestsIn(typed, row),
  }))
}

const readTickets = ({ typed, errors }: Reading): unknown[] =>
  rowsOf(typed, 'tickets').map((row) => {
    const price = typed.text(`${row}.price`)
    const cents = readDollars(price)
    if (cents === undefined) {
      const message = price === '' ? 'Enter a price, or 0 for free' : 'Enter dollars and cents like 399 or 19.99'
      errors.push({ path: `${row}.priceCents`, message })
    }
    return {
      slug: optional(typed.text(`${row}.slug`)),
      name: typed.text(`${row}.name`),
      description: optional(typed.text(`${row}.description`)),
      priceCents: cents ?? 0,
      capacity: readCount(typed.text(`${row}.capacity`), `${row}.capacity`, errors),
      sale: optional(typed.text(`${row}.sale`)),
      ...(typed.list(`${row}.days`).length > 0 ? { admits: { days: typed.list(`${row}.days`) } } : {}),
    }
  })

/** A question's id is made of its place, so that its answers stay its own when its wording changes. */
const readQuestions = (typed: Typed): unknown[] => {
  const rows = rowsOf(typed, 'questions')
  const used = new Set(rows.map((row) => typed.text(`${row}.id`)))
  const fresh = (): string => {
    let number = 1
    while (used.has(`q${number}`)) number += 1
    used.add(`q${number}`)
    return `q${number}`
  }
  return rows.map((row) => ({
    id: optional(typed.text(`${row}.id`)) ?? fresh(),
    label: typed.text(`${row}.label`),
    type: typed.text(`${row}.type`) || 'text',
    ...(typed.text(`${row}.type`) === 'choice'
      ? { options: typed.text(`${row}.options`).split('\n').filter(Boolean) }
      : {}),
    required: typed.text(`${row}.required`) === 'yes',
  }))
}

const some = <Row>(rows: Row[]): Row[] | undefined => (rows.length > 0 ? rows : undefined)

/** One phrase on each line; commas belong to it. Nothing at all is said by leaving it out. */
const readLines = (typed: Typed, name: string): string[] | undefined => {
  const lines = typed.text(name).split('\n')
  return some(lines.map((line) => line.trim()).filter((line) => line !== ''))
}

/** What the event's page says beside its description. */
const readPromise = (typed: Typed) => ({
  audience: readLines(typed, 'audience'),
  outcomes: readLines(typed, 'outcomes'),
  faq: some(
    rowsOf(typed, 'faq').map((row) => ({
      question: typed.text(`${row}.question`),
      answer: typed.text(`${row}.answer`),
    })),
  ),
  testimonials: some(
    rowsOf(typed, 'testimonials').map((row) => ({
      ...{ quote: typed.text(`${row}.quote`), name: typed.text(`${row}.name`) },
      role: optional(typed.text(`${row}.role`)),
    })),
  ),
})

const choices = { yes: true, no: false } as Readonly<Record<string, boolean>>

/**
 * The event that a form means.
 * @param dated  false leaves its sessions out: those of a published event change by rescheduling alone
 * @throws Problem invalid, by the paths of `NewEvent`
 */
export const readEvent = (typed: Typed, { dated }: { dated: boolean }): NewEvent => {
  const errors: FieldError[] = []
  const reading = { typed, errors }
  const text = (name: string) => optional(typed.text(name))
  const count = (name: string) => readCount(typed.text(name), name, errors)
  const given = (name: string, meanings?: typeof choices) => {
    const value = text(name)
    return value === undefined ? {} : { [name]: meanings ? meanings[value] : value }
  }
  const venue = { name: typed.text('venueName'), address: typed.text('venueAddress') }
  const input = {
    kind: typed.text('kind'),
    code: text('code'),
    slug: text('slug'),
    title: typed.text('title'),
    summary: typed.text('summary'),
    description: typed.text('description'),
    course: text('course'),
    zone: typed.text('zone'),
    ...(dated ? readSchedule(reading) : {}),
    venue: venue.name === '' && venue.address === '' ? undefined : venue,
    joinUrl: text('joinUrl'),
    instructors: typed.all('instructors'),
    // Left out, these follow from the kind.
    ...given('access'),
    ...given('recording'),
    ...given('recordingAccess'),
    ...given('includedInMembership', choices),
    invited: typed.list('invited'),
    capacity: count('capacity'),
    dayCapacity: readDaySeats(typed.text('dayCapacity'), errors),
    tickets: readTickets(reading),
    salesOpenAt: text('salesOpenAt'),
    salesCloseAt: text('salesCloseAt'),
    refundUntilHours: count('refundUntilHours'),
    questions: readQuestions(typed),
    tags: typed.list('tags').map((tag) => tag.toLowerCase()),
    ...readPromise(typed),
    ...coverChoicesIn(typed),
  }
  return readAs(NewEvent, input, errors)
}

const fields: readonly (readonly [RegExp, string])[] = [
  [/^(tickets\.\d+)\.priceCents$/, '$1.price'],
  [/^(tickets\.\d+)\.slug$/, '$1.name'],
  [/^(tickets\.\d+)\.admits(?:\..*)?$/, '$1.days'],
  [/^dayCapacity\..*$/, 'dayCapacity'],
  [/^(sessions\.\d+\.invited)\.\d+$/, '$1'],
  [/^tickets$/, 'tickets.0.name'],
  [/^venue\.name$|^venue$/, 'venueName'],
  [/^venue\.address$/, 'venueAddress'],
  [/^schedule\.(startsAt|durationMinutes)$/, '$1'],
  [/^schedule\.recurrence$/, 'count'],
  [/^(schedule|sessions)$/, 'plan'],
  [/^(invited|tags|instructors|audience|outcomes)\.\d+$/, '$1'],
  [/^(faq)$/, '$1.0.question'],
  [/^(testimonials)$/, '$1.0.quote'],
  [/^(questions\.\d+\.options)\.\d+$/, '$1'],
  [/^(questions\.\d+)\.id$/, '$1.label'],
  [/^questions$/, 'questions.0.label'],
]

/** The form's field for a path of the schema. */
export const eventField = (path: string): string => {
  const known = fields.find(([pattern]) => pattern.test(path))
  return known ? path.replace(known[0], known[1]) : path
}
