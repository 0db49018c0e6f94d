import { EmailAddress } from '@lectern/core/identity'
import { messageStates, searchMessages } from '@lectern/core/mail'
import type { PageRequest } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'
import { shown } from '../http/shown.ts'

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

const columns = fieldColumns('id', 'at', 'template', 'to', 'subject', 'state', 'event', 'orderId', 'error')

/** Emails sent. */
export const messageRoutes = (api: Api): void => {
  const { table } = api.services

  endpoints(api, { who: 'admin', tag: 'Admin: sales' }).get('/api/admin/messages', 'listMessages', {
    audit: { action: 'message.list', subject: 'messages' },
    summary: 'List emails, newest first',
    description:
      'Filtering by address is indexed. By event, template, or state, each page searches a stretch of the list, so ' +
      'a page can have fewer items than `limit`, or none, and still have `next`.',
    query: MessageQuery,
    answers: { 200: listOrFile('A page of emails, or all of them as CSV', MessageView) },
    run: ({ query: { to, event, template, state, ...query }, c }) => {
      const read = (page: PageRequest) => searchMessages(table, { to, event, template, state }, page)
      return pageOrFile(c, query, { name: 'messages', columns, read }, (message) => shown(MessageView, message))
    },
  })
}
