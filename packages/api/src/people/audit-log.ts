import { type AuditEntry, auditActions, listAudit } from '@lectern/core/identity'
import type { Column, PageRequest } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'

const AuditQuery = ListQuery.extend({
  actor: z.string().max(80).optional().describe('The id of the person who did it.'),
  subject: z.string().max(200).optional().describe("What it's about, like an id, `event:5w22`, or `people`."),
})

const AuditView = z
  .object({
    id: z.string(),
    at: z.string(),
    actorId: z.string(),
    actorKind: z.enum(['session', 'api-key', 'system']),
    action: z.enum(Object.keys(auditActions) as [keyof typeof auditActions]),
    subject: z.string(),
    details: z.record(z.string(), z.string()),
  })
  .meta({ id: 'AuditEntry' })

const columns: Column<AuditEntry>[] = [
  ...fieldColumns('id', 'at', 'actorId', 'actorKind', 'action', 'subject'),
  { name: 'details', cell: ({ details }) => JSON.stringify(details) },
]

/** Who read or changed what. */
export const auditLogRoutes = (api: Api): void => {
  const { table, realNow } = api.services
  endpoints(api, { who: 'admin', tag: 'Admin: people' }).get('/api/admin/audit', 'listAudit', {
    audit: { action: 'audit.read', subject: 'audit' },
    summary: 'List who viewed or changed what, newest first',
    description: 'Entries are kept for two years. They contain ids only, no names or addresses.',
    query: AuditQuery,
    answers: { 200: listOrFile('A page of entries, or all of them as CSV', AuditView) },
    run: ({ query: { actor, subject, ...query }, c }) => {
      const read = (page: PageRequest) => listAudit(table, { actor, subject, ...page }, realNow())
      return pageOrFile(c, query, { name: 'audit', columns, read }, (entry) => entry)
    },
  })
}
