import { EmailAddress } from '@lectern/core/identity'
import { type Message, type MessageFilters, messageStates, searchMessages } from '@lectern/core/mail'
import type { Column } from '@lectern/core/platform'
import * as z from 'zod'
import { csvOf, listOrFile } from '../http/csv.ts'
import { type Api, endpoints } from '../http/endpoint.ts'
import { ListQuery, pageOf } from '../http/page-query.ts'

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
  to: EmailAddress.optional().describe("The recipient's email address."),
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

/** Emails sent. */
export const messageRoutes = (api: Api): void => {
  const { table } = api.services

  endpoints(api, { who: 'admin', tag: 'Admin: sales' }).get('/api/admin/messages', 'listMessages', {
    audit: { action: 'message.list', subject: 'messages' },
    summary: 'List emails, newest first',
    description:
      'Filtering by address is indexed. By event, template, or state, each page searches a stretch of the list, so' +
      'a page can have fewer items than `limit`, or none, and still have `next`.',
    query: MessageQuery,
    answers: { 200: listOrFile('A page of emails, or all of them as CSV', pageOf(MessageView)) },
    run: async ({ query: { cursor, limit, format, ...filters }, c }) => {
      const read = (size: number) => (at: string | undefined) =>
        searchMessages(table, filters satisfies MessageFilters, { cursor: at, limit: size })
      if (format === 'csv') return csvOf(c, 'messages', messageColumns, read(100), cursor)
      const { items, next } = await read(limit)(cursor)
      return { items: items.map(messageView), next }
    },
  })
}
