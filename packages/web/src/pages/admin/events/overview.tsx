import {
  cancelEvent,
  deleteDraft,
  getEvent,
  planReschedule,
  publishEvent,
  Reschedule,
  rescheduleSession,
} from '@lectern/core/catalog'
import { type FieldError, invalidInput, notFound, type Table } from '@lectern/core/platform'
import {
  listWaitingList,
  offerSeats,
  removeFromWaitingList,
  seatLevels,
  unpublishEvent,
} from '@lectern/core/registration'
import { ConfirmDelete } from '../../../components/confirm-delete.tsx'
import { teachersToTheirs } from '../../../forms/access.ts'
import { readAs, readCount } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, nothing, type Refused, recorded, why } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { formatAttendance } from './attendance.ts'
import { EventOverview, overviewHead } from './overview-page.tsx'
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

type Shown = Partial<Refused> & { form?: SessionForm }

const showOverview = async (c: AdminContext, table: Table, { form, ...shown }: Shown = {}): Promise<Response> => {
  const slug = partOf(c, 'slug')
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
  const view = { ...overviewHead(event, c.var.now), nav: 'events', flash: flashOf(c, flashes), ...shown } as const
  return showAdmin(c, table, view, <EventOverview {...{ event, levels, attendance, waiting, form }} now={c.var.now} />)
}

const formIn = (typed: Typed): SessionForm => ({
  session: typed.text('session'),
  startsAt: typed.text('startsAt'),
  durationMinutes: typed.text('durationMinutes'),
})

const readMove = (typed: Typed): Reschedule => {
  const wrong: FieldError[] = []
  const { session, startsAt } = formIn(typed)
  const durationMinutes = readCount(typed.text('durationMinutes'), 'durationMinutes', wrong)
  return readAs(Reschedule, { session, startsAt, durationMinutes }, wrong)
}

/** Asks before someone loses their place in line, which no one can give back. */
const askRemoval = async (c: AdminContext, table: Table, slug: string, place: string): Promise<Response> => {
  const entries = await listWaitingList(table, await getEvent(table, slug), c.var.now)
  const entry = entries.find((one) => one.place.id === place)
  if (!entry) throw notFound('waitlist spot')
  const title = `Remove ${entry.place.name} from the waitlist?`
  return showAdmin(
    c,
    table,
    { title, nav: 'events', narrow: true },
    <ConfirmDelete
      title={title}
      action={`/admin/events/${slug}/waiting-list`}
      back={`/admin/events/${slug}#waiting-list`}
      values={{ act: 'remove', place, sure: 'yes' }}
      words={{ act: 'Remove', busy: 'Removing…' }}
    >
      {entry.position === undefined
        ? 'The spot that’s kept for them goes to the next person. You can’t undo this.'
        : 'They lose their place in line. You can’t undo this.'}
    </ConfirmDelete>,
  )
}

/** One event: where it stands, and publishing, moving, cancelling it. */
export const eventOverviewPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const showAgain = (c: AdminContext, refused: Refused) => showOverview(c, table, refused)
  const app = declarePages({ who: 'admin', at: '/admin/events', again: showAgain })
  app.page('/:slug', { audit: why.impersonal, around: teachersToTheirs(table) }, (c) => showOverview(c, table))

  app.form('/:slug/publish', { audit: recorded('event.publish', 'event:{slug}') }, async (c) => {
    const slug = c.req.param('slug')
    await publishEvent(table, slug, c.var.now)
    return done(`/admin/events/${slug}?done=published`)
  })

  app.form('/:slug/unpublish', { audit: recorded('event.unpublish', 'event:{slug}') }, async (c) => {
    const slug = c.req.param('slug')
    await unpublishEvent(table, slug, c.var.now)
    return done(`/admin/events/${slug}?done=unpublished`)
  })

  app.form('/:slug/waiting-list', { audit: recorded('event.change', 'event:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    if (typed.text('act') === 'remove' && typed.text('sure') === '') {
      return again(askRemoval(c, table, slug, typed.text('place')))
    }
    if (typed.text('act') === 'remove') {
      await removeFromWaitingList(table, slug, typed.text('place'), c.var.now)
      return done(`/admin/events/${slug}?done=removed#waiting-list`)
    }
    const offered = await offerSeats({ table }, slug, c.var.now)
    return done(`/admin/events/${slug}?done=${offered > 0 ? 'offered' : 'none-free'}#waiting-list`)
  })

  app.form(
    '/:slug/reschedule',
    {
      audit: recorded('event.reschedule', 'event:{slug}'),
      again: (c, refused) => {
        // A time that the session can't move to is in its way, also where clocks skip it.
        const status = refused.problem.code === 'input.invalid' ? 400 : 409
        return showOverview(c, table, { ...refused, status, form: formIn(refused.typed) })
      },
    },
    async (c, typed) => {
      const slug = c.req.param('slug')
      const event = await getEvent(table, slug)
      const move = readMove(typed)
      const planned = planReschedule(event, move, c.var.now)
      if (!planned) return nothing(`/admin/events/${slug}?done=same`)
      // Mail is about to go out, so what will be said is shown first.
      if (event.status === 'published' && typed.text('intent') !== 'move') {
        return again(showOverview(c, table, { form: { ...formIn(typed), moved: planned.moved } }))
      }
      const changed = await rescheduleSession(table, slug, move, c.var.now)
      return done(`/admin/events/${slug}?done=${changed.status === 'published' ? 'moved' : 'moved-draft'}`)
    },
  )

  app.form('/:slug/cancel', { audit: recorded('event.cancel', 'event:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    const event = await getEvent(table, slug)
    const errors: FieldError[] = []
    if (![event.slug, event.code?.toLowerCase()].includes(typed.text('confirm').toLowerCase()))
      errors.push({ path: 'confirm', message: `Type ${event.slug} to confirm` })
    if (typed.text('reason').length > 500) errors.push({ path: 'reason', message: 'Use 500 characters or fewer' })
    if (errors.length > 0) throw invalidInput(errors)
    if (event.status === 'draft') {
      await deleteDraft(table, slug, c.var.now)
      return done('/admin/events?status=draft')
    }
    await cancelEvent(table, slug, typed.text('reason') || undefined, c.var.now)
    return done(`/admin/events/${slug}?done=cancelled`)
  })
  return app.pages
}
