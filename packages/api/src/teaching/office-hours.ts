import { notRecorded } from '@lectern/core/identity'
import {
  bookOfficeHour,
  cancelBooking,
  changeOfficeHour,
  leaveOfficeHour,
  listOfficeHours,
  listOfficeHoursFor,
  NewOfficeHours,
  type OfficeHour,
  OfficeHourChange,
  openOfficeHours,
  removeOfficeHour,
  slotTimes,
} from '@lectern/core/teaching'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'

const SlotView = z.object({
  id: z.string(),
  event: z.string(),
  startsAt: z.string().describe('An instant.'),
  endsAt: z.string(),
  zone: z.string(),
  local: z.string().describe('The start in local time.'),
  durationMinutes: z.int(),
  with: z.string().describe('The instructor.'),
  online: z.boolean(),
  place: z.string().optional(),
})

const OwnSlotView = SlotView.extend({
  yours: z.boolean().describe("Whether you booked it. If not, it's free."),
  link: z.string().optional().describe('Where to meet online; only for your own slots.'),
})

const TaughtSlotView = SlotView.extend({
  link: z.string().optional(),
  sequence: z.int().describe('Goes up with each change.'),
  booking: z.object({ person: z.string(), name: z.string(), email: z.string(), bookedAt: z.string() }).optional(),
})

const timedOf = (slot: OfficeHour) => ({
  ...slot,
  ...slotTimes(slot),
  local: slot.startsAt,
  with: slot.host.name,
  online: slot.link !== undefined,
})

const ownViewOf = (slot: OfficeHour, personId: string) => {
  const yours = slot.booking?.personId === personId
  return shown(OwnSlotView, { ...timedOf(slot), yours, link: yours ? slot.link : undefined })
}

const taughtViewOf = ({ booking, ...slot }: OfficeHour) =>
  shown(TaughtSlotView, { ...timedOf(slot), booking: booking && { ...booking, person: booking.personId } })

/** Office hours for an attendee: their own slots and the free ones. */
export const ownOfficeHourRoutes = (api: Api): void => {
  const { table } = api.services
  const people = endpoints(api, { who: 'person', tag: 'Me' })
  const all = '/api/me/events/{slug}/office-hours'

  people.get(all, 'listMyOfficeHours', {
    audit: notRecorded.own,
    summary: 'List the office hours of an event you attend',
    description: "Your own upcoming slots, and the free ones. Slots booked by others aren't listed.",
    answers: { 200: { description: 'Your slots, then the free ones, each by start', schema: pageOf(OwnSlotView) } },
    run: async ({ params, actor, now }) => {
      const { own, free } = await listOfficeHoursFor(table, params.slug, actor, now)
      const id = actor.kind === 'person' ? actor.id : ''
      return { items: [...own, ...free].map((slot) => ownViewOf(slot, id)) }
    },
  })

  people.post(`${all}/{id}/book`, 'bookOfficeHour', {
    audit: notRecorded.own,
    summary: 'Book an office hours slot',
    description:
      'You can have one upcoming slot per event. You and the instructor get an invitation by email. Booking your own slot again changes nothing. If someone else just took it, you get `teaching.slot-taken`.',
    problems: [503],
    answers: { 200: { description: 'Your slot', schema: OwnSlotView } },
    run: async ({ params, actor, now }) => {
      const slot = await bookOfficeHour(table, params.slug, params.id, { actor, now })
      return ownViewOf(slot, slot.booking?.personId ?? '')
    },
  })

  people.delete(`${all}/{id}/booking`, 'leaveOfficeHour', {
    audit: notRecorded.own,
    summary: 'Cancel your office hours slot',
    description: "Works until it starts. Someone else's slot doesn't change.",
    problems: [503],
    answers: { 204: { description: 'The slot is free' } },
    run: ({ params, actor, now }) => leaveOfficeHour(table, params.slug, params.id, actor, now),
  })
}

/** Office hours, for admins and for those who teach the event. */
export const officeHourRoutes = (api: Api): void => {
  const { table } = api.services
  const people = endpoints(api, { who: 'person', tag: 'Admin: catalog' })
  const all = '/api/admin/events/{slug}/office-hours'

  people.get(all, 'listOfficeHours', {
    audit: { action: 'office-hours.read', subject: 'event:{slug}', everyone: true },
    summary: 'List the office hours of an event',
    description: "For admins and the event's instructors.",
    answers: { 200: { description: 'All slots by start, with who booked them', schema: pageOf(TaughtSlotView) } },
    run: async ({ params, actor }) => {
      const { slots } = await listOfficeHours(table, params.slug, actor)
      return { items: slots.map(taughtViewOf) }
    },
  })

  people.post(all, 'openOfficeHours', {
    audit: { action: 'office-hours.open', subject: 'event:{slug}', everyone: true },
    summary: 'Add office hours slots',
    description:
      "Splits a time range, or a repeating one, into slots. Times are local to the event's zone unless you name another, even when clocks change. Existing slots don't change. For admins and the event's instructors.",
    body: NewOfficeHours,
    bodyExample: {
      startsAt: '2024-04-25T10:00',
      durationMinutes: 60,
      slotMinutes: 15,
      recurrence: 'FREQ=WEEKLY;COUNT=5',
      link: 'https://zoom.us/j/95512345678',
    },
    problems: [503],
    answers: { 201: { description: 'The slots, by start', schema: pageOf(TaughtSlotView) } },
    run: async ({ params, body, actor, now }) => {
      const slots = await openOfficeHours(table, params.slug, body, actor, now)
      return { items: slots.map(taughtViewOf) }
    },
  })

  people.patch(`${all}/{id}`, 'changeOfficeHour', {
    audit: { action: 'office-hours.change', subject: '{id}', everyone: true },
    summary: 'Move an office hours slot, or change where it takes place',
    description: 'Works until it starts. The person who booked it keeps it, and both sides get a new invitation.',
    body: OfficeHourChange,
    bodyExample: { startsAt: '2024-04-26T14:00' },
    problems: [503],
    answers: { 200: { description: 'The slot', schema: TaughtSlotView } },
    run: async ({ params, body, actor, now }) =>
      taughtViewOf(await changeOfficeHour(table, params.slug, params.id, body, actor, now)),
  })

  people.delete(`${all}/{id}`, 'removeOfficeHour', {
    audit: { action: 'office-hours.remove', subject: '{id}', everyone: true },
    summary: 'Remove an office hours slot',
    description: 'The person who booked it is notified.',
    problems: [503],
    answers: { 204: { description: 'Deleted' } },
    run: ({ params, actor, now }) => removeOfficeHour(table, params.slug, params.id, actor, now),
  })

  people.delete(`${all}/{id}/booking`, 'cancelOfficeHourBooking', {
    audit: { action: 'office-hours.free', subject: '{id}', everyone: true },
    summary: 'Cancel a booking',
    description: 'The person is notified, and the slot can be booked again.',
    problems: [503],
    answers: { 200: { description: 'The free slot', schema: TaughtSlotView } },
    run: async ({ params, actor, now }) => taughtViewOf(await cancelBooking(table, params.slug, params.id, actor, now)),
  })
}
