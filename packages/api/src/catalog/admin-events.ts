import {
  cancelEvent,
  createEvent,
  type Event,
  EventChange,
  EventStatus,
  getEvent,
  listEvents,
  NewEvent,
  planEdit,
  publishEvent,
  Reschedule,
  rescheduleSession,
} from '@lectern/core/catalog'
import { notRecorded } from '@lectern/core/identity'
import { type Instant, multiLine } from '@lectern/core/platform'
import {
  changeEvent,
  countOutside,
  countRegistered,
  deleteEvent,
  seatLevels,
  unpublishEvent,
} from '@lectern/core/registration'
import { estimateRecipients } from '@lectern/core/reminders'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { noBody } from '../http/inputs.ts'
import { PageQuery, pageOf } from '../http/lists.ts'
import { AdminEventView, adminEventView } from './event-view.ts'

const Change = EventChange.meta({ id: 'EventChange' })

const example = {
  kind: 'class',
  slug: '5w22',
  title: 'MSP Professional Sales Program',
  zone: 'America/Los_Angeles',
  schedule: { startsAt: '2024-04-23T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
  access: 'everyone',
  tickets: [{ name: 'Seat', priceCents: 39900, capacity: 20 }],
}

const ChangePreview = z
  .object({
    tells: z
      .object({ people: z.int(), more: z.boolean() })
      .describe('How many people would get an email and a calendar update; with `more`, at least this many.'),
    outside: z
      .object({ people: z.int(), more: z.boolean() })
      .describe(
        'How many registered people wouldn’t be let in if they registered after the change; with `more`, at least this many.',
      ),
    event: AdminEventView,
  })
  .meta({ id: 'ChangePreview' })

const CancelRequest = z.strictObject({ reason: multiLine(500).optional() })

/** Events, as organizers create and change them. */
export const adminEventRoutes = (api: Api): void => {
  const { table, siteUrl } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const one = { description: 'The event', schema: AdminEventView }
  const path = '/api/admin/events/{slug}'

  const show = async (event: Event, now: Instant) =>
    adminEventView(event, { levels: await seatLevels(table, [event]), now, siteUrl })

  admins.get('/api/admin/events', 'adminListEvents', {
    audit: notRecorded.impersonal,
    summary: 'List events of one status',
    query: PageQuery.extend({ status: EventStatus.default('published') }),
    answers: { 200: { description: 'A page of events', schema: pageOf(AdminEventView) } },
    run: async ({ query: { status, cursor, limit }, now }) => {
      const { items, next } = await listEvents(table, { status }, { cursor, limit })
      const levels = await seatLevels(table, items)
      return { items: items.map((event) => adminEventView(event, { levels, now, siteUrl })), next }
    },
  })

  admins.post('/api/admin/events', 'createEvent', {
    audit: { action: 'event.create', subject: 'event:{made}' },
    summary: 'Create an event',
    description:
      'Creates a draft, which only admins see until you publish it. Its slug is its address, and can change until then.',
    body: NewEvent.meta({ id: 'NewEvent' }),
    bodyExample: example,
    answers: { 201: one },
    run: async ({ body, now }) => show(await createEvent(table, body, now), now),
  })

  admins.get(path, 'adminGetEvent', {
    audit: notRecorded.impersonal,
    summary: 'Get an event',
    answers: { 200: one },
    run: async ({ params, now }) => {
      const event = await getEvent(table, params.slug)
      const [levels, registered] = await Promise.all([seatLevels(table, [event]), countRegistered(table, event.slug)])
      return adminEventView(event, { levels, now, siteUrl }, registered)
    },
  })

  admins.patch(path, 'changeEvent', {
    audit: { action: 'event.change', subject: 'event:{slug}' },
    summary: 'Change an event',
    description:
      'Only the fields you send change. To add, change, or cancel sessions of a published event, send `sessionChanges`. Everyone registered gets one email and calendar update with new times, sessions, and locations; `preview-change` says how many people that is.',
    body: Change,
    bodyExample: { title: 'MSP Sales Program', capacity: 50 },
    answers: { 200: one },
    run: async ({ params, body, now }) => show(await changeEvent(table, params.slug, body, now), now),
  })

  admins.post(`${path}/preview-change`, 'previewEventChange', {
    audit: notRecorded.impersonal,
    summary: 'Preview a change',
    description:
      'Shows what the same body would change, how many people would be notified, and how many it would shut out. Nothing is saved.',
    body: Change,
    bodyExample: { venue: { name: 'Hilton Columbus', address: '3900 Chagrin Dr, Columbus, OH' } },
    answers: {
      200: {
        description: 'The event after the change, and how many people would be notified',
        schema: ChangePreview,
      },
    },
    run: async ({ params, body, now }) => {
      const event = await getEvent(table, params.slug)
      const { changed, update } = planEdit(event, body, now)
      const [levels, outside, reach] = await Promise.all([
        seatLevels(table, [changed]),
        countOutside(table, event, changed, now),
        update ? estimateRecipients(table, event.slug, now) : { people: 0, more: false },
      ])
      return { tells: reach, outside, event: adminEventView(changed, { levels, now, siteUrl }) }
    },
  })

  admins.delete(path, 'deleteEvent', {
    audit: { action: 'event.delete', subject: 'event:{slug}' },
    summary: 'Delete an event',
    description: 'Deletes a draft, or an event that never had a registration. Its address can be used again.',
    answers: { 204: { description: 'Deleted' } },
    run: ({ params, now }) => deleteEvent(table, params.slug, now),
  })

  admins.post(`${path}/publish`, 'publishEvent', {
    audit: { action: 'event.publish', subject: 'event:{slug}' },
    summary: 'Publish a draft',
    ...noBody,
    answers: { 200: one },
    run: async ({ params, now }) => show(await publishEvent(table, params.slug, now), now),
  })

  admins.post(`${path}/unpublish`, 'unpublishEvent', {
    audit: { action: 'event.unpublish', subject: 'event:{slug}' },
    summary: 'Unpublish an event',
    description: 'Works while no one is registered, holding a seat, or on the waitlist.',
    ...noBody,
    answers: { 200: one },
    run: async ({ params, now }) => show(await unpublishEvent(table, params.slug, now), now),
  })

  admins.post(`${path}/reschedule`, 'rescheduleSession', {
    audit: { action: 'event.reschedule', subject: 'event:{slug}' },
    summary: 'Move a session',
    description: 'Everyone registered is notified, and their calendars are updated.',
    body: Reschedule.meta({ id: 'Reschedule' }),
    bodyExample: { session: 'ses_01hw', startsAt: '2024-05-07T10:00' },
    answers: { 200: one },
    run: async ({ params, body, now }) => show(await rescheduleSession(table, params.slug, body, now), now),
  })

  admins.post(`${path}/cancel`, 'cancelEvent', {
    audit: { action: 'event.cancel', subject: 'event:{slug}' },
    summary: 'Cancel an event',
    description: 'Ends all registrations, refunds every payment, and notifies everyone registered.',
    body: CancelRequest,
    bodyOptional: true,
    bodyExample: { reason: 'The instructor is ill.' },
    answers: { 200: one },
    run: async ({ params, body, now }) => show(await cancelEvent(table, params.slug, body.reason, now), now),
  })
}
