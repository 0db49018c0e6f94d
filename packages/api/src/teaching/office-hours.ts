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
import { type Api, endpoint } from '../http/endpoint.ts'
import { pageOf } from '../http/page-query.ts'

const SlotView = z.object({
  id: z.string(),
  event: z.string(),
  startsAt: z.string().describe('An instant.'),
  endsAt: z.string(),
  zone: z.string(),
  local: z.string().describe('The start as clocks in the zone show it.'),
  durationMinutes: z.int(),
  with: z.string().describe('Who teaches, and is met.'),
  online: z.boolean(),
  place: z.string().optional(),
})

const OwnSlotView = SlotView.extend({
  yours: z.boolean().describe('Whether you booked it; else it is free.'),
  link: z.string().optional().describe('Where to meet online; told for a slot of yours.'),
})

const TaughtSlotView = SlotView.extend({
  link: z.string().optional(),
  sequence: z.int().describe('Rises with each change.'),
  booking: z.object({ person: z.string(), name: z.string(), email: z.string(), bookedAt: z.string() }).optional(),
})

const viewOf = (slot: OfficeHour): z.infer<typeof SlotView> => ({
  ...{ id: slot.id, event: slot.event, ...slotTimes(slot), zone: slot.zone, local: slot.startsAt },
  ...{ durationMinutes: slot.durationMinutes, with: slot.host.name, online: slot.link !== undefined },
  ...(slot.place === undefined ? {} : { place: slot.place }),
})

const ownViewOf = (slot: OfficeHour, personId: string): z.infer<typeof OwnSlotView> => {
  const yours = slot.booking?.personId === personId
  return { ...viewOf(slot), yours, ...(yours && slot.link !== undefined ? { link: slot.link } : {}) }
}

const taughtViewOf = ({ booking, ...slot }: OfficeHour): z.infer<typeof TaughtSlotView> => ({
  ...viewOf(slot),
  ...(slot.link === undefined ? {} : { link: slot.link }),
  sequence: slot.sequence,
  ...(booking
    ? {
        booking: {
          ...{ person: booking.personId, name: booking.name, email: booking.email, bookedAt: booking.bookedAt },
        },
      }
    : {}),
})

const OfEvent = z.object({ slug: z.string().max(80) })
const OfSlot = OfEvent.extend({ id: z.string().max(60) })

/** Office hours of an event that somebody attends: what is free, and what is theirs. */
export const ownOfficeHourRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { tag: 'Me', who: 'person' } as const
  const all = '/api/me/events/{slug}/office-hours'

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: all,
      id: 'listMyOfficeHours',
      audit: notRecorded.own,
      summary: 'The office hours of an event that you attend',
      description: 'Your own slots that are not over, and the free ones. Who has the others is not told.',
      params: OfEvent,
      answers: { 200: { description: 'Yours first, each part by start', schema: pageOf(OwnSlotView) } },
    },
    async ({ params, actor, now }) => {
      const { own, free } = await listOfficeHoursFor(table, params.slug, actor, now)
      const id = actor.kind === 'person' ? actor.id : ''
      return { status: 200, body: { items: [...own, ...free].map((slot) => ownViewOf(slot, id)) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${all}/{id}/book`,
      id: 'bookOfficeHour',
      audit: notRecorded.own,
      summary: 'Book a slot of office hours',
      description:
        'One slot that is still to come for each event; you and who teaches get an invitation by mail. Booking what is yours changes nothing. Taken meanwhile, the code is `teaching.slot-taken`.',
      params: OfSlot,
      problems: [409, 503],
      answers: { 200: { description: 'It is yours', schema: OwnSlotView } },
    },
    async ({ params, actor, now }) => {
      const slot = await bookOfficeHour(table, params.slug, params.id, { actor, now })
      return { status: 200, body: ownViewOf(slot, slot.booking?.personId ?? '') }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${all}/{id}/booking`,
      id: 'leaveOfficeHour',
      audit: notRecorded.own,
      summary: 'Give your slot of office hours back',
      description: 'Until it starts. A slot that is not yours stays as it is.',
      params: OfSlot,
      problems: [409, 503],
      answers: { 204: { description: 'It is free' } },
    },
    async ({ params, actor, now }) => {
      await leaveOfficeHour(table, params.slug, params.id, actor, now)
      return { status: 204, body: undefined }
    },
  )
}

