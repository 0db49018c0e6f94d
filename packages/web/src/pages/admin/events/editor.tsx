import {
  createEvent,
  type Event,
  type EventChange,
  editEvent,
  getEvent,
  listCourses,
  listInstructors,
  type NewEvent,
} from '@lectern/core/catalog'
import { Problem, type Table } from '@lectern/core/platform'
import { Hono } from 'hono'
import type { SiteEnv } from '../../../site.ts'
import { type Errors, noErrors } from '../form-errors.ts'
import { readTyped, type Typed } from '../typed.ts'
import { type AdminContext, showAdmin } from '../view.tsx'
import { considerEvent, eventErrors } from './consider-event.ts'
import { EventEditor } from './editor-form.tsx'
import { differences, newEventValues, valuesOfEvent, withSessions } from './event-values.ts'

type Shown = { typed: Typed; errors?: Errors; saved?: Event | undefined; preview?: Event; status?: 200 | 400 | 409 }

const showEditor = async (c: AdminContext, table: Table, shown: Shown): Promise<Response> => {
  const [courses, instructors] = await Promise.all([listCourses(table), listInstructors(table)])
  const { saved, typed, errors = noErrors, preview, status } = shown
  const view = { title: saved?.title ?? 'New event', nav: 'events', status } as const
  return showAdmin(
    c,
    table,
    view,
    <EventEditor {...{ typed, errors, saved, courses, instructors, preview, now: c.var.now }} />,
  )
}

/** Everything that the editor shows is sent, so that a field that was emptied is emptied. */
const changeOf = ({ slug: _, ...value }: NewEvent, saved: Event, revision: number): EventChange => ({
  code: undefined,
  course: undefined,
  venue: undefined,
  joinUrl: undefined,
  capacity: undefined,
  salesOpenAt: undefined,
  salesCloseAt: undefined,
  ...value,
  ...(saved.status === 'published' ? { zone: saved.zone } : {}),
  revision,
})

/** Somebody saved in between: the form stays as it was typed, says what is saved now, and may be saved over it. */
const showConflict = async (c: AdminContext, table: Table, typed: Typed, slug: string) => {
  const saved = await getEvent(table, slug)
  const found = differences(typed, saved)
  const message =
    found.length === 0
      ? 'Somebody else saved this event meanwhile, just as it stands here.'
      : `Somebody else saved this event meanwhile. What is saved now, where it differs from your form: ${found.join('; ')}. Save again to put yours in its place.`
  const renewed: Typed = { ...typed, text: (name) => (name === 'revision' ? String(saved.revision) : typed.text(name)) }
  return showEditor(c, table, { typed: renewed, errors: new Map([['', message]]), saved, status: 409 })
}

/** Making an event, and changing it. */
export const eventEditorPages = (table: Table): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  /** Answers to "Preview" and "Write the sessions out", and to a form with something wrong in it. */
  const look = async (c: AdminContext, typed: Typed, saved: Event | undefined) => {
    const considered = await considerEvent(table, typed, saved, c.var.now)
    if (!considered.ok) return showEditor(c, table, { typed, errors: considered.errors, saved, status: 400 })
    const { event } = considered
    const intent = typed.text('intent')
    if (intent === 'expand') {
      const written = withSessions(typed, event.sessions, event.zone)
      return showEditor(c, table, { typed: written, saved, preview: event })
    }
    return intent === 'save' ? considered : showEditor(c, table, { typed, saved, preview: event })
  }

  app.get('/new', (c) => showEditor(c, table, { typed: newEventValues() }))

  app.post('/new', async (c) => {
    const typed = await readTyped(c)
    const looked = await look(c, typed, undefined)
    if (looked instanceof Response) return looked
    try {
      const event = await createEvent(table, looked.input, c.var.now)
      return c.redirect(`/admin/events/${event.slug}?done=created`, 303)
    } catch (error) {
      return showEditor(c, table, { typed, errors: eventErrors(error, typed), status: 409 })
    }
  })

  app.get('/:slug/edit', async (c) => {
    const saved = await getEvent(table, c.req.param('slug'))
    if (saved.status === 'cancelled') return c.redirect(`/admin/events/${saved.slug}`, 303)
    return showEditor(c, table, { typed: valuesOfEvent(saved), saved })
  })

  app.post('/:slug/edit', async (c) => {
    const typed = await readTyped(c)
    const saved = await getEvent(table, c.req.param('slug'))
    const looked = await look(c, typed, saved)
    if (looked instanceof Response) return looked
    try {
      await editEvent(table, saved.slug, changeOf(looked.input, saved, Number(typed.text('revision'))), c.var.now)
      return c.redirect(`/admin/events/${saved.slug}?done=saved`, 303)
    } catch (error) {
      if (error instanceof Problem && error.code === 'catalog.changed') {
        return showConflict(c, table, typed, saved.slug)
      }
      return showEditor(c, table, { typed, errors: eventErrors(error, typed), saved, status: 409 })
    }
  })

  return app
}
