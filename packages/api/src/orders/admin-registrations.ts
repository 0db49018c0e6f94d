import type { Column, PageRequest } from '@lectern/core/platform'
import { listRoster, type Registration } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'
import { registrationsOfOrders } from './registrations-of-orders.ts'

const RegistrationView = z.object({
  id: z.string(),
  event: z.string(),
  sku: z.string(),
  ticketName: z.string(),
  status: z.enum(['held', 'confirmed', 'expired', 'cancelled', 'refunded']),
  name: z.string(),
  email: z.string(),
  personId: z.string(),
  orderId: z.string(),
  boughtBy: z.string().optional(),
  answers: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  registeredAt: z.string(),
  endedAt: z.string().optional(),
})

const columns: Column<Registration>[] = [
  ...fieldColumns('id', 'event'),
  { name: 'ticket', cell: (one) => one.ticketName },
  ...fieldColumns('status', 'name', 'email', 'boughtBy', 'orderId', 'registeredAt'),
  { name: 'answers', cell: (one) => (one.answers ? JSON.stringify(one.answers) : '') },
]

/** Who is registered, of one event or of all. */
export const adminRegistrationRoutes = (api: Api): void => {
  const { table } = api.services

  endpoints(api, { who: 'admin', tag: 'Admin: sales' }).get('/api/admin/registrations', 'listRegistrations', {
    audit: { action: 'registration.list', subject: 'registrations' },
    summary: "List an event's registrations by name, or all of them",
    description: 'Without `event`, by order, newest first.',
    query: ListQuery.extend({ event: z.string().max(80).optional() }),
    answers: { 200: listOrFile('A page of registrations, or all of them as CSV', RegistrationView) },
    run: ({ query: { event, ...query }, c }) => {
      const read = (page: PageRequest) =>
        event === undefined ? registrationsOfOrders(table, page) : listRoster(table, event, page)
      return pageOrFile(c, query, { name: event ?? 'registrations', columns, read }, (one) => one)
    },
  })
}
