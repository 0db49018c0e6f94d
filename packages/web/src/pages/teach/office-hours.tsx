import type { Event } from '@lectern/core/catalog'
import { notFound, problemIn } from '@lectern/core/platform'
import { formatDate, formatTime, formatZone } from '@lectern/core/schedule'
import {
  cancelBooking,
  changeOfficeHour,
  hasBegun,
  isOver,
  listOfficeHours,
  type OfficeHour,
  type OfficeHourPlan,
  openOfficeHours,
  previewOfficeHours,
  removeOfficeHour,
  slotTimes,
} from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { type Errors, errorsOf, noErrors, refusalOf } from '../../forms/errors.ts'
import { definePages, done, recorded } from '../../forms/pages.ts'
import { type Typed, typedFrom } from '../../forms/typed.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { plural } from '../event-words.ts'
import type { Request } from '../site-page.tsx'
import { addressOfHours, OpeningForm, Preview, SlotTable } from './office-hours-parts.tsx'
import { hoursField, openingFields, readChange, readOpening } from './read-office-hours.ts'
import { showTeach, statusOf } from './teach-page.tsx'

const flashes = {
  opened: 'Times are open. Attendees can book them now.',
  changed: 'Saved. We’re emailing the person who booked it and updating both calendars.',
  freed: 'The time is open again. We’re emailing the person who had booked it.',
  removed: 'Time deleted. We’re emailing the person who had booked it.',
} as const

const slotTitle = (slot: OfficeHour): string => {
  const { startsAt } = slotTimes(slot)
  return `${formatDate(startsAt, slot.zone, { year: true })}, ${formatTime(startsAt, slot.zone)} ${formatZone(slot.zone, startsAt)}`
}

type Shown = { plan?: OfficeHourPlan | undefined; errors?: Errors; status?: 200 | 400 | 409 }

/** `/teach/:slug/office-hours`: opening slots after a look at what that comes to, who booked which, and changing one. */
export const taughtOfficeHourPages = definePages({ who: 'teacher' }, (app, services) => {
  const { table } = services

  const show = async (c: Request, slug: string, typed: Typed, { plan, errors = noErrors, status }: Shown = {}) => {
    const { actor, now } = c.var
    const { event, slots } = await listOfficeHours(table, slug, actor)
    const ahead = slots.filter((slot) => !isOver(slot, now))
    const over = slots.filter((slot) => isOver(slot, now)).reverse()
    return showTeach(
      c,
      { event, tab: 'office-hours', title: 'Office hours', flash: flashOf(c, flashes), status, errors },
      <>
        <ErrorSummary />
        {plan && <Preview event={event} plan={plan} typed={typed} />}
        <SlotTable title="Upcoming" event={event} slots={ahead} now={now} />
        {event.status === 'cancelled' ? (
          <Notice>This event was canceled, so you can’t open office hours.</Notice>
        ) : (
          <OpeningForm event={event} typed={typed} />
        )}
        {over.length > 0 && (
          <details>
            <summary class="cursor-pointer py-2 font-medium">{plural(over.length, 'time')} in the past</summary>
            <div class="mt-3">
              <SlotTable title="Past" event={event} slots={over} now={now} />
            </div>
          </details>
        )}
      </>,
    )
  }

  app.page(
    '/teach/:slug/office-hours',
    { audit: recorded('office-hours.read', 'event:{slug}', { everyone: true }) },
    async (c) => {
      const { actor, now } = c.var
      const { slug } = c.req.param()
      const query = c.req.query()
      const typed = typedFrom(openingFields.map((name) => [name, query[name] ?? '']))
      if (query.show !== 'preview') return show(c, slug, typed)
      try {
        return show(c, slug, typed, { plan: await previewOfficeHours(table, slug, readOpening(typed), actor, now) })
      } catch (error) {
        const problem = problemIn(error)
        if (!problem) throw error
        const errors = errorsOf(refusalOf(problem), hoursField)
        return show(c, slug, typed, { errors, status: statusOf(problem) })
      }
    },
  )

  app.form(
    '/teach/:slug/office-hours',
    {
      audit: recorded('office-hours.open', 'event:{slug}', { everyone: true }),
      field: hoursField,
      again: (c, { typed, errors, problem }) =>
        show(c, c.req.param('slug') ?? '', typed, { errors, status: statusOf(problem) }),
    },
    async (c, typed) => {
      const { actor, now } = c.var
      const { slug } = c.req.param()
      await openOfficeHours(table, slug, readOpening(typed), actor, now)
      return done(`/teach/${slug}/office-hours?done=opened`)
    },
  )

  const showSlot = async (c: Request, slug: string, id: string, typed?: Typed, errors = noErrors) => {
    const { actor, now } = c.var
    const { event, slots } = await listOfficeHours(table, slug, actor)
    const slot = slots.find((one) => one.id === id)
    if (!slot) throw notFound('slot')
    return showTeach(
      c,
      {
        event,
        tab: 'office-hours',
        title: `Office hours, ${slotTitle(slot)}`,
        status: errors.size > 0 ? 409 : 200,
        errors,
      },
      <>
        <div class="flex flex-wrap items-center justify-between gap-3">
          <h2 class="nums text-2xl font-semibold">{slotTitle(slot)}</h2>
          <ButtonLink size="small" href={addressOfHours(event)}>
            All office hours
          </ButtonLink>
        </div>
        <p>{slot.booking ? `Booked by ${slot.booking.name}.` : 'Not booked yet.'}</p>
        <ErrorSummary />
        {hasBegun(slot, now) ? (
          <Notice>It already started, so you can’t move it.</Notice>
        ) : (
          <ChangeForm event={event} slot={slot} typed={typed} />
        )}
        <GiveUp event={event} slot={slot} />
      </>,
    )
  }

  app.page('/teach/:slug/office-hours/:id', { audit: recorded('office-hours.read', '{id}', { everyone: true }) }, (c) =>
    showSlot(c, c.req.param('slug'), c.req.param('id')),
  )

  app.form(
    '/teach/:slug/office-hours/:id',
    {
      audit: recorded('office-hours.change', '{id}', { everyone: true }),
      field: hoursField,
      again: (c, { typed, errors }) => showSlot(c, c.req.param('slug') ?? '', c.req.param('id') ?? '', typed, errors),
    },
    async (c, typed) => {
      const { actor, now } = c.var
      const { slug, id } = c.req.param()
      await changeOfficeHour(table, slug, id, readChange(typed), actor, now)
      return done(`/teach/${slug}/office-hours?done=changed`)
    },
  )

  const acts = { free: ['freed', cancelBooking], remove: ['removed', removeOfficeHour] } as const
  for (const name of ['free', 'remove'] as const) {
    const [word, act] = acts[name]
    const record = recorded(`office-hours.${name}`, '{id}', { everyone: true })
    app.form(`/teach/:slug/office-hours/:id/${name}`, { audit: record }, async (c) => {
      const { slug, id } = c.req.param() as { slug: string; id: string }
      await act(table, slug, id, c.var.actor, c.var.now)
      return done(`/teach/${slug}/office-hours?done=${word}`)
    })
  }
})

