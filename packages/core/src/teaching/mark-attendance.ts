import { type Event, getEvent, sessionsOf } from '../catalog/index.ts'
import {
  announce,
  commit,
  type Instant,
  invalidInput,
  notFound,
  type PendingWrite,
  type Table,
} from '../platform/index.ts'
import { findRegistrations, type Registration } from '../registration/index.ts'
import { type Session, scheduleSpan } from '../schedule/index.ts'
import type { AttendanceMark } from './attendance.ts'
import { pendingMark, saveMark } from './attendance-store.ts'
import { certificateConsidered } from './topics.ts'

/** Marks that are written in parallel. */
const writtenAtOnce = 25

/** At most so many people at once: a page of a roster, or all that a report names. */
export const markLimit = 5000

/** @throws Problem not-found when the event has no such session that takes place */
export const sessionOf = (event: Event, id: string): Session => {
  const session = sessionsOf(event, { admin: true }).find((one) => one.id === id && one.status === 'scheduled')
  if (!session) throw notFound('session')
  return session
}

/** Who of some people can be marked: those who are registered and confirmed. */
const registeredOf = async (
  table: Table,
  event: string,
  ids: readonly string[],
): Promise<Map<string, Registration>> => {
  const found = await findRegistrations(
    table,
    ids.map((personId) => ({ personId, event })),
  )
  return new Map(found.filter(({ status }) => status === 'confirmed').map((one) => [one.personId, one]))
}

/** Once the class is over, a changed mark may earn a certificate; the row is the same however often it is announced. */
const considerWrites = (table: Table, event: Event, personId: string, now: Instant): PendingWrite[] => {
  const endsAt = scheduleSpan(sessionsOf(event, { admin: true }))?.endsAt
  if (endsAt === undefined || endsAt > now) return []
  const payload = { event: event.slug, person: personId }
  return [announce(table, certificateConsidered, payload, now, { key: `certificate:${event.slug}:${personId}` })]
}

/**
 * What came of marking: how many marks were kept; how many were outranked; who is not registered; and who is, but not for
 * this session.
 */
export type Marked = { kept: number; outranked: number; unknown: string[]; notAdmitted?: string[] }

const saveMarks = async (
  table: Table,
  event: Event,
  marks: readonly AttendanceMark[],
  now: Instant,
): Promise<Marked> => {
  if (marks.length > markLimit) {
    throw invalidInput([{ path: 'marks', message: `You can mark up to ${markLimit} people at once.` }])
  }
  const registered = await registeredOf(table, event.slug, [...new Set(marks.map(({ personId }) => personId))])
  const unknown = marks.filter(({ personId }) => !registered.has(personId)).map(({ personId }) => personId)
  const has = ({ personId, session }: AttendanceMark): boolean =>
    sessionsOf(event, registered.get(personId)).some(({ id }) => id === session)
  const known = marks.filter((mark) => registered.has(mark.personId) && has(mark))
  const notAdmitted = marks.filter((mark) => registered.has(mark.personId) && !has(mark)).map((mark) => mark.personId)
  let kept = 0
  for (let at = 0; at < known.length; at += writtenAtOnce) {
    const results = await Promise.all(
      known.slice(at, at + writtenAtOnce).map(async (mark) => {
        const follow = considerWrites(table, event, mark.personId, now)
        if (follow.length === 0) return saveMark(table, mark)
        return (await commit(table, [pendingMark(table, mark), ...follow])).committed
      }),
    )
    kept += results.filter(Boolean).length
  }
  return { kept, outranked: known.length - kept, unknown, ...(notAdmitted.length > 0 ? { notAdmitted } : {}) }
}

/** Says by hand who was at a session and who was not. This holds until someone marks it differently by hand. */
export const markAttendance = async (
  table: Table,
  slug: string,
  session: string,
  people: readonly { personId: string; present: boolean }[],
  by: string,
  now: Instant,
): Promise<Marked> => {
  const event = await getEvent(table, slug)
  const { id } = sessionOf(event, session)
  const marks = people.map(
    ({ personId, present }): AttendanceMark => ({
      ...{ event: slug, personId, session: id, present },
      ...{ how: 'hand', at: now, by },
    }),
  )
  return saveMarks(table, event, marks, now)
}

/**
 * Keeps what a meeting's report says, as it was matched and looked at: those who stayed so many minutes were there. What
 * was marked by hand stays as it is.
 */
export const saveReport = async (
  table: Table,
  slug: string,
  session: string,
  report: { people: readonly { personId: string; minutes: number }[]; minimumMinutes: number },
  by: string,
  now: Instant,
): Promise<Marked> => {
  const event = await getEvent(table, slug)
  const { id } = sessionOf(event, session)
  const total = new Map<string, number>()
  for (const { personId, minutes } of report.people) total.set(personId, (total.get(personId) ?? 0) + minutes)
  const marks = [...total].map(
    ([personId, minutes]): AttendanceMark => ({
      ...{ event: slug, personId, session: id, present: minutes >= report.minimumMinutes },
      ...{ how: 'import', at: now, by, minutes },
    }),
  )
  return saveMarks(table, event, marks, now)
}

/**
 * Notes that someone went in by the join link, unless something is known of them already. One conditional write, on a key
 * of their own.
 */
export const noteJoined = (
  table: Table,
  event: Pick<Event, 'slug'>,
  session: Pick<Session, 'id'>,
  personId: string,
  now: Instant,
): Promise<boolean> =>
  saveMark(table, { event: event.slug, personId, session: session.id, present: true, how: 'join', at: now })
