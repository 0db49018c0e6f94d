import {
  cancelEvent,
  deleteDraft,
  getEvent,
  planReschedule,
  publishEvent,
  Reschedule,
  rescheduleSession,
} from '@lectern/core/catalog'
import type { FieldError, Table } from '@lectern/core/platform'
import {
  listWaitingList,
  offerSeats,
  removeFromWaitingList,
  seatLevels,
  unpublishEvent,
} from '@lectern/core/registration'
import { teachersToTheirs } from '../../../forms/access.ts'
import { type Errors, errorsOf, parseTyped, readCount, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, nothing, type Outcome, recorded, why } from '../../../forms/pages.ts'
import { readTyped, type Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { formatAttendance } from './attendance.ts'
import { EventOverview } from './overview-page.tsx'
import type { SessionForm } from './session-item.tsx'

const flashes = {
  created: 'Draft saved. Only admins can see it until you publish.',
  made: 'Draft created. Review it, then publish.',
  saved: 'Changes saved.',
  published: 'Published.',
  moved: 'Session moved. We’re emailing everyone who’s registered.',
  'moved-draft': 'Session moved.',
  same: 'The session didn’t move. We didn’t email anyone.',
  unpublished: 'It’s a draft again. Only admins can see it.',
  removed: 'Removed from the waitlist.',
  offered: 'Spots offered. We’re emailing the people next in line.',
  'none-free': 'There are no open spots. To make room, raise the number of seats.',
  cancelled: 'Event canceled. We’re emailing everyone who’s registered and sending refunds.',
} as const

type Shown = { errors?: Errors; typed?: Typed; form?: SessionForm; status?: 200 | 400 | 409 }

const showOverview = async (c: AdminContext, table: Table, slug: string, shown: Shown = {}): Promise<Response> => {
  const event = await getEvent(table, slug)
  const [levels, attendance, waiting] = await Promise.all([
    seatLevels(table, [event]),
    formatAttendance(table, event),
    listWaitingList(table, event, c.var.now),
  ])
  // Of those who wait it shows names and addresses.
  if (waiting.length > 0 && c.var.actor.kind === 'person') {
    const subject = `event:${slug}`
    await c.var.saveRecord({ actor: c.var.actor, action: 'waiting-list.read', subject, reading: true })
  }
  return showAdmin(
    c,
    table,
    { title: event.title, nav: 'events', flash: flashOf(c, flashes), errors: shown.errors, status: shown.status },
    <EventOverview
      event={event}
      levels={levels}
      attendance={attendance}
      waiting={waiting}
      now={c.var.now}
      typed={shown.typed}
      form={shown.form}
    />,
  )
}

/** Answers a refused action with the page as it is, the words beside what was typed. */
const refused = (c: AdminContext, table: Table, slug: string, error: unknown, shown: Omit<Shown, 'errors'>) =>
  showOverview(c, table, slug, { ...shown, errors: errorsOf(refusalOf(error)), status: 409 })

const move = async (c: AdminContext, table: Table, slug: string): Promise<Outcome> => {
  const typed = await readTyped(c)
  const session = typed.text('session')
  const event = await getEvent(table, slug)
  const wrong: FieldError[] = []
  const durationMinutes = readCount(typed.text('durationMinutes'), 'durationMinutes', wrong)
  const read = parseTyped(Reschedule, { session, startsAt: typed.text('startsAt'), durationMinutes })
  const form = { session, startsAt: typed.text('startsAt'), durationMinutes: typed.text('durationMinutes') }
  if (!read.ok || wrong.length > 0) {
    const errors = errorsOf([...wrong, ...(read.ok ? [] : read.errors)])
    return again(showOverview(c, table, slug, { errors, form, status: 400 }))
  }
  try {
    const planned = planReschedule(event, read.value, c.var.now)
    if (!planned) return nothing(`/admin/events/${slug}?done=same`)
    // Mail is about to go out, so what will be said is shown first.
    if (event.status === 'published' && typed.text('intent') !== 'move') {
      return again(showOverview(c, table, slug, { form: { ...form, moved: planned.moved } }))
    }
    const changed = await rescheduleSession(table, slug, read.value, c.var.now)
    return done(`/admin/events/${slug}?done=${changed.status === 'published' ? 'moved' : 'moved-draft'}`)
  } catch (error) {
    return again(refused(c, table, slug, error, { form }))
  }
}

/** One event: where it stands, and publishing, moving, cancelling it. */
export const eventOverviewPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/events' })
  app.page('/:slug', { audit: why.impersonal, around: teachersToTheirs(table) }, (c) =>
    showOverview(c, table, c.req.param('slug')),
  )

  app.form('/:slug/publish', { audit: recorded('event.publish', 'event:{slug}') }, async (c) => {
    const slug = c.req.param('slug')
    try {
      await publishEvent(table, slug, c.var.now)
      return done(`/admin/events/${slug}?done=published`)
    } catch (error) {
      return again(refused(c, table, slug, error, {}))
    }
  })

  app.form('/:slug/unpublish', { audit: recorded('event.unpublish', 'event:{slug}') }, async (c) => {
    const slug = c.req.param('slug')
    try {
      await unpublishEvent(table, slug, c.var.now)
      return done(`/admin/events/${slug}?done=unpublished`)
    } catch (error) {
      return again(refused(c, table, slug, error, {}))
    }
  })

  app.form('/:slug/waiting-list', { audit: recorded('event.change', 'event:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    if (typed.text('act') === 'remove') {
      await removeFromWaitingList(table, slug, typed.text('place'), c.var.now)
      return done(`/admin/events/${slug}?done=removed#waiting-list`)
    }
    const offered = await offerSeats({ table }, slug, c.var.now)
    return done(`/admin/events/${slug}?done=${offered > 0 ? 'offered' : 'none-free'}#waiting-list`)
  })

  app.form('/:slug/reschedule', { audit: recorded('event.reschedule', 'event:{slug}') }, (c) =>
    move(c, table, c.req.param('slug')),
  )

  app.form('/:slug/cancel', { audit: recorded('event.cancel', 'event:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    const event = await getEvent(table, slug)
    const errors = new Map<string, string>()
    if (![event.slug, event.code?.toLowerCase()].includes(typed.text('confirm').toLowerCase()))
      errors.set('confirm', `Type ${event.slug} to confirm`)
    if (typed.text('reason').length > 500) errors.set('reason', 'Use 500 characters or fewer')
    if (errors.size > 0) return again(showOverview(c, table, slug, { errors, typed, status: 400 }))
    try {
      if (event.status === 'draft') {
        await deleteDraft(table, slug, c.var.now)
        return done('/admin/events?status=draft')
      }
      await cancelEvent(table, slug, typed.text('reason') || undefined, c.var.now)
      return done(`/admin/events/${slug}?done=cancelled`)
    } catch (error) {
      return again(refused(c, table, slug, error, { typed }))
    }
  })
  return app.pages
}
