import { EmailAddress } from '@lectern/core/identity'
import { type Message, type MessageFilters, messageStates, searchMessages } from '@lectern/core/mail'
import type { Column } from '@lectern/core/platform'
import { listOrders, listRoster, type Order, type Registration, refundedCents } from '@lectern/core/registration'
import * as z from 'zod'
import { csvOf, listOrFile } from '../http/csv.ts'
import { type Api, type Asked, endpoint } from '../http/endpoint.ts'
import { ListQuery, pageOf } from '../http/page-query.ts'
import { loadOrderView, OrderView } from './order-view.ts'
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

const MessageView = z.object({
  id: z.string(),
  template: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(messageStates),
  at: z.string(),
  error: z.string().optional(),
  event: z.string().optional(),
  orderId: z.string().optional(),
})

const MessageQuery = ListQuery.extend({
  to: EmailAddress.optional().describe('The address that they went to.'),
  event: z.string().max(80).optional(),
  template: z.string().max(80).optional().describe('`receipt`, `reminder-day`, …'),
  state: z.enum(messageStates).optional(),
})

const messageColumns: Column<Message>[] = (
  ['id', 'at', 'template', 'to', 'subject', 'state', 'event', 'orderId', 'error'] as const
).map((name) => ({ name, cell: (message) => message[name] }))

const messageView = ({
  id,
  template,
  to,
  subject,
  state,
  at,
  error,
  event,
  orderId,
}: Message): z.infer<typeof MessageView> => ({
  ...{ id, template, to, subject, state, at, error, event, orderId },
})

const orderColumns: Column<Order>[] = [
  { name: 'id', cell: (order) => order.id },
  { name: 'placedAt', cell: (order) => order.placedAt },
  { name: 'status', cell: (order) => order.status },
  { name: 'buyerName', cell: (order) => order.buyer.name },
  { name: 'buyerEmail', cell: (order) => order.buyer.email },
  { name: 'skus', cell: (order) => order.lines.map(({ sku, quantity }) => `${sku} × ${quantity}`).join('; ') },
  { name: 'codes', cell: (order) => order.applied.flatMap(({ code }) => code ?? []).join('; ') },
  { name: 'listCents', cell: (order) => order.listCents },
  { name: 'discountCents', cell: (order) => order.discountCents },
  { name: 'totalCents', cell: (order) => order.totalCents },
  { name: 'paidCents', cell: (order) => order.paidCents },
  { name: 'refundedCents', cell: (order) => refundedCents(order) },
]

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

/** What has happened, in lists: for programs, and for spreadsheets. */
export const adminListRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { method: 'get', tag: 'Admin: sales', who: 'admin' } as const

  endpoint(
    api,
    {
      ...shared,
      path: '/api/admin/orders',
      id: 'listOrders',
      audit: { action: 'order.list', subject: 'orders' },
      summary: 'List orders, newest first',
      query: ListQuery,
      answers: { 200: listOrFile('A page of orders, or all of them as CSV', pageOf(OrderView)) },
    },
    async ({ query, now, c }) => {
      const { cursor, limit, format } = query
      if (format === 'csv')
        return csvOf(c, 'orders', orderColumns, (at) => listOrders(table, { cursor: at, limit: 100 }), cursor)
      const { items, next } = await listOrders(table, { cursor, limit })
      return {
        status: 200,
        body: { items: await Promise.all(items.map((one) => loadOrderView(table, one, now))), next },
      }
    },
  )

  const readRegistrations = (event: string | undefined, limit: number) => async (cursor: string | undefined) =>
    event === undefined ? registrationsOfOrders(table, cursor, limit) : listRoster(table, event, { cursor, limit })

  endpoint(
    api,
    {
      ...shared,
      path: '/api/admin/registrations',
      id: 'listRegistrations',
      audit: { action: 'registration.list', subject: 'registrations' },
      summary: "List an event's registrations by name, or all of them",
      description: 'Without `event`, by order, newest first.',
      query: ListQuery.extend({ event: z.string().max(80).optional() }),
      answers: {
        200: listOrFile('A page of registrations, or all of them as CSV', pageOf(RegistrationView)),
      },
    },
    async ({ query: { event, cursor, limit, format }, c }: Asked<unknown, ListQuery & { event?: string }, unknown>) => {
      if (format === 'csv') {
        return csvOf(c, event ?? 'registrations', registrationColumns, readRegistrations(event, 100), cursor)
      }
      return { status: 200, body: await readRegistrations(event, limit)(cursor) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      path: '/api/admin/messages',
      id: 'listMessages',
      audit: { action: 'message.list', subject: 'messages' },
      summary: 'List mails, newest first',
      description:
        'By address there is an index. By event, template or state the list is looked through some way back for each page, so ' +
        'a page may hold fewer than `limit`, or none, and `next` all the same.',
      query: MessageQuery,
      answers: { 200: listOrFile('A page of mails, or all of them as CSV', pageOf(MessageView)) },
    },
    async ({
      query: { cursor, limit, format, ...filters },
      c,
    }: Asked<unknown, z.infer<typeof MessageQuery>, unknown>) => {
      const read = (size: number) => (at: string | undefined) =>
        searchMessages(table, filters satisfies MessageFilters, { cursor: at, limit: size })
      if (format === 'csv') return csvOf(c, 'messages', messageColumns, read(100), cursor)
      const { items, next } = await read(limit)(cursor)
      return { status: 200, body: { items: items.map(messageView), next } }
    },
  )
}
