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
} from '@lectern/core/catalog'
import { type FieldError, type Instant, Problem, type Table } from '@lectern/core/platform'
import { expandSchedule } from '@lectern/core/schedule'
import { type Errors, errorsOf, refusalOf } from '../../../forms/errors.ts'
import type { Typed } from '../../../forms/typed.ts'
import { eventField, readEvent } from './read-event.ts'
import { readSessionChanges, sessionField } from './read-session-changes.ts'

/** The event as it would be saved, or what is wrong with the form, by its fields. */
export type Considered =
  | { ok: true; input: NewEvent; event: Event; change?: EventChange; update?: EventUpdate | undefined }
  | { ok: false; errors: Errors; status?: 409 }

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

export const eventErrors = (error: unknown, typed: Typed): Errors => {
  if (error instanceof Problem && error.code.startsWith('schedule.') && error.details.errors === undefined) {
    const fault = scheduleFault(error, typed)
    return new Map([[fault.path, fault.message]])
  }
  return errorsOf(refusalOf(error), (path) => sessionField(eventField(path), typed))
}

/** Everything that the editor shows is sent, so that a field that was emptied is emptied. */
export const changeOf = ({ slug, ...value }: NewEvent, saved: Event): EventChange => ({
  code: undefined,
  course: undefined,
  venue: undefined,
  joinUrl: undefined,
  capacity: undefined,
  salesOpenAt: undefined,
  salesCloseAt: undefined,
  ...value,
  ...(saved.status === 'published' ? { zone: saved.zone } : { slug: slug ?? saved.slug }),
  revision: saved.revision,
})

/** What a form would make of an event that is published: what changes, and what people would be told. */
const considerPublished = (typed: Typed, input: NewEvent, saved: Event, now: Instant): Considered => {
  const read = readSessionChanges(typed, saved)
  if (!read.ok) return { ok: false, errors: errorsOf(read.errors) }
  const change = { ...changeOf(input, saved), sessionChanges: read.value }
  try {
    const { changed, update } = planEdit(saved, change, now)
    return { ok: true, input, event: changed, change, update }
  } catch (error) {
    const status = error instanceof Problem && error.kind === 'conflict' ? { status: 409 as const } : {}
    return { ok: false, errors: eventErrors(error, typed), ...status }
  }
}

/**
 * What a form would make of an event, without saving it: for the preview, and to tell all that is wrong beforehand.
 * @param saved  the event that is edited, as it is now
 */
export const considerEvent = async (
  table: Table,
  typed: Typed,
  saved: Event | undefined,
  now: Instant,
): Promise<Considered> => {
  const read = readEvent(typed, { dated: saved?.status !== 'published' })
  if (!read.ok) return { ok: false, errors: errorsOf(read.errors, eventField) }
  if (saved?.status === 'published') return considerPublished(typed, read.value, saved, now)
  const { schedule, sessions, slug: given, ...details } = read.value
  const slug = given ?? saved?.slug ?? eventSlugFrom(details, schedule?.startsAt ?? sessions?.[0]?.startsAt)
  if (slug === '' || (slug !== saved?.slug && isReservedSlug('event', slug))) {
    return { ok: false, errors: new Map([['slug', 'Enter a page address, like spring-class']]) }
  }
  if (slug !== saved?.slug && (await findEvent(table, slug))) {
    return { ok: false, errors: new Map([['slug', `“${slug}” is taken. Choose another address`]]) }
  }
  try {
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
      sessions: planned ? expandSchedule(planned, details.zone, nextId) : (saved?.sessions ?? []),
      createdAt: saved?.createdAt ?? now,
      updatedAt: now,
      revision: saved?.revision ?? 1,
    })
    return { ok: true, input: read.value, event }
  } catch (error) {
    return { ok: false, errors: eventErrors(error, typed) }
  }
}
