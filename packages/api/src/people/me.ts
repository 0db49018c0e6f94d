import { GrantSource, isLive, listGrants } from '@lectern/core/access'
import { findEvents, sessionsOf } from '@lectern/core/catalog'
import { findPersonByEmail, notRecorded } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import { exportPerson, PersonExport } from '@lectern/core/privacy'
import { listOrdersOf, listRegistrationsOf } from '@lectern/core/registration'
import { scheduleSpan } from '@lectern/core/schedule'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'
import { loadOrderView, OrderView } from '../orders/order-view.ts'
import { loadPersonView, PersonView } from './person-view.ts'

const OwnRegistrationView = z.object({
  id: z.string(),
  event: z.string(),
  title: z.string(),
  startsAt: z.string().optional(),
  endsAt: z.string().optional(),
  sku: z.string(),
  ticketName: z.string(),
  status: z.enum(['held', 'confirmed', 'expired', 'cancelled', 'refunded']),
  orderId: z.string().describe('The order it came with, which its buyer can read.'),
  boughtBy: z.string().optional(),
  registeredAt: z.string(),
})

const GrantView = z.object({
  what: z.string().describe('event:5w22, membership:all-access'),
  source: GrantSource,
  sourceId: z.string(),
  grantedAt: z.string(),
  until: z.string().optional(),
  live: z.boolean(),
})

/** What belongs to the person who asks. */
export const meRoutes = (api: Api): void => {
  const { table, realNow } = api.services
  const people = endpoints(api, { who: 'person', tag: 'Me' })

  people.get('/api/me', 'getMe', {
    audit: notRecorded.own,
    summary: 'Get yourself',
    answers: { 200: { description: 'You', schema: PersonView.omit({ createdAt: true }) } },
    run: ({ actor, now }) => loadPersonView(table, actor, now),
  })

  people.get('/api/me/registrations', 'listMyRegistrations', {
    audit: notRecorded.own,
    summary: 'List your registrations, current and past, newest first',
    answers: { 200: { description: 'All of them', schema: pageOf(OwnRegistrationView) } },
    run: async ({ actor }) => {
      const found = await listRegistrationsOf(table, actor.id)
      const registrations = found.sort((a, b) => (a.id < b.id ? 1 : -1))
      const slugs = [...new Set(registrations.map(({ event }) => event))]
      const pages = Array.from({ length: Math.ceil(slugs.length / 100) }, (_, at) =>
        slugs.slice(at * 100, at * 100 + 100),
      )
      const events = new Map(
        (await Promise.all(pages.map((page) => findEvents(table, page)))).flatMap((map) => [...map]),
      )
      const items = registrations.map((one) => {
        const event = events.get(one.event)
        const span = event && scheduleSpan(sessionsOf(event, one))
        return shown(OwnRegistrationView, { ...one, title: event?.title ?? one.event, ...span })
      })
      return { items }
    },
  })

  people.get('/api/me/orders', 'listMyOrders', {
    audit: notRecorded.own,
    summary: 'List your orders, newest first',
    answers: { 200: { description: 'The last 100', schema: pageOf(OrderView) } },
    run: async ({ actor, now }) => {
      const orders = await listOrdersOf(table, actor.id)
      return { items: await Promise.all(orders.map((one) => loadOrderView(table, one, now))) }
    },
  })

  people.get('/api/me/grants', 'listMyGrants', {
    audit: notRecorded.own,
    summary: 'List what you have access to, and why',
    answers: { 200: { description: 'All of them', schema: pageOf(GrantView) } },
    run: async ({ actor, now }) => {
      const grants = await listGrants(table, actor.id)
      return { items: grants.map((grant) => shown(GrantView, { ...grant, live: isLive(grant, now) })) }
    },
  })

  people.get('/api/me/export', 'exportMe', {
    audit: { action: 'person.export', subject: '{self}', everyone: true },
    summary: 'Export your data',
    description:
      'Your profile, registrations, orders, grants, waitlist spots, emails, API keys, and who has viewed your data.',
    answers: { 200: { description: 'All of it', schema: PersonExport } },
    run: async ({ actor, now }) => {
      const person = await findPersonByEmail(table, actor.email)
      if (!person) throw notFound('person')
      return exportPerson(table, person, now, realNow())
    },
  })
}
