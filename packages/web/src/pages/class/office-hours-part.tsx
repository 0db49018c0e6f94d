import type { Event } from '@lectern/core/catalog'
import { type Instant, localOf, type Zone } from '@lectern/core/platform'
import { formatDate, formatTime, formatZone } from '@lectern/core/schedule'
import { type OfficeHour, type OfficeHoursOfStudent, slotTimes } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { plural } from '../event-words.ts'

export const officeHoursPath = ({ slug }: Pick<Event, 'slug'>): string => `/events/${slug}/class/office-hours`

/** "Thu, Apr 25 · 10:00 AM Pacific · 15 minutes", in the event's zone. */
export const slotWhen = (slot: OfficeHour, { zone }: Pick<Event, 'zone'>, now: Instant): string => {
  const { startsAt } = slotTimes(slot)
  const year = startsAt.slice(0, 4) !== now.slice(0, 4)
  const clock = `${formatTime(startsAt, zone)} ${formatZone(zone, startsAt)}`
  return `${formatDate(startsAt, zone, { year })} · ${clock} · ${slot.durationMinutes} minutes`
}

/** Slots by the days on which a zone has them. */
export const byDay = (slots: readonly OfficeHour[], zone: Zone): OfficeHour[][] => [
  ...Map.groupBy(slots, (slot) => localOf(slotTimes(slot).startsAt, zone).slice(0, 10)).values(),
]

export const slotPlace = ({ place }: Pick<OfficeHour, 'place'>): string => place ?? 'Online'

/** A slot of the reader's: when, with whom, and where. */
export const OwnSlot = ({ slot, event, now }: { slot: OfficeHour; event: Event; now: Instant }) => (
  <div class="flex flex-wrap items-center justify-between gap-4">
    <div class="min-w-0 flex-1 basis-64">
      <p class="font-medium break-words">With {slot.host.name}</p>
      <p class="nums text-muted">
        {slotWhen(slot, event, now)}{' '}
        <ReaderTime zone={event.zone} instants={[slotTimes(slot).startsAt]} before="(" after=")" />
      </p>
      <p class="break-words text-muted">{slotPlace(slot)}</p>
    </div>
    {slot.link !== undefined && (
      <ButtonLink look="primary" href={`${officeHoursPath(event)}/${slot.id}/join`}>
        Join<span class="sr-only"> {slot.host.name}</span>
      </ButtonLink>
    )}
  </div>
)

/** So many free slots are named on the class page. */
const shownSlots = 3

/** On a class page: the reader's own slot, or the first that are free. Nothing where there are no office hours. */
export const OfficeHoursOfClass = ({
  hours: { own, free },
  event,
  now,
}: {
  hours: OfficeHoursOfStudent
  event: Event
  now: Instant
}) => {
  const [next] = free
  if (own.length === 0 && next === undefined) return null
  const here = officeHoursPath(event)
  return (
    <section id="office-hours">
      <h2>Office hours</h2>
      {own.length > 0 ? (
        own.map((slot) => <OwnSlot slot={slot} event={event} now={now} />)
      ) : (
        <ul class="lines lines-ruled">
          {free.slice(0, shownSlots).map((slot) => (
            <li>
              <div class="grow">
                <b class="strong nums">{slotWhen(slot, event, now)}</b>
                <p>
                  With {slot.host.name}{' '}
                  <ReaderTime zone={event.zone} instants={[slotTimes(slot).startsAt]} before="(" after=")" />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <div class="mt-4">
        <ButtonLink size="small" href={here}>
          {own.length > 0 ? 'Your office hours' : 'Book a time'}
        </ButtonLink>
      </div>
      {own.length === 0 && (
        <p class="fine">One-on-one time for your questions. {plural(free.length, 'time is', 'times are')} open.</p>
      )}
    </section>
  )
}
