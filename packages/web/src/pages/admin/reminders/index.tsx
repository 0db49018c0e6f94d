// What goes to those registered for an event, and when: skipping one, sending one at once, and the moments themselves.

import { type Event, editEvent } from '@lectern/core/catalog'
import { type Instant, notFound, type Table } from '@lectern/core/platform'
import {
  getTimetable,
  type Reminder,
  remindersOf,
  restoreReminder,
  sendReminder,
  skipReminder,
  type Timetable,
  usualReminders,
} from '@lectern/core/reminders'
import { ActButton } from '../../../components/act-button.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Declared, declarePages, done, type Refused, recorded, why } from '../../../forms/pages.ts'
import { queried } from '../../../forms/queried.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { readOffsets, valuesOfOffsets } from './read-offsets.ts'
import { formatPeople, momentOf, whatOf } from './reminder-words.ts'
import { TimetablePage } from './timetable-page.tsx'

const flashes = {
  skipped: 'Skipped.',
  restored: 'Back on the schedule.',
  sent: 'Sending now.',
  saved: 'Saved. Upcoming reminders update within seconds.',
} as const

const undoes: Readonly<Record<string, { act: string; words: string }>> = {
  skipped: { act: 'restore', words: 'Undo skip' },
  restored: { act: 'skip', words: 'Undo restore' },
}

/** What was last done, with the way back where there is one. */
const flashFor = (c: AdminContext, { event, reminders }: Timetable) => {
  const flash = flashOf(c, flashes)
  const undo = queried(c, 'done', undoes)
  const reminder = reminders.find(({ id }) => id === c.req.query('which'))
  if (!flash || !undo || !reminder) return flash
  const own = `/admin/events/${event.slug}/reminders/${reminder.id}`
  const { what } = whatOf(event, reminder)
  const action = <ActButton action={`${own}/${undo.act}`} words={undo.words} about={what} />
  return { ...flash, action }
}

const trailTo = ({ slug, title }: Event, label?: string) => {
  const reminders = { href: `/admin/events/${slug}/reminders`, label: 'Reminders' }
  return label === undefined
    ? [{ href: '/admin/events', label: 'Events' }, { href: `/admin/events/${slug}`, label: title }, reminders]
    : [{ href: `/admin/events/${slug}`, label: title }, reminders, { label }]
}

const showTimetable = async (c: AdminContext, table: Table, refused?: Partial<Refused>): Promise<Response> => {
  const timetable = await getTimetable(table, partOf(c, 'slug'), c.var.now)
  const { event, estimate } = timetable
  return showAdmin(
    c,
    table,
    {
      title: `Reminders: ${event.title}`,
      nav: 'events',
      trail: trailTo(event),
      about: `Registered so far: ${formatPeople(estimate)}. People who register after a reminder’s time, or unsubscribed from reminders, don’t get it.`,
      flash: flashFor(c, timetable),
      typed: valuesOfOffsets(remindersOf(event)),
      ...refused,
    },
    <TimetablePage timetable={timetable} now={c.var.now} />,
  )
}

/** Asks before mail goes out, and says to how many. */
const showConfirm = (c: AdminContext, table: Table, { event, estimate }: Timetable, reminder: Reminder) => {
  const path = `/admin/events/${event.slug}/reminders`
  const { what, about } = whatOf(event, reminder)
  return showAdmin(
    c,
    table,
    {
      title: `Send now: ${[what, about].filter(Boolean).join(', ')}`,
      window: 'Send a reminder now',
      nav: 'events',
      trail: trailTo(event, 'Send now'),
      about: `This goes to ${formatPeople(estimate)} right away, except people who already got it or unsubscribed, and won’t be sent again on ${momentOf(event, reminder)}. You can’t unsend an email.`,
    },
    <form class="flex flex-wrap gap-2" method="post" action={`${path}/${reminder.id}/send`}>
      <HiddenFields values={{ sure: 'yes' }} />
      <SubmitButton busy="Sending…">Send it to {formatPeople(estimate)}</SubmitButton>
      <ButtonLink href={path}>Keep as is</ButtonLink>
    </form>,
  )
}

/** An event's reminders, to be mounted at `/admin/events`. */
export const reminderPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  /** What the schema or the use case refuses is about the whole form. */
  const app = declarePages({
    who: 'admin',
    at: '/admin/events',
    field: (path) => (path === 'count' ? path : ''),
    again: (c, refused) => showTimetable(c, table, refused),
  })
  app.page('/:slug/reminders', { audit: why.impersonal }, (c) => showTimetable(c, table))

  app.form('/:slug/reminders', { audit: recorded('event.change', 'event:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    const { event } = await getTimetable(table, slug, c.var.now)
    const reminders = typed.text('intent') === 'usual' ? [...usualReminders[event.kind]] : readOffsets(typed)
    await editEvent(table, slug, { reminders }, c.var.now)
    return done(`/admin/events/${slug}/reminders?done=saved`)
  })

  type Act = (slug: string, id: string, now: Instant) => Promise<Reminder>
  const acts: Record<'skip' | 'restore' | 'send', { word: string; act: Act }> = {
    skip: { word: 'skipped', act: (slug, id) => skipReminder(table, slug, id) },
    restore: { word: 'restored', act: (slug, id, now) => restoreReminder(table, slug, id, now) },
    send: { word: 'sent', act: (slug, id, now) => sendReminder(table, slug, id, now) },
  }
  for (const name of ['skip', 'restore', 'send'] as const) {
    const { word, act } = acts[name]
    app.form(
      `/:slug/reminders/:id/${name}`,
      {
        audit: recorded(`reminder.${name}`, 'reminder:{slug}:{id}'),
        again: (c, { errors }) => showTimetable(c, table, { errors, status: 409 }),
      },
      async (c) => {
        const [slug, id] = [partOf(c, 'slug'), partOf(c, 'id')]
        await act(slug, id, c.var.now)
        return done(`/admin/events/${slug}/reminders?done=${word}&which=${encodeURIComponent(id)}`)
      },
    )
  }

  app.page('/:slug/reminders/:id/send', { audit: why.impersonal }, async (c) => {
    const { slug, id } = c.req.param()
    const timetable = await getTimetable(table, slug, c.var.now)
    const reminder = timetable.reminders.find((one) => one.id === id)
    if (!reminder || timetable.event.status !== 'published') throw notFound('reminder')
    return showConfirm(c, table, timetable, reminder)
  })
  return app.pages
}
