import type { Event } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { type Instant, Problem } from '@lectern/core/platform'
import { formatDate, formatTime, formatZone } from '@lectern/core/schedule'
import {
  bookOfficeHour,
  hasBegun,
  leaveOfficeHour,
  listOfficeHoursFor,
  type OfficeHour,
  type OfficeHoursOfStudent,
  openOfficeHour,
  slotTimes,
} from '@lectern/core/teaching'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { again, definePages, done, why } from '../../forms/pages.ts'
import { flashOf, leadOn } from '../../layout/admin-page.tsx'
import { Section, Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { formatPage } from './class-words.ts'
import { byDay, OwnSlot, officeHoursPath, slotPlace, slotWhen } from './office-hours-part.tsx'

const flashes = {
  booked: 'You’re booked. We’re emailing you a calendar invite.',
  cancelled: 'Canceled. We’re emailing you to update your calendar.',
}

const Cancel = ({ slot, event, now }: { slot: OfficeHour; event: Event; now: Instant }) =>
  hasBegun(slot, now) ? null : (
    <form class="mt-2" method="post" action={`${officeHoursPath(event)}/${slot.id}/cancel`}>
      <SubmitButton look="plain" size="small" busy="Canceling…">
        Cancel<span class="sr-only">: {slotWhen(slot, event, now)}</span>
      </SubmitButton>
    </form>
  )

type Slots = { slots: readonly OfficeHour[]; event: Event; now: Instant; bookable: boolean }

const FreeSlot = ({ slot, event, now, bookable }: Omit<Slots, 'slots'> & { slot: OfficeHour }) => {
  const { startsAt } = slotTimes(slot)
  const clock = `${formatTime(startsAt, event.zone)} ${formatZone(event.zone, startsAt)}`
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <p class="min-w-0 flex-1 basis-48">
        <span class="nums font-medium">{clock}</span>{' '}
        <span class="text-muted">
          <ReaderTime zone={event.zone} instants={[startsAt]} before="(" after=")" />
        </span>
        <span class="block text-sm break-words text-muted">
          {slot.durationMinutes} minutes with {slot.host.name} · {slotPlace(slot)}
        </span>
      </p>
      {bookable && (
        <form method="post" action={`${officeHoursPath(event)}/${slot.id}/book`}>
          <HiddenFields values={{ startsAt }} />
          <SubmitButton size="small" look="plain" busy="Booking…">
            Book<span class="sr-only"> {slotWhen(slot, event, now)}</span>
          </SubmitButton>
        </form>
      )}
    </li>
  )
}

/** What is free, by day as the event's zone has them. */
const FreeSlots = ({ slots, event, now, bookable }: Slots) => (
  <Stack>
    {byDay(slots, event.zone).map((ofDay) => {
      const [first] = ofDay
      if (first === undefined) return null
      const { startsAt } = slotTimes(first)
      const year = startsAt.slice(0, 4) !== now.slice(0, 4)
      return (
        <section>
          <h3 class="nums text-lg font-semibold">{formatDate(startsAt, event.zone, { year })}</h3>
          <ul class="mt-1 divide-y divide-base-300 border-y border-base-300">
            {ofDay.map((slot) => (
              <FreeSlot slot={slot} event={event} now={now} bookable={bookable} />
            ))}
          </ul>
        </section>
      )
    })}
  </Stack>
)

const Body = ({ own, free, event, now }: OfficeHoursOfStudent & { event: Event; now: Instant }) => {
  const ahead = own.some((slot) => !hasBegun(slot, now))
  return (
    <>
      {own.length > 0 && (
        <div class="mt-8">
          <Panel title="Your booking">
            {own.map((slot) => (
              <div>
                <OwnSlot slot={slot} event={event} now={now} />
                <Cancel slot={slot} event={event} now={now} />
              </div>
            ))}
          </Panel>
        </div>
      )}
      <Section title="Available times" id="free">
        {free.length === 0 ? (
          <EmptyState title="No times available">Check back soon for new times and cancellations.</EmptyState>
        ) : (
          <>
            {ahead && (
              <p class="mb-5 max-w-prose text-muted">
                You can have one booking at a time. To pick another, cancel yours first.
              </p>
            )}
            <FreeSlots slots={free} event={event} now={now} bookable={!ahead} />
          </>
        )}
      </Section>
    </>
  )
}

/**
 * `/events/:slug/class/office-hours`: what is free, booking and cancelling. Anyone who teaches is led to the page where slots
 * are opened.
 */
export const officeHourPages = definePages({ who: 'person' }, (app, services) => {
  const { table } = services

  const show = async (c: Request, slug: string, refusal?: Problem) => {
    const { actor, now } = c.var
    const { event, by, own, free } = await listOfficeHoursFor(table, slug, actor, now)
    if (by === 'teaching') return c.redirect(`/teach/${slug}/office-hours`, 303)
    const words = formatPage(event)
    return c.html(
      <SitePage
        title={`Office hours: ${event.title}`}
        unlisted
        nav="account"
        width="text"
        flash={refusal ? undefined : flashOf(c, flashes)}
        here={officeHoursPath(event)}
      >
        <PageHeading
          trail={[myEvents, { label: words, href: `/events/${slug}/class` }, { label: 'Office hours' }]}
          size="work"
          kicker={event.title}
          title="Office hours"
        >
          <p>One-on-one time with your instructor. You’ll both get a calendar invite.</p>
        </PageHeading>
        {refusal && (
          <div class="mt-6">
            <Notice tone="warning" title={refusal.message}>
              {free.length === 0 ? 'No other times are available right now.' : 'These times are still available.'}
            </Notice>
          </div>
        )}
        <Body own={own} free={free} event={event} now={now} />
      </SitePage>,
      refusal ? 409 : 200,
    )
  }

  /** Does it, and says kindly why not where someone else was quicker. */
  const act = async (c: Request, slug: string, word: string, doing: () => Promise<unknown>) => {
    try {
      await doing()
      return done(`/events/${slug}/class/office-hours?done=${word}`)
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
      return again(show(c, slug, error))
    }
  }

  app.page('/events/:slug/class/office-hours', { audit: why.own }, (c) => show(c, c.req.param('slug')))

  app.form('/events/:slug/class/office-hours/:id/book', { audit: why.own }, async (c, typed) => {
    const { actor, now } = c.var
    const { slug, id } = c.req.param()
    const seen = typed.text('startsAt')
    return act(c, slug, 'booked', () => bookOfficeHour(table, slug, id, { actor, now, seen: seen || undefined }))
  })

  app.form('/events/:slug/class/office-hours/:id/cancel', { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    const { slug, id } = c.req.param()
    requirePerson(actor)
    return act(c, slug, 'cancelled', () => leaveOfficeHour(table, slug, id, actor, now))
  })

  // Who has the slot is judged again at each click, so nothing here may be kept.
  app.page('/events/:slug/class/office-hours/:id/join', { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    const { slug, id } = c.req.param()
    const { url } = await openOfficeHour(table, slug, id, actor, now)
    return leadOn(c, url)
  })
})
