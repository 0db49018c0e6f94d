// What goes to those registered for an event, and when: skipping one, sending one at once, and the moments themselves.
import { editEvent } from '@lectern/core/catalog'
import { type Instant, notFound, type Table } from '@lectern/core/platform'
import {
  getTimetable,
  type Reminder,
  restoreReminder,
  sendReminder,
  skipReminder,
  type Timetable,
  usualReminders,
} from '@lectern/core/reminders'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Errors, errorsOf, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { readOffsets } from './read-offsets.ts'
import { formatPeople, momentOf, whatOf } from './reminder-words.ts'
import { ActButton, TimetablePage } from './timetable-page.tsx'

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
  const undo = undoes[c.req.query('done') ?? '']
  const reminder = reminders.find(({ id }) => id === c.req.query('which'))
  if (!flash || !undo || !reminder) return flash
  const action = (
    <ActButton slug={event.slug} id={reminder.id} act={undo.act} about={whatOf(event, reminder).what}>
      {undo.words}
    </ActButton>
  )
  return { ...flash, action }
}

type Shown = { errors?: Errors; typed?: Typed; status?: 400 | 409 }

const showTimetable = async (c: AdminContext, table: Table, slug: string, shown: Shown = {}): Promise<Response> => {
  const timetable = await getTimetable(table, slug, c.var.now)
  return showAdmin(
    c,
    table,
    {
      title: `Reminders: ${timetable.event.title}`,
      nav: 'events',
      flash: flashFor(c, timetable),
      errors: shown.errors,
      status: shown.status,
    },
    <TimetablePage timetable={timetable} now={c.var.now} typed={shown.typed} />,
  )
}

/** Asks before mail goes out, and says to how many. */
const Confirm = ({ timetable: { event, estimate }, reminder }: { timetable: Timetable; reminder: Reminder }) => {
  const path = `/admin/events/${event.slug}/reminders`
  const { what, about } = whatOf(event, reminder)
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Breadcrumbs
        trail={[
          { href: `/admin/events/${event.slug}`, label: event.title },
          { href: path, label: 'Reminders' },
          { label: 'Send now' },
        ]}
      />
      <PageHeading size="work" title={`Send now: ${[what, about].filter(Boolean).join(', ')}`}>
        This goes to {formatPeople(estimate)} right away, except people who already got it or unsubscribed, and won’t be
        sent again on {momentOf(event, reminder)}. You can’t unsend an email.
      </PageHeading>
      <form class="flex flex-wrap gap-2" method="post" action={`${path}/${reminder.id}/send`}>
        <HiddenFields values={{ sure: 'yes' }} />
        <SubmitButton busy="Sending…">Send it to {formatPeople(estimate)}</SubmitButton>
        <ButtonLink href={path}>Keep as is</ButtonLink>
      </form>
    </div>
  )
}

/** An event's reminders, to be mounted at `/admin/events`. */
export const reminderPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/events' })
  app.page('/:slug/reminders', { audit: why.impersonal }, (c) => showTimetable(c, table, c.req.param('slug')))

  app.form('/:slug/reminders', { audit: recorded('event.change', 'event:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    const { event } = await getTimetable(table, slug, c.var.now)
    const read =
      typed.text('intent') === 'usual'
        ? { ok: true as const, reminders: [...usualReminders[event.kind]] }
        : readOffsets(typed)
    if (!read.ok) return again(showTimetable(c, table, slug, { errors: errorsOf(read.errors), typed, status: 400 }))
    try {
      await editEvent(table, slug, { reminders: read.reminders }, c.var.now)
      return done(`/admin/events/${slug}/reminders?done=saved`)
    } catch (error) {
      return again(showTimetable(c, table, slug, { errors: errorsOf(refusalOf(error), () => ''), typed, status: 409 }))
    }
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
      { audit: recorded(`reminder.${name}`, 'reminder:{slug}:{id}') },
      async (c) => {
        const { slug, id } = c.req.param() as { slug: string; id: string }
        try {
          await act(slug, id, c.var.now)
          return done(`/admin/events/${slug}/reminders?done=${word}&which=${encodeURIComponent(id)}`)
        } catch (error) {
          return again(showTimetable(c, table, slug, { errors: errorsOf(refusalOf(error), () => ''), status: 409 }))
        }
      },
    )
  }

  app.page('/:slug/reminders/:id/send', { audit: why.impersonal }, async (c) => {
    const { slug, id } = c.req.param()
    const timetable = await getTimetable(table, slug, c.var.now)
    const reminder = timetable.reminders.find((one) => one.id === id)
    if (!reminder || timetable.event.status !== 'published') throw notFound('reminder')
    return showAdmin(
      c,
      table,
      { title: 'Send a reminder now', nav: 'events' },
      <Confirm timetable={timetable} reminder={reminder} />,
    )
  })
  return app.pages
}
