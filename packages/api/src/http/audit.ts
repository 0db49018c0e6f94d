import {
  type Actor,
  type AuditDeclaration,
  auditEntry,
  auditSubject,
  EmailAddress,
  findPersonByEmail,
  saveAudit,
} from '@lectern/core/identity'
import type { Table } from '@lectern/core/platform'
import type { Context } from 'hono'
import type { ApiEnv, ApiServices } from './services.ts'

/**
 * Serves a request, and records what its operation declares once it came off. A read that cannot be recorded is not answered; a
 * write is done by then, so a failure to record it is logged for us to look at.
 */
export const serveRecorded = async (
  { table, realNow, log }: ApiServices,
  c: Context<ApiEnv>,
  { audit, actor, everyone }: { audit: AuditDeclaration | undefined; actor: Actor; everyone: boolean },
  serve: () => Promise<Response>,
): Promise<Response> => {
  if (!audit || 'none' in audit) return serve()
  const parts = c.req.param()
  // Read first: after the request, the person may be gone.
  const person = await personNamed(table, parts.person)
  const answer = await serve()
  if (!answer.ok || actor.kind !== 'person' || !(actor.admin || everyone || audit.everyone)) return answer
  const made = audit.subject.includes('{made}') ? await madeIn(answer) : undefined
  const subject = auditSubject(audit.subject, { ...parts, person, made, self: actor.id })
  const { event, format } = c.req.query()
  const details = {
    request: c.get('requestId'),
    ...(event === undefined ? {} : { event: event.slice(0, 80) }),
    ...(format === 'csv' ? { format } : {}),
  }
  const kept = saveAudit(table, auditEntry(actor, { action: audit.action, subject, details }, realNow()))
  if (c.req.method === 'GET' || c.req.method === 'HEAD') await kept
  else {
    await kept.catch((error: unknown) =>
      log('error', 'A write was not recorded in the audit log', {
        requestId: c.get('requestId'),
        action: audit.action,
        subject,
        error: error instanceof Error ? error.name : 'unknown',
      }),
    )
  }
  return answer
}

/** The id behind a reference, which may be an address: those are not recorded. */
const personNamed = async (table: Table, reference: string | undefined): Promise<string | undefined> => {
  if (!reference?.includes('@')) return reference
  const email = EmailAddress.safeParse(reference)
  return email.success ? (await findPersonByEmail(table, email.data))?.id : undefined
}

/** What an answer says was made: its slug or id. */
const madeIn = async (answer: Response): Promise<string | undefined> => {
  const body = (await answer.clone().json()) as { slug?: unknown; id?: unknown }
  const made = body.slug ?? body.id
  return typeof made === 'string' ? made : undefined
}
