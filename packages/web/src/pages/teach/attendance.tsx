import type { Typed } from '../../forms/typed.ts'
// Who was at which session: marked by hand, page by page.

import { type Event, sessionsOf } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { latestSession } from '@lectern/core/materials'
import { notFound } from '@lectern/core/platform'
import type { Session } from '@lectern/core/schedule'
import { markAttendance, usualMinimum } from '@lectern/core/teaching'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { definePages, done, nothing, recorded } from '../../forms/pages.ts'
import { addressOf, flashOf } from '../../layout/admin-page.tsx'
import { csvFile, wantsFile } from '../../lists/columns.ts'
import type { SiteServices } from '../../site.ts'
import type { Request } from '../site-page.tsx'
import { addressOfAttendance, attendanceColumns, MarkForm, ReportForm, SessionLinks } from './attendance-parts.tsx'
import { progressPage } from './progress-page.ts'
import { showTeach, taughtEvent } from './teach-page.tsx'

const pageSize = 50

const flashes = {
  saved: 'Saved. Reports won’t change what you marked by hand.',
  same: 'No changes to save.',
  imported: 'Attendance saved. You can import this report again, or another one for the same session.',
} as const

/** The session that is asked for, else the last that has begun. */
const chosenSession = (event: Event, id: string | undefined, now: string): Session | undefined => {
  if (id === undefined) return latestSession(event, now)
  const session = sessionsOf(event).find((one) => one.id === id && one.status === 'scheduled')
  if (!session) throw notFound('session')
  return session
}

type Tried = { minimum: string; errors: ReadonlyMap<string, string> }

/** Answers with one session's list. */
export const showAttendance = async (
  c: Request,
  services: SiteServices,
  event: Event,
  asked: { session?: string | undefined; cursor?: string | undefined; tried?: Tried },
): Promise<Response> => {
  const { now } = c.var
  const view = { event, tab: 'attendance', title: 'Attendance' } as const
  const session = chosenSession(event, asked.session, now)
  if (session?.status !== 'scheduled') {
    return showTeach(c, view, <Notice>No sessions are scheduled, so there’s no attendance to take.</Notice>)
  }
  if (wantsFile(c)) {
    return csvFile(c, `attendance-${event.slug}`, attendanceColumns(event, session), (cursor) =>
      progressPage(services.table, event, { cursor, limit: 100 }, now),
    )
  }
  const page = await progressPage(services.table, event, { cursor: asked.cursor, limit: pageSize }, now)
  const address = asked.tried ? addressOfAttendance(event, session.id) : addressOf(c)
  const { tried } = asked
  const errors = tried?.errors ?? new Map<string, string>()
  return showTeach(
    c,
    { ...view, flash: tried ? undefined : flashOf(c, flashes), status: tried ? 400 : 200, errors },
    <>
      <ErrorSummary />
      <SessionLinks event={event} current={session} now={now} />
      <MarkForm {...{ event, session, address }} rows={page.items} cursor={asked.cursor} />
      <Pagination address={address} next={page.next} />
      <ReportForm event={event} session={session} minimum={tried?.minimum ?? String(usualMinimum(session))} />
    </>,
  )
}

/** Which boxes were changed, of those that the page showed. */
const changesOf = (form: Typed): { personId: string; present: boolean }[] => {
  const present = new Set(form.values('present'))
  return form
    .values('shown')
    .slice(0, pageSize)
    .flatMap((shown) => {
      const [personId = '', was] = shown.split(':')
      const is = present.has(personId)
      return is === (was === '1') ? [] : [{ personId, present: is }]
    })
}

/** `/teach/:slug/attendance?session=…` */
export const attendancePages = definePages({ who: 'teacher' }, (app, services) => {
  app.page(
    '/teach/:slug/attendance',
    { audit: recorded('attendance.read', 'event:{slug}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      const { session, cursor } = c.req.query()
      return showAttendance(c, services, event, { session, cursor })
    },
  )

  app.form(
    '/teach/:slug/attendance',
    { audit: recorded('attendance.mark', 'event:{slug}', { everyone: true }) },
    async (c, form) => {
      const event = await taughtEvent(c, services)
      const session = form.text('session')
      const changes = changesOf(form)
      if (changes.length > 0) {
        await markAttendance(services.table, event.slug, session, changes, requirePerson(c.var.actor).id, c.var.now)
      }
      const query = new URLSearchParams({ session, done: changes.length > 0 ? 'saved' : 'same' })
      const cursor = form.text('cursor')
      if (cursor !== '') query.set('cursor', cursor)
      const address = `/teach/${event.slug}/attendance?${query}`
      return changes.length > 0 ? done(address) : nothing(address)
    },
  )
})
