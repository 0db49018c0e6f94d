import * as z from 'zod'
import {
  Day,
  type FieldError,
  type Instant,
  invalidInput,
  line,
  lineOrNothing,
  Problem,
  readWith,
  type Table,
  Temporal,
  Zone,
} from '../platform/index.ts'
import { guestsOf, HolidayName, type Rerun, runAgain } from '../schedule/index.ts'
import { type Event, Venue } from './event.ts'
import { createEvent, NewEvent } from './save-event.ts'
import { dateOf } from './sessions-of.ts'
import { getEvent } from './store.ts'
import { Slug, slugFrom } from './ticket.ts'

export const RunAgain = z.strictObject({
  /** The date of the first session, in the event's zone. */
  startsOn: Day,
  /** Holidays on which there is no session: it and those after it go a week later. */
  holidays: z.array(HolidayName).max(12).default([]),
  /** Other dates without a session. */
  without: z.array(Day).max(40).default([]),
  /** The address of the new run; made of the old one and the date when left out. */
  slug: Slug.optional(),
  code: lineOrNothing(20).optional(),
  title: line(200).optional(),
  /** Where the new run takes place, null for online; left out, where the old one did. */
  venue: Venue.nullable().optional(),
  /** The zone in which the wall times are read; left out, the old one. */
  zone: Zone.optional(),
})
export type RunAgain = z.infer<typeof RunAgain>

/**
 * The address that a new run is given when none is named: its code; else, while the title stays, the old address with the
 * new date in place of an older one; else its own title with the date.
 */
export const rerunSlug = (event: Event, { startsOn, code, title, venue }: RunAgain): string => {
  const named = slugFrom(code ?? '')
  if (named !== '') return named
  const moved = venue !== undefined && venue?.name !== event.venue?.name
  const renamed = title !== undefined && title !== event.title
  const base = moved || renamed ? slugFrom([title ?? event.title, venue?.name].filter(Boolean).join(' ')) : event.slug
  const undated = base.replace(/-\d{4}-\d{2}-\d{2}$/, '') || event.kind
  return `${slugFrom(undated)}-${startsOn}`
}

/** What the old run has and a new one may not is changed there first. */
const readNew = (value: unknown): NewEvent => {
  try {
    return readWith(NewEvent, value)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const errors = (error.details.errors as FieldError[]).map(({ path, message }) => ({
      path,
      message: `Change this in the event you’re running again first: ${message}`,
    }))
    throw invalidInput(errors)
  }
}

const shifted = (local: string | undefined, days: number): string | undefined =>
  local && Temporal.PlainDateTime.from(local).add({ days }).toString({ smallestUnit: 'minute' })

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDateTime.from(from).toPlainDate().until(Temporal.PlainDateTime.from(to).toPlainDate()).days

/** What running an event again would make: the new event as it would be sent, and each session beside the old one. */
export const planRunAgain = (event: Event, request: RunAgain): { input: NewEvent; sessions: Rerun[] } => {
  const { startsOn, holidays, without, venue, zone, ...named } = request
  const sessions = runAgain(event.sessions, { startsOn, holidays, without })
  const [first] = sessions
  const newDays = new Map(sessions.map(({ before, startsAt }) => [dateOf(before), startsAt.slice(0, 10)]))
  const days = first ? daysBetween(first.before.startsAt, first.startsAt) : 0
  const {
    slug: _,
    // Copied: see `createEvent`.
    picture,
    status: __,
    sessions: ___,
    createdAt,
    updatedAt,
    revision,
    cancelReason,
    refundPromises,
    reopenedAt,
    counting,
    code,
    ...kept
  } = event
  const input = readNew({
    ...kept,
    ...(named.title ? { title: named.title } : {}),
    ...(named.code ? { code: named.code } : {}),
    slug: named.slug ?? rerunSlug(event, request),
    ...(venue === undefined ? {} : { venue: venue ?? undefined }),
    ...(zone === undefined ? {} : { zone }),
    salesOpenAt: undefined,
    // Sales close as long before the new run as they did before the old one.
    salesCloseAt: shifted(event.salesCloseAt, days),
    sessions: sessions.map(({ before, startsAt }) => ({
      startsAt,
      durationMinutes: before.durationMinutes,
      ...(before.title ? { title: before.title } : {}),
      ...(before.summary ? { summary: before.summary } : {}),
      ...(before.zone === event.zone ? {} : { zone: before.zone }),
      ...guestsOf(before),
    })),
    tickets: event.tickets.map(({ admits, ...ticket }) => ({
      ...ticket,
      ...(admits ? { admits: { days: admits.days.flatMap((day) => newDays.get(day) ?? []) } } : {}),
    })),
    ...(event.dayCapacity
      ? {
          dayCapacity: Object.fromEntries(
            Object.entries(event.dayCapacity).map(([day, seats]) => [newDays.get(day) ?? day, seats]),
          ),
        }
      : {}),
  })
  return { input, sessions }
}

/**
 * Makes a draft of the same event from a new date on. Prices, rules, agenda, instructors and the picture carry over; registrations,
 * the code that names the old run and when its sales opened do not.
 * @throws Problem not-found; conflict `catalog.slug-taken`, `schedule.nothing-to-repeat`; invalid `schedule.*`, and
 *   `input.invalid` for what was stored under looser rules
 */
export const runEventAgain = async (table: Table, slug: string, request: RunAgain, now: Instant): Promise<Event> => {
  const event = await getEvent(table, slug)
  return createEvent(table, planRunAgain(event, request).input, now, event.picture)
}
