import type { Event } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { formatDate, formatTime, formatZone } from '@lectern/core/schedule'
import { type OfficeHour, type OfficeHourPlan, slotTimes } from '@lectern/core/teaching'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Panel } from '../../components/panel.tsx'
import { Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { TextInput } from '../../components/text-input.tsx'
import type { Typed } from '../../forms/typed.ts'
import { zoneOptions } from '../../forms/zones.ts'
import { byDay } from '../class/office-hours-part.tsx'
import { formatMoment, plural } from '../event-words.ts'
import { addressOfClass } from './teach-page.tsx'

export const addressOfHours = (event: Pick<Event, 'slug'>): string => `${addressOfClass(event)}/office-hours`

const lengths = [10, 15, 20, 30, 45, 60]

type FormProps = { event: Event; typed: Typed }

/** Says when and where; what that comes to is shown before anything is opened. */
export const OpeningForm = ({ event, typed }: FormProps) => (
  <Panel title="Add times">
    <form class="grid gap-4" method="get" action={`${addressOfHours(event)}#preview`} novalidate>
      <div class="grid gap-4 sm:grid-cols-2">
        <TextInput name="startsAt" label="First date and time" type="datetime-local" value={typed.text('startsAt')} />
        <Select name="zone" label="In the time zone" options={zoneOptions()} value={typed.text('zone') || event.zone} />
        <TextInput
          name="durationMinutes"
          label="Length"
          inputmode="numeric"
          suffix="minutes"
          value={typed.text('durationMinutes') || '60'}
        />
        <Select
          name="slotMinutes"
          label="Slot length"
          options={[
            { value: '', label: 'The whole time, for one student' },
            ...lengths.map((minutes) => ({ value: String(minutes), label: `${minutes} minutes` })),
          ]}
          value={typed.text('slotMinutes')}
        />
        <TextInput
          name="weeks"
          label="Number of weeks"
          hint="Same time each week, even when clocks change. Enter 1 for a single day."
          inputmode="numeric"
          value={typed.text('weeks') || '1'}
        />
        <TextInput
          name="where"
          label="Where"
          hint="A link that starts with https:// (only the person who books sees it) or a place"
          value={typed.text('where')}
        />
      </div>
      <div>
        <SubmitButton look="plain" name="show" value="preview">
          Preview times
        </SubmitButton>
      </div>
    </form>
  </Panel>
)

/** What opening would come to, and the button that does it. */
export const Preview = ({ event, plan, typed }: { event: Event; plan: OfficeHourPlan; typed: Typed }) => {
  const { fresh, known } = plan
  const zone = fresh[0]?.zone ?? event.zone
  return (
    <Panel title={fresh.length === 0 ? 'Nothing to add' : 'Times to open'} id="preview">
      {fresh.length > 0 && (
        <ul class="nums grid gap-1.5">
          {byDay(fresh, zone).map((slots) => (
            <li class="flex flex-wrap gap-x-3">
              <span class="min-w-36 font-medium">
                {formatDate(slotTimes(slots[0] as OfficeHour).startsAt, zone, { year: true })}
              </span>
              <span class="min-w-0 flex-1 basis-56 text-muted">
                {slots.map((slot) => formatTime(slotTimes(slot).startsAt, zone).replaceAll(' ', '\u00a0')).join(', ')}{' '}
                {formatZone(zone, slotTimes(slots[0] as OfficeHour).startsAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {known.length > 0 && (
        <p class="text-muted">
          {plural(known.length, 'time is', 'times are')} open already, and {known.length === 1 ? 'stays' : 'stay'} as
          {known.length === 1 ? ' it is' : ' they are'}.
        </p>
      )}
      {fresh.length > 0 && (
        <>
          <p class="text-muted">We won’t email anyone. Attendees can find the times on the class page.</p>
          <form method="post" action={addressOfHours(event)}>
            <HiddenFields values={Object.fromEntries(typed.entries().filter(([name]) => name !== 'show'))} />
            <SubmitButton busy="Opening…">Open {plural(fresh.length, 'time')}</SubmitButton>
          </form>
        </>
      )}
    </Panel>
  )
}

const columnsFor = (event: Event, now: Instant): Column<OfficeHour>[] => [
  {
    key: 'when',
    label: 'When',
    cell: (slot) => {
      const address = `${addressOfHours(event)}/${slot.id}`
      return (
        <span class="whitespace-nowrap">
          <a class="text-link font-medium" href={address}>
            {formatMoment(slotTimes(slot).startsAt, slot.zone, now)}
          </a>
          <span class="block text-sm text-muted">{slot.durationMinutes} minutes</span>
        </span>
      )
    },
  },
  {
    key: 'who',
    label: 'Who',
    cell: ({ booking }) =>
      booking ? (
        <span class="break-words">
          {booking.name}
          <a class="text-link block text-sm" href={`mailto:${booking.email}`}>
            {booking.email}
          </a>
        </span>
      ) : (
        <span class="text-muted">Free</span>
      ),
  },
  { key: 'with', label: 'With', cell: ({ host }) => host.name },
  {
    key: 'where',
    label: 'Where',
    cell: ({ link, place }) =>
      link === undefined ? (
        place
      ) : (
        <a class="text-link" href={link} rel="noreferrer">
          {new URL(link).hostname}
        </a>
      ),
  },
]

export const SlotTable = (props: { title: string; event: Event; slots: readonly OfficeHour[]; now: Instant }) => (
  <Panel title={props.title} flush>
    <Table
      caption={`Office hours: ${props.title.toLowerCase()}`}
      columns={columnsFor(props.event, props.now)}
      rows={props.slots}
      empty="No times yet. Add some above."
    />
  </Panel>
)