type ChangeProps = { event: Event; slot: OfficeHour; typed: Typed | undefined }

const ChangeForm = ({ event, slot, typed }: ChangeProps) => {
  const value = (name: string, known: string): string => typed?.text(name) ?? known
  return (
    <Panel title="Move">
      <form class="grid gap-4" method="post" action={`${addressOfHours(event)}/${slot.id}`} novalidate>
        <p class="text-muted">
          {slot.booking
            ? `${slot.booking.name} keeps the booking. We’ll email you both a calendar update.`
            : 'It isn’t booked, so we won’t email anyone.'}
        </p>
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            name="startsAt"
            label="Date and time"
            hint={`Time zone: ${slot.zone.replaceAll('_', ' ')}.`}
            type="datetime-local"
            value={value('startsAt', slot.startsAt)}
          />
          <TextInput
            name="durationMinutes"
            label="Length"
            hint="5 to 480 minutes"
            inputmode="numeric"
            suffix="minutes"
            value={value('durationMinutes', String(slot.durationMinutes))}
          />
        </div>
        <TextInput
          name="where"
          label="Where"
          hint="A link that starts with https://, or a place"
          value={value('where', slot.link ?? slot.place ?? '')}
        />
        <div>
          <SubmitButton busy="Saving…">Save</SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

const GiveUp = ({ event, slot }: { event: Event; slot: OfficeHour }) => {
  const path = `${addressOfHours(event)}/${slot.id}`
  const who = slot.booking?.name
  return (
    <Panel title={who === undefined ? 'Delete time' : 'Cancel booking'}>
      <p class="text-muted">
        {who === undefined
          ? 'The time is deleted, and we don’t email anyone.'
          : `We’ll email ${who} and remove it from both calendars. Reopen the time so someone else can book it, or delete it.`}
      </p>
      <div class="flex flex-wrap gap-2">
        {who !== undefined && (
          <form method="post" action={`${path}/free`}>
            <SubmitButton look="plain" busy="Reopening…">
              Reopen for others
            </SubmitButton>
          </form>
        )}
        <form method="post" action={`${path}/remove`}>
          <SubmitButton look="danger" busy="Deleting…">
            Delete time
          </SubmitButton>
        </form>
      </div>
    </Panel>
  )
}
