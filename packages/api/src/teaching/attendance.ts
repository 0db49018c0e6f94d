import { type Event, getEvent, seenBy, sessionsOf, type Whom } from '@lectern/core/catalog'
import { notRecorded } from '@lectern/core/identity'
import { invalidInput, notFound } from '@lectern/core/platform'
import { findRegistration, listRoster } from '@lectern/core/registration'
import {
  addTimes,
  findMarks,
  findProgress,
  listRostered,
  type MatchedReport,
  markAttendance,
  matchReport,
  minutesIn,
  readReport,
  saveReport,
  usualMinimum,
} from '@lectern/core/teaching'
import type * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/lists.ts'
import {
  AttendanceView,
  knownOf,
  MarkedView,
  Marks,
  ProgressView,
  Report,
  ReportView,
  SessionId,
} from './attendance-view.ts'

/** A person's own progress in a class they registered for. It stays readable after access has ended. */
export const ownProgressRoutes = (api: Api): void => {
  const { table } = api.services
  endpoints(api, { who: 'person', tag: 'Me' }).get('/api/me/events/{slug}/progress', 'getMyProgress', {
    audit: notRecorded.own,
    summary: 'Get your progress in a class: the sessions you attended, and your certificate',
    answers: { 200: { description: 'Your progress', schema: ProgressView } },
    run: async ({ params, actor: { id }, now }) => {
      const registration = await findRegistration(table, id, params.slug)
      if (!registration) throw notFound('event')
      const event = seenBy(await getEvent(table, params.slug), registration)
      const own = await findProgress(table, event, id, now)
      const { attended, of, sessions, standing, certificate } = own
      const made = certificate && { id: certificate.certificate, revoked: certificate.revokedAt !== undefined }
      const earned = standing?.met === true || certificate !== undefined
      return {
        ...{ attended, of },
        sessions: sessions.map(({ session, mark }) => ({ session: session.id, present: mark?.present })),
        certificate: standing || certificate ? { needed: standing?.needed, earned, ...made } : undefined,
      }
    },
  })
}

const hasSession = (event: Event, whom: Whom, session: string): boolean =>
  sessionsOf(event, whom).some(({ id }) => id === session)

/** Everyone matched, and those assigned by hand: to a line of the report, or with minutes of their own. */
const withAssigned = (
  { matched, unmatched }: MatchedReport,
  assigned: z.infer<typeof Report>['assigned'],
): { personId: string; minutes: number }[] => {
  const times = assigned.map(({ person, minutes, line }, index) => {
    const named = line === undefined ? undefined : unmatched.find(({ lines }) => lines.includes(line))
    if (line !== undefined && !named) {
      const message = 'No unmatched entry in the report has this line.'
      throw invalidInput([{ path: `assigned.${index}.line`, message }])
    }
    return { personId: person, time: named?.time ?? { spans: [], loose: minutes ?? 0 } }
  })
  const byPerson = Map.groupBy([...matched, ...times], ({ personId }) => personId)
  return [...byPerson].map(([personId, all]) => ({
    personId,
    minutes: minutesIn(addTimes(...all.map(({ time }) => time))),
  }))
}

/** Who was at which session, for admins and for those who teach the event. */
export const attendanceRoutes = (api: Api): void => {
  const { table } = api.services
  const instructors = endpoints(api, { who: 'instructor', tag: 'Admin: catalog' })
  const path = '/api/admin/events/{slug}/attendance'

  instructors.get(path, 'listAttendance', {
    audit: { action: 'attendance.read', subject: 'event:{slug}' },
    summary: 'List attendance at a session',
    description: 'Everyone registered, by name, with their attendance.',
    query: PageQuery.extend({ session: SessionId }),
    answers: { 200: { description: 'A page of the roster', schema: pageOf(AttendanceView) } },
    run: async ({ query: { session, cursor, limit }, event, actor }) => {
      if (!hasSession(event, actor, session)) throw notFound('session')
      const page = await listRoster(table, event.slug, { cursor, limit })
      const here = page.items.filter((one) => one.status === 'confirmed' && hasSession(event, one, session))
      const marks = await findMarks(
        table,
        event.slug,
        session,
        here.map(({ personId }) => personId),
      )
      const items = here.map(({ personId, name, email }) => {
        const mark = marks.get(personId)
        return { person: personId, name, email, mark: mark && knownOf(mark) }
      })
      return { items, next: page.next }
    },
  })

  instructors.put(path, 'markAttendance', {
    audit: { action: 'attendance.mark', subject: 'event:{slug}' },
    summary: 'Mark attendance at a session',
    description: "Marks by hand aren't changed by reports.",
    body: Marks,
    bodyExample: {
      session: 'ses_01hs1q8s4nq0v8c7x2m3k4j5h6',
      marks: [{ person: 'per_01hs1q8s4nq0v8c7x2m3k4j5h6', present: true }],
    },
    answers: { 200: { description: 'The result', schema: MarkedView } },
    run: async ({ body, actor, now, event }) => {
      if (!hasSession(event, actor, body.session)) throw notFound('session')
      const people = body.marks.map((mark) => ({ personId: mark.person, present: mark.present }))
      return markAttendance(table, event.slug, body.session, people, actor.id, now)
    },
  })

  instructors.post(path, 'importAttendance', {
    audit: { action: 'attendance.import', subject: 'event:{slug}' },
    summary: 'Import a meeting report',
    description:
      "Reads reports from Zoom, Microsoft Teams, and Google Meet. People are matched by email address, then by name. Every line is in `matched`, `unmatched`, or `unread`, except lines for people who only waited or didn't come. Use `assigned` for people you recognize. You can repeat an import.",
    body: Report,
    bodyExample: {
      session: 'ses_01hs1q8s4nq0v8c7x2m3k4j5h6',
      report: 'Name (original name),Email,Duration (minutes)\nAda Byron,ada@example.com,58\n',
      preview: true,
    },
    answers: { 200: { description: 'Who was matched, and what was saved', schema: ReportView } },
    run: async ({ body, actor, now, event }) => {
      const session = sessionsOf(event, { email: actor.email, admin: actor.admin }).find(
        ({ id, status }) => id === body.session && status === 'scheduled',
      )
      if (!session) throw notFound('session')
      const { participants, unread } = readReport(new TextEncoder().encode(body.report))
      const found = matchReport(participants, await listRostered(table, event.slug))
      const { matched, unmatched } = found
      const minimumMinutes = body.minimumMinutes ?? usualMinimum(session)
      const people = withAssigned(found, body.assigned)
      const saved = body.preview
        ? undefined
        : await saveReport(table, event.slug, session.id, { people, minimumMinutes }, actor.id, now)
      return {
        matched: matched.map(({ personId, name, email, minutes, by }) => ({
          ...{ person: personId, name, email, minutes },
          ...{ foundBy: by, present: minutes >= minimumMinutes },
        })),
        unmatched: unmatched.map(({ time: _, ...one }) => one),
        unread,
        saved,
      }
    },
  })
}
