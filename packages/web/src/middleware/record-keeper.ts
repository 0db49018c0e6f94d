import { auditEntry, saveAudit } from '@lectern/core/identity'
import { createMiddleware } from 'hono/factory'
import type { SiteEnv, SiteServices } from '../site.ts'

/**
 * Gives every request the means to keep a record. A page that can't be recorded isn't shown; a change is made by then, so that it
 * couldn't be recorded is logged for someone to look.
 */
export const recordKeeper = ({ table, realNow, log }: Pick<SiteServices, 'table' | 'realNow' | 'log'>) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const { requestId } = c.var
    c.set('saveRecord', async ({ actor, action, subject, reading }) => {
      const entry = auditEntry(actor, { action, subject, details: { request: requestId } }, realNow())
      const kept = saveAudit(table, entry)
      if (reading) return kept
      await kept.catch((error: unknown) =>
        log('error', 'a change was not recorded in the audit log', {
          request: requestId,
          action,
          subject,
          error: error instanceof Error ? error.name : 'unknown',
        }),
      )
    })
    await next()
  })
