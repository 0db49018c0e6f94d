import type { Column } from '@lectern/core/platform'
import { listRoster, type Registration } from '@lectern/core/registration'
import * as z from 'zod'
import { csvOf, listOrFile } from '../http/csv.ts'
import { type Api, endpoints } from '../http/endpoint.ts'
import { ListQuery, pageOf } from '../http/page-query.ts'
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

const registrationColumns: Column<Registration>[] = [
  { name: 'id', cell: (one) => one.id },
  { name: 'event', cell: (one) => one.event },
  { name: 'ticket', cell: (one) => one.ticketName },
  { name: 'status', cell: (one) => one.status },
  { name: 'name', cell: (one) => one.name },
  { name: 'email', cell: (one) => one.email },
  { name: 'boughtBy', cell: (one) => one.boughtBy },
  { name: 'orderId', cell: (one) => one.orderId },
  { name: 'registeredAt', cell: (one) => one.registeredAt },
  { name: 'answers', cell: (one) => (one.answers ? JSON.stringify(one.answers) : '') },
]

/** Who is registered, of one event or of all. */
export const adminRegistrationRoutes = (api: Api): void => {
  const { table } = api.services

  const readRegistrations = (event: string | undefined, limit: number) => async (cursor: string | undefined) =>
    event === undefined ? registrationsOfOrders(table, cursor, limit) : listRoster(table, event, { cursor, limit })

  endpoints(api, { who: 'admin', tag: 'Admin: sales' }).get('/api/admin/registrations', 'listRegistrations', {
    audit: { action: 'registration.list', subject: 'registrations' },
    summary: "List an event's registrations by name, or all of them",
    description: 'Without `event`, by order, newest first.',
    query: ListQuery.extend({ event: z.string().max(80).optional() }),
    answers: { 200: listOrFile('A page of registrations, or all of them as CSV', pageOf(RegistrationView)) },
    run: async ({ query: { event, cursor, limit, format }, c }) => {
      if (format === 'csv') {
        return csvOf(c, event ?? 'registrations', registrationColumns, readRegistrations(event, 100), cursor)
      }
      return readRegistrations(event, limit)(cursor)
    },
  })
}
