import {
  createEvent,
  type Event,
  type EventUpdate,
  getEvent,
  kindLabels,
  listCourses,
  listInstructors,
  sessionsOf,
} from '@lectern/core/catalog'
import { type Instant, Problem, type Table } from '@lectern/core/platform'
import { changeEvent, countOutside, type Outside, seatLevels } from '@lectern/core/registration'
import { estimateRecipients } from '@lectern/core/reminders'
import { Way } from '../../../components/link.tsx'
import {
  again,
  type Declared,
  declarePages,
  done,
  overSaved,
  type Refused,
  recorded,
  why,
} from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { type Asked, toldOf } from './change-notice.tsx'
import { type Considered, changeOf, considerEvent, editorField, eventErrors } from './consider-event.ts'
import { EditorBar, EventEditor } from './editor-form.tsx'
import { eventDifferences, newEventValues, valuesOfEvent, withSessions } from './event-values.ts'
import { EventBadge } from './list-events.tsx'
import { drawCards } from './live-card.tsx'

const trailToEvents = [{ label: 'Events', href: '/admin/events' }]

type Shown = Partial<Refused> & {
  typed: Typed
  saved?: Event | undefined
  considered?: Considered | undefined
  asked?: Asked | undefined
  /** Whom saving would email, told beside the button. */
  told?: Asked | undefined
}

const showEditor = async (c: AdminContext, table: Table, shown: Shown) => {
  const { saved, considered, asked, told, ...view } = shown
  const { now } = c.var
  const preview = considered?.event
  const event = preview ?? saved
  const [courses, instructors, levels] = await Promise.all([
    listCourses(table),
    listInstructors(table),
    saved ? seatLevels(table, [saved]) : new Map(),
  ])
  const live = event && { event, saved, levels, instructors }
  const cards = live && drawCards(live, now)
  return showAdmin(
    c,
    table,
    {
      ...view,
      title: saved?.title ?? 'New event',
      nav: 'events',
      trail: saved
        ? [...trailToEvents, { label: saved.title, href: `/admin/events/${saved.slug}` }, { label: 'Edit' }]
        : undefined,
      badge: saved && <EventBadge event={saved} now={now} />,
      actions: saved && <Way href={`/events/${saved.slug}`} label="View page" />,
      about: saved && [kindLabels[saved.kind].one, saved.code].filter(Boolean).join(' · '),
      form: { action: saved ? `/admin/events/${saved.slug}/edit` : '/admin/events/new', live: true },
      bar: <EditorBar saved={saved} preview={considered} told={told} />,
    },
    <EventEditor {...{ saved, courses, instructors, preview, live, cards, asked, now }} />,
  )
}

const formatOutside = ({ access }: Event, { people, more }: Outside): string => {
  if (people === 0) return 'We checked only some of the people registered. The others might not be let in anymore.'
  const who = more
    ? `At least ${people} of the people registered`
    : people === 1
      ? 'One registered person'
      : `${people} registered people`
  return access === 'members'
    ? `${who} would lose access. Without a membership, they keep their seat but can’t attend.`
    : `${who} wouldn’t be on the list. They keep their seat and can attend. Cancel their orders if they shouldn’t.`
}

/** What to ask before a published event is saved, if anything: when people are told, they are counted first. */
const asks = async (
  table: Table,
  saved: Event,
  event: Event,
  update: EventUpdate | undefined,
  now: Instant,
): Promise<Asked | undefined> => {
  if (saved.status !== 'published') return undefined
  const outside = await countOutside(table, saved, event, now)
  const notes = outside.people === 0 && !outside.more ? [] : [formatOutside(event, outside)]
  if (!update && notes.length === 0) return undefined
  const reach = await estimateRecipients(table, saved.slug, now)
  return reach.people === 0 ? undefined : { reach, update, notes }
}

/** Making an event, and changing it. */
export const eventEditorPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  /** Shows what a form that was refused holds; where someone saved in between, with what is saved now. */
  const showAgain = async (c: AdminContext, refused: Refused) => {
    const slug = c.req.param('slug')
    const saved = slug === undefined ? undefined : await getEvent(table, slug)
    if (!saved || refused.problem.code !== 'catalog.changed') {
      return showEditor(c, table, { ...refused, saved, errors: eventErrors(refused) })
    }
    const found = eventDifferences(refused.typed, saved)
    const message =
      found.length === 0
        ? 'Someone else just saved the same changes to this event.'
        : `Someone else just edited this event. Here’s what differs from your form: ${found.join('; ')}. Save again to replace it with yours.`
    return showEditor(c, table, { ...overSaved(refused, saved.revision, message), saved })
  }

  const app = declarePages({ who: 'admin', at: '/admin/events', again: showAgain, field: editorField })

  /** Answers to "Preview" and "List the sessions"; otherwise what is to be saved. */
  const look = async (c: AdminContext, typed: Typed, saved?: Event): Promise<Considered | Response> => {
    const considered = await considerEvent(table, typed, saved, c.var.now)
    const { event, update } = considered
    const intent = typed.text('intent')
    if (intent === 'save' || intent === 'confirmed') return considered
    const shown = intent === 'expand' ? withSessions(typed, sessionsOf(event, { admin: true }), event.zone) : typed
    const told = saved && update && (await asks(table, saved, event, update, c.var.now))
    return showEditor(c, table, { typed: shown, saved, considered, told })
  }

  app.page('/new', { audit: why.impersonal }, (c) => showEditor(c, table, { typed: newEventValues() }))

  app.form('/new', { audit: recorded('event.create', 'event:{made}') }, async (c, typed) => {
    const looked = await look(c, typed)
    if (looked instanceof Response) return again(looked)
    const event = await createEvent(table, looked.input, c.var.now)
    return done(`/admin/events/${event.slug}?done=created`)
  })

  app.page('/:slug/edit', { audit: why.impersonal }, async (c) => {
    const saved = await getEvent(table, c.req.param('slug'))
    if (saved.status === 'cancelled') return c.redirect(`/admin/events/${saved.slug}`, 303)
    return showEditor(c, table, { typed: valuesOfEvent(saved), saved })
  })

  app.form('/:slug/edit', { audit: recorded('event.change', 'event:{slug}') }, async (c, typed) => {
    const saved = await getEvent(table, c.req.param('slug'))
    if (typed.text('intent') !== 'preview' && Number(typed.text('revision')) !== saved.revision) {
      throw new Problem('conflict', 'catalog.changed', 'Someone else just edited this event.')
    }
    const looked = await look(c, typed, saved)
    if (looked instanceof Response) return again(looked)
    const { event, change = changeOf(looked.input, saved), update } = looked
    if (typed.text('intent') === 'save') {
      const asked = await asks(table, saved, event, update, c.var.now)
      if (asked && typed.text('told') !== toldOf(event, asked)) {
        return again(showEditor(c, table, { typed, saved, considered: looked, asked }))
      }
    }
    const { slug } = await changeEvent(table, saved.slug, change, c.var.now)
    return done(`/admin/events/${slug}?done=saved`)
  })

  return app.pages
}
