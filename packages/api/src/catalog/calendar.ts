import { calendarEventOf, ensureFeedAddress, hostOf, publishSession, renewFeedAddress } from '@lectern/core/calendar'
import { getVisibleEvent, sessionsOf } from '@lectern/core/catalog'
import { notRecorded } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { SlugParam } from '../http/inputs.ts'

const FeedView = z
  .object({
    url: z
      .string()
      .describe('https://lectern.example/calendar/….ics. Anyone who has this address can read the calendar.'),
    webcalUrl: z.string().describe('The same address, in the form calendar apps open.'),
    madeAt: z.string().describe('RFC 3339 in UTC: 2024-04-23T16:00:00Z'),
  })
  .meta({ id: 'CalendarFeed' })

const SessionParams = SlugParam.extend({ session: z.string().max(40) })

/** Calendars: one session as a file, and the address of one's own feed. */
export const calendarRoutes = (api: Api): void => {
  const { table, siteUrl, organizer } = api.services
  const anyone = endpoints(api, { who: 'all', tag: 'Events' })
  const people = endpoints(api, { who: 'person', tag: 'Me' })
  const site = { siteUrl, organizer }

  anyone.get('/api/events/{slug}/sessions/{session}/calendar.ics', 'getSessionCalendar', {
    caching: 'revalidated',
    summary: 'Get one session as a calendar',
    description: "RFC 5545. The entry has the session's own UID, even if the event is a recurring series.",
    params: SessionParams,
    answers: { 200: { description: 'The calendar', schema: z.string(), type: 'text/calendar' } },
    run: async ({ params, actor, now, c }) => {
      const event = await getVisibleEvent(table, params.slug, viewerOf(actor))
      const index = sessionsOf(event).findIndex(({ id }) => id === params.session)
      const session = sessionsOf(event)[index]
      if (session === undefined) throw notFound('session')
      return c.body(publishSession(calendarEventOf(site, event), session, { host: hostOf(site), now }), 200, {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `inline; filename="${event.slug}-${index + 1}.ics"`,
      })
    },
  })

  const answers = { 200: { description: 'The addresses', schema: FeedView } }

  people.get('/api/me/calendar', 'getMyCalendar', {
    audit: notRecorded.own,
    summary: 'Get the address of your private calendar',
    answers,
    run: ({ actor, now }) => ensureFeedAddress(api.services, actor.id, now),
  })

  people.post('/api/me/calendar', 'renewMyCalendar', {
    audit: notRecorded.own,
    summary: 'Reset the address of your private calendar',
    description: 'The old address stops working.',
    // Its answer must not be kept: the address is a secret, and asking again gives one that works.
    idempotency: 'none',
    answers,
    run: ({ actor, now }) => renewFeedAddress(api.services, actor.id, now),
  })
}
