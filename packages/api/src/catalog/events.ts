import { calendarEventOf, hostOf, publishCalendar } from '@lectern/core/calendar'
import { EventKind, getVisibleEvent, listEvents } from '@lectern/core/catalog'
import { Day, Instant, lineOrNothing } from '@lectern/core/platform'
import { seatLevels, viewerOf } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/lists.ts'
import { eventExample } from './event-example.ts'
import { EventView, eventView } from './event-view.ts'

/** An instant, or a date, which means its first moment in UTC. */
const Edge = z
  .union([Instant, Day.transform((date) => `${date}T00:00:00Z`)])
  .describe('An instant (2024-04-23T16:00:00Z), or a date, which means midnight UTC.')

const EventQuery = PageQuery.extend({
  kind: EventKind.optional(),
  from: Edge.optional(),
  until: Edge.optional(),
  q: lineOrNothing(100).optional().describe('Words in the title, summary, code, instructors, or tags.'),
})

/** Events that are open to everyone. */
export const eventRoutes = (api: Api): void => {
  const { table, siteUrl, organizer } = api.services
  const anyone = endpoints(api, { who: 'all', tag: 'Events' })

  anyone.get('/api/events', 'listEvents', {
    caching: 'revalidated',
    summary: 'List published events',
    description:
      'Sorted by when they end. Past events are included unless you send `from`. `from` and `until` limit when an event takes place.',
    query: EventQuery,
    answers: { 200: { description: 'A page of events', schema: pageOf(EventView) } },
    run: async ({ query, actor, now }) => {
      const { kind, from, until, q, cursor, limit } = query
      const filter = { kind, from, until, text: q || undefined, viewer: viewerOf(actor) }
      const { items, next } = await listEvents(table, filter, { cursor, limit })
      const levels = await seatLevels(table, items)
      return { items: items.map((event) => eventView(event, { levels, now, siteUrl })), next }
    },
  })

  anyone.get('/api/events/{slug}', 'getEvent', {
    caching: 'revalidated',
    summary: 'Get an event',
    answers: { 200: { description: 'The event', schema: EventView, example: eventExample } },
    run: async ({ params, actor, now }) => {
      const event = await getVisibleEvent(table, params.slug, viewerOf(actor))
      return eventView(event, { levels: await seatLevels(table, [event]), now, siteUrl })
    },
  })

  anyone.get('/api/events/{slug}/calendar.ics', 'getEventCalendar', {
    caching: 'revalidated',
    summary: 'Get an event as a calendar',
    description:
      'RFC 5545. A regular series is one recurring entry; other sessions have one entry each. SEQUENCE goes up with each move.',
    answers: { 200: { description: 'The calendar', schema: z.string(), type: 'text/calendar' } },
    run: async ({ params, actor, now, c }) => {
      const event = await getVisibleEvent(table, params.slug, viewerOf(actor))
      const site = { siteUrl, organizer }
      const calendar = publishCalendar(calendarEventOf(site, event), { host: hostOf(site), now })
      return c.body(calendar, 200, {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `inline; filename="${event.slug}.ics"`,
      })
    },
  })
}
