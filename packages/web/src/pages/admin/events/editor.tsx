import {
  createEvent,
  type Event,
  type EventUpdate,
  getEvent,
  listCourses,
  listInstructors,
} from '@lectern/core/catalog'
import { type Instant, Problem, type Table } from '@lectern/core/platform'
import { changeEvent, countOutside } from '@lectern/core/registration'
import { estimateRecipients } from '@lectern/core/reminders'
import { type Errors, noErrors } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import type { Asked } from './change-notice.tsx'
import { changeOf, considerEvent, eventErrors } from './consider-event.ts'
import { EventEditor } from './editor-form.tsx'
import { differences, newEventValues, valuesOfEvent, withSessions } from './event-values.ts'

type Shown = {
  typed: Typed
  errors?: Errors
  saved?: Event | undefined
  preview?: Event
  asked?: Asked
  status?: 200 | 400 | 409
}

const showEditor = async (c: AdminContext, table: Table, shown: Shown): Promise<Response> => {
  const [courses, instructors] = await Promise.all([listCourses(table), listInstructors(table)])
  const { saved, typed, errors = noErrors, preview, asked, status } = shown
  const view = { title: saved?.title ?? 'New event', nav: 'events', errors, status } as const
  return showAdmin(
    c,
    table,
    view,
    <EventEditor {...{ typed, saved, courses, instructors, preview, asked, now: c.var.now }} />,
  )
}

const formatOutside = ({ access }: Event, people: number): string => {
  const who = people === 1 ? 'One registered person' : `${people} registered people`
  return access === 'members'
    ? `${who} would lose access. Without a membership, they keep their seat but can’t attend.`
    : `${who} would not be on the list. They keep their seat and can attend; cancel their orders if they shouldn’t.`
}

/** What to ask before a published event is saved, if anything: when people are told, they are counted first. */
const asks = async (
  table: Table,
  saved: Event,
  event: Event,
  update: EventUpdate | undefined,
  now: Instant,
): Promise<Asked | undefined> => {
  const narrowed = saved.access !== event.access || saved.invited.some((email) => !event.invited.includes(email))
  if (saved.status !== 'published' || (!update && !narrowed)) return undefined
  const [reach, outside] = await Promise.all([
    estimateRecipients(table, saved.slug, now),
    narrowed ? countOutside(table, event, now) : 0,
  ])
  const notes = outside === 0 ? [] : [formatOutside(event, outside)]
  if (!update && notes.length === 0) return undefined
  return reach.people === 0 ? undefined : { reach, update, notes }
}

/** Someone saved in between: the form stays as it was typed, says what is saved now, and may be saved over it. */
const showConflict = async (c: AdminContext, table: Table, typed: Typed, slug: string) => {
  const saved = await getEvent(table, slug)
  const found = differences(typed, saved)
  const message =
    found.length === 0
      ? 'Someone else just saved the same changes to this event.'
      : `Someone else just edited this event. Here’s what differs from your form: ${found.join('; ')}. Save again to replace it with yours.`
  const renewed: Typed = { ...typed, text: (name) => (name === 'revision' ? String(saved.revision) : typed.text(name)) }
  return showEditor(c, table, { typed: renewed, errors: new Map([['', message]]), saved, status: 409 })
}

/** Making an event, and changing it. */
export const eventEditorPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/events' })

  /** Answers to "Preview" and "List the sessions", and to a form with something wrong in it. */
  const look = async (c: AdminContext, typed: Typed, saved: Event | undefined) => {
    const considered = await considerEvent(table, typed, saved, c.var.now)
    if (!considered.ok) {
      return showEditor(c, table, { typed, errors: considered.errors, saved, status: considered.status ?? 400 })
    }
    const { event } = considered
    const intent = typed.text('intent')
    if (intent === 'expand') {
      const written = withSessions(typed, event.sessions, event.zone)
      return showEditor(c, table, { typed: written, saved, preview: event })
    }
    return intent === 'save' || intent === 'confirmed'
      ? considered
      : showEditor(c, table, { typed, saved, preview: event })
  }

  app.page('/new', { audit: why.impersonal }, (c) => showEditor(c, table, { typed: newEventValues() }))

  app.form('/new', { audit: recorded('event.create', 'event:{made}') }, async (c, typed) => {
    const looked = await look(c, typed, undefined)
    if (looked instanceof Response) return again(looked)
    try {
      const event = await createEvent(table, looked.input, c.var.now)
      return done(`/admin/events/${event.slug}?done=created`)
    } catch (error) {
      return again(showEditor(c, table, { typed, errors: eventErrors(error, typed), status: 409 }))
    }
  })

  app.page('/:slug/edit', { audit: why.impersonal }, async (c) => {
    const saved = await getEvent(table, c.req.param('slug'))
    if (saved.status === 'cancelled') return c.redirect(`/admin/events/${saved.slug}`, 303)
    return showEditor(c, table, { typed: valuesOfEvent(saved), saved })
  })

  app.form('/:slug/edit', { audit: recorded('event.change', 'event:{slug}') }, async (c, typed) => {
    const saved = await getEvent(table, c.req.param('slug'))
    if (typed.text('intent') !== 'preview' && Number(typed.text('revision')) !== saved.revision) {
      return again(showConflict(c, table, typed, saved.slug))
    }
    const looked = await look(c, typed, saved)
    if (looked instanceof Response) return again(looked)
    const { event, change = changeOf(looked.input, saved), update } = looked
    if (typed.text('intent') === 'save') {
      const asked = await asks(table, saved, event, update, c.var.now)
      if (asked) return again(showEditor(c, table, { typed, saved, preview: event, asked }))
    }
    try {
      const { slug } = await changeEvent(table, saved.slug, change, c.var.now)
      return done(`/admin/events/${slug}?done=saved`)
    } catch (error) {
      if (error instanceof Problem && error.code === 'catalog.changed') {
        return again(showConflict(c, table, typed, saved.slug))
      }
      return again(showEditor(c, table, { typed, errors: eventErrors(error, typed), saved, status: 409 }))
    }
  })

  return app.pages
}
