import {
  checkEvent,
  type Event,
  type EventChange,
  type EventUpdate,
  eventSlugFrom,
  findEvent,
  isReservedSlug,
  type NewEvent,
  planEdit,
  sessionsOf,
} from '@lectern/core/catalog'
import type { FieldError, Instant, Problem, Table } from '@lectern/core/platform'
import { expandSchedule } from '@lectern/core/schedule'
import { type Errors, wrongField } from '../../../forms/errors.ts'
import type { Refused } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { eventField, readEvent } from './read-event.ts'
import { readSessionChanges, sessionField } from './read-session-changes.ts'

/** The event as it would be saved, and of a published one what changes and what people would be told. */
export type Considered = { input: NewEvent; event: Event; change?: EventChange; update?: EventUpdate | undefined }

/** Which field shows what is wrong with a schedule, which is refused with the times that are at fault. */
const scheduleFault = (problem: Problem, typed: Typed): FieldError => {
  const { message } = problem
  if (typed.text('plan') !== 'list') {
    const field = problem.code === 'schedule.too-many' || problem.code === 'schedule.empty' ? 'count' : 'startsAt'
    return { path: field, message }
  }
  const time = problem.details.second ?? problem.details.startsAt
  const rows = Array.from({ length: typed.count('sessions') }, (_, row) => `sessions.${row}.startsAt`)
  return { path: rows.findLast((row) => typed.text(row) === time) ?? rows[0] ?? 'plan', message }
}

/** What is wrong with a form that was refused. */
export const eventErrors = ({ typed, errors, problem }: Refused): Errors => {
  if (!problem.code.startsWith('schedule.') || problem.details.errors !== undefined) return errors
  const fault = scheduleFault(problem, typed)
  return new Map([[fault.path, fault.message]])
}

/** The editor's field for a path of the schema. */
export const editorField = (path: string, typed: Typed): string => sessionField(eventField(path), typed)

/** Everything that the editor shows is sent, so that a field that was emptied is emptied. */
export const changeOf = ({ slug, ...value }: NewEvent, saved: Event): EventChange => ({
  code: undefined,
  course: undefined,
  venue: undefined,
  joinUrl: undefined,
  capacity: undefined,
  salesOpenAt: undefined,
  salesCloseAt: undefined,
  audience: undefined,
  outcomes: undefined,
  faq: undefined,
  testimonials: undefined,
  ...value,
  ...(saved.status === 'published' ? { zone: saved.zone } : { slug: slug ?? saved.slug }),
  revision: saved.revision,
})

const considerPublished = (typed: Typed, input: NewEvent, saved: Event, now: Instant): Considered => {
  const change = { ...changeOf(input, saved), sessionChanges: readSessionChanges(typed, saved) }
  const { changed, update } = planEdit(saved, change, now)
  return { input, event: changed, change, update }
}

/**
 * What a form would make of an event, without saving it: for the preview, and to tell all that is wrong beforehand.
 * @param saved  the event that is edited, as it is now
 * @throws Problem for what saving would refuse
 */
export const considerEvent = async (
  table: Table,
  typed: Typed,
  saved: Event | undefined,
  now: Instant,
): Promise<Considered> => {
  const input = readEvent(typed, { dated: saved?.status !== 'published' })
  if (saved?.status === 'published') return considerPublished(typed, input, saved, now)
  const { schedule, sessions, slug: given, ...details } = input
  const slug = given ?? saved?.slug ?? eventSlugFrom(details, schedule?.startsAt ?? sessions?.[0]?.startsAt)
  if (slug === '' || (slug !== saved?.slug && isReservedSlug('event', slug))) {
    throw wrongField('slug', 'Enter a page address, like spring-class')
  }
  if (slug !== saved?.slug && (await findEvent(table, slug))) {
    throw wrongField('slug', `“${slug}” is taken. Choose another address`)
  }
  let made = 0
  const nextId = () => {
    made += 1
    return `new-${made}`
  }
  const planned = schedule ? { schedule } : sessions ? { sessions } : undefined
  const event = checkEvent({
    ...details,
    slug,
    status: 'draft',
    sessions: planned ? expandSchedule(planned, details.zone, nextId) : saved ? sessionsOf(saved, { admin: true }) : [],
    createdAt: saved?.createdAt ?? now,
    updatedAt: now,
    revision: saved?.revision ?? 1,
  })
  return { input, event }
}