/** Office hours, for admins and for those who teach the event. */
export const officeHourRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { tag: 'Admin: catalog', who: 'person' } as const
  const all = '/api/admin/events/{slug}/office-hours'

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: all,
      id: 'listOfficeHours',
      audit: { action: 'office-hours.read', subject: 'event:{slug}', everybody: true },
      summary: 'List the office hours of an event',
      description: 'For admins and for the instructors of the event.',
      params: OfEvent,
      answers: { 200: { description: 'All slots by start, with who booked them', schema: pageOf(TaughtSlotView) } },
    },
    async ({ params, actor }) => {
      const { slots } = await listOfficeHours(table, params.slug, actor)
      return { status: 200, body: { items: slots.map(taughtViewOf) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: all,
      id: 'openOfficeHours',
      audit: { action: 'office-hours.open', subject: 'event:{slug}', everybody: true },
      summary: 'Open slots of office hours',
      description:
        'One stretch of time, or one by a rule, cut into slots. Times are wall times in the event’s zone unless another is named, and stay so when clocks change. Slots that are there already stay as they are. For admins and for the instructors of the event.',
      params: OfEvent,
      body: NewOfficeHours,
      bodyExample: {
        startsAt: '2024-04-25T10:00',
        durationMinutes: 60,
        slotMinutes: 15,
        recurrence: 'FREQ=WEEKLY;COUNT=5',
        link: 'https://zoom.us/j/95512345678',
      },
      problems: [409, 503],
      answers: { 201: { description: 'The slots, by start', schema: pageOf(TaughtSlotView) } },
    },
    async ({ params, body, actor, now }) => {
      const slots = await openOfficeHours(table, params.slug, body, actor, now)
      return { status: 201, body: { items: slots.map(taughtViewOf) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'patch',
      path: `${all}/{id}`,
      id: 'changeOfficeHour',
      audit: { action: 'office-hours.change', subject: '{id}', everybody: true },
      summary: 'Move a slot of office hours, or change where it is',
      description: 'Until it starts. Whoever booked it keeps it, and both sides get an invitation anew.',
      params: OfSlot,
      body: OfficeHourChange,
      bodyExample: { startsAt: '2024-04-26T14:00' },
      problems: [409, 503],
      answers: { 200: { description: 'The slot', schema: TaughtSlotView } },
    },
    async ({ params, body, actor, now }) => {
      const slot = await changeOfficeHour(table, params.slug, params.id, body, actor, now)
      return { status: 200, body: taughtViewOf(slot) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${all}/{id}`,
      id: 'removeOfficeHour',
      audit: { action: 'office-hours.remove', subject: '{id}', everybody: true },
      summary: 'Take a slot of office hours away',
      description: 'Whoever booked it is told.',
      params: OfSlot,
      problems: [503],
      answers: { 204: { description: 'Gone' } },
    },
    async ({ params, actor, now }) => {
      await removeOfficeHour(table, params.slug, params.id, actor, now)
      return { status: 204, body: undefined }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${all}/{id}/booking`,
      id: 'cancelOfficeHourBooking',
      audit: { action: 'office-hours.free', subject: '{id}', everybody: true },
      summary: 'Free a slot that somebody booked',
      description: 'They are told, and somebody else can book it.',
      params: OfSlot,
      problems: [503],
      answers: { 200: { description: 'The slot, free', schema: TaughtSlotView } },
    },
    async ({ params, actor, now }) => {
      const slot = await cancelBooking(table, params.slug, params.id, actor, now)
      return { status: 200, body: taughtViewOf(slot) }
    },
  )
}
