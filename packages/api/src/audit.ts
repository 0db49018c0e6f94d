import {
  type AuditRoute,
  auditEntry,
  auditSubject,
  EmailAddress,
  findAuditRoute,
  findPersonByEmail,
  keepAudit,
} from '@lectern/core/identity'
import type { Table } from '@lectern/core/platform'
import type { MiddlewareHandler } from 'hono'
import type { ApiEnv, ApiServices } from './services.ts'

/** What is recorded: every write of admins, and every read of what others entrusted to us. */
export const auditRoutes: readonly AuditRoute[] = [
  { method: 'POST', path: '/api/admin/events', action: 'event.create', subject: 'event:{made}' },
  { method: 'PATCH', path: '/api/admin/events/{slug}', action: 'event.change', subject: 'event:{slug}' },
  { method: 'DELETE', path: '/api/admin/events/{slug}', action: 'event.delete', subject: 'event:{slug}' },
  { method: 'POST', path: '/api/admin/events/{slug}/publish', action: 'event.publish', subject: 'event:{slug}' },
  { method: 'POST', path: '/api/admin/events/{slug}/unpublish', action: 'event.unpublish', subject: 'event:{slug}' },
  { method: 'POST', path: '/api/admin/events/{slug}/reschedule', action: 'event.reschedule', subject: 'event:{slug}' },
  { method: 'POST', path: '/api/admin/events/{slug}/run-again', action: 'event.run-again', subject: 'event:{slug}' },
  { method: 'POST', path: '/api/admin/events/{slug}/carry-over', action: 'event.run-again', subject: 'event:{slug}' },
  { method: 'POST', path: '/api/admin/events/{slug}/cancel', action: 'event.cancel', subject: 'event:{slug}' },
  {
    method: 'GET',
    path: '/api/admin/events/{slug}/waiting-list',
    action: 'waiting-list.read',
    subject: 'event:{slug}',
  },
  {
    ...{ method: 'DELETE', path: '/api/admin/events/{slug}/waiting-list/{id}' },
    ...{ action: 'waiting-list.remove', subject: '{id}' },
  },
  {
    ...{ method: 'POST', path: '/api/admin/events/{slug}/waiting-list/offer' },
    ...{ action: 'waiting-list.offer', subject: 'event:{slug}' },
  },
  { method: 'POST', path: '/api/admin/events/{slug}/mails', action: 'roster-mail.create', subject: '{made}' },
  { method: 'PATCH', path: '/api/admin/events/{slug}/mails/{id}', action: 'roster-mail.change', subject: '{id}' },
  { method: 'DELETE', path: '/api/admin/events/{slug}/mails/{id}', action: 'roster-mail.delete', subject: '{id}' },
  ...(['test', 'count', 'send', 'stop'] as const).map(
    (act): AuditRoute => ({
      ...{ method: 'POST', path: `/api/admin/events/{slug}/mails/{id}/${act}` },
      ...{ action: `roster-mail.${act}`, subject: '{id}' },
    }),
  ),
  ...(['skip', 'restore', 'send'] as const).map(
    (act): AuditRoute => ({
      ...{ method: 'POST', path: `/api/admin/events/{slug}/reminders/{id}/${act}` },
      ...{ action: `reminder.${act}`, subject: 'reminder:{slug}:{id}' },
    }),
  ),
  // Instructors too work on those of their own events.
  ...(
    [
      ['POST', '/api/admin/events/{slug}/materials', 'material.add', '{made}'],
      ['POST', '/api/admin/events/{slug}/materials/{id}/done', 'material.add', '{id}'],
      ['PATCH', '/api/admin/events/{slug}/materials/{id}', 'material.change', '{id}'],
      ['DELETE', '/api/admin/events/{slug}/materials/{id}', 'material.remove', '{id}'],
      ['POST', '/api/admin/events/{slug}/materials/{id}/restore', 'material.restore', '{id}'],
      ['POST', '/api/admin/events/{slug}/assignments', 'assignment.create', '{made}'],
      ['PATCH', '/api/admin/events/{slug}/assignments/{id}', 'assignment.change', '{id}'],
      ['DELETE', '/api/admin/events/{slug}/assignments/{id}', 'assignment.withdraw', '{id}'],
      ['GET', '/api/admin/events/{slug}/assignments/{id}/submissions', 'submission.list', '{id}'],
      ['GET', '/api/admin/events/{slug}/submissions', 'submission.list', 'event:{slug}'],
      ['GET', '/api/admin/events/{slug}/submissions/{person}/{assignment}', 'submission.read', '{person}'],
      ['GET', '/api/admin/events/{slug}/submissions/{person}/{assignment}/files/{file}', 'submission.read', '{person}'],
      ['POST', '/api/admin/events/{slug}/submissions/{person}/{assignment}', 'submission.answer', '{person}'],
      ['PUT', '/api/admin/events/{slug}/materials/{id}/captions', 'material.captions', '{id}'],
      ['DELETE', '/api/admin/events/{slug}/materials/{id}/captions', 'material.captions', '{id}'],
      ['GET', '/api/admin/events/{slug}/materials/{id}/openings', 'material.openings', '{id}'],
    ] as const
  ).map(([method, path, action, subject]): AuditRoute => ({ method, path, action, subject, everybody: true })),
  ...(
    [
      ['GET', '/api/admin/events/{slug}/office-hours', 'office-hours.read', 'event:{slug}'],
      ['POST', '/api/admin/events/{slug}/office-hours', 'office-hours.open', 'event:{slug}'],
      ['PATCH', '/api/admin/events/{slug}/office-hours/{id}', 'office-hours.change', '{id}'],
      ['DELETE', '/api/admin/events/{slug}/office-hours/{id}', 'office-hours.remove', '{id}'],
      ['DELETE', '/api/admin/events/{slug}/office-hours/{id}/booking', 'office-hours.free', '{id}'],
    ] as const
  ).map(([method, path, action, subject]): AuditRoute => ({ method, path, action, subject, everybody: true })),
  ...(
    [
      ['GET', '/api/admin/events/{slug}/attendance', 'attendance.read'],
      ['PUT', '/api/admin/events/{slug}/attendance', 'attendance.mark'],
      ['POST', '/api/admin/events/{slug}/attendance', 'attendance.import'],
      ['GET', '/api/admin/events/{slug}/certificates', 'certificate.list'],
      ['POST', '/api/admin/events/{slug}/certificates', 'certificate.make'],
      ['PUT', '/api/admin/events/{slug}/certificates/rule', 'certificate.rule'],
      ['POST', '/api/admin/events/{slug}/certificates/{id}/revoke', 'certificate.revoke'],
      ['POST', '/api/admin/events/{slug}/certificates/{id}/restore', 'certificate.restore'],
      ['POST', '/api/admin/events/{slug}/certificates/{id}/reissue', 'certificate.reissue'],
    ] as const
  ).map(([method, path, action]): AuditRoute => ({ method, path, action, subject: 'event:{slug}', everybody: true })),
  { method: 'POST', path: '/api/admin/courses', action: 'course.create', subject: 'course:{made}' },
  { method: 'PATCH', path: '/api/admin/courses/{slug}', action: 'course.change', subject: 'course:{slug}' },
  { method: 'DELETE', path: '/api/admin/courses/{slug}', action: 'course.delete', subject: 'course:{slug}' },
  { method: 'POST', path: '/api/admin/instructors', action: 'instructor.create', subject: 'instructor:{made}' },
  { method: 'PATCH', path: '/api/admin/instructors/{slug}', action: 'instructor.change', subject: 'instructor:{slug}' },
  {
    ...{ method: 'DELETE', path: '/api/admin/instructors/{slug}' },
    ...{ action: 'instructor.delete', subject: 'instructor:{slug}' },
  },
  { method: 'POST', path: '/api/admin/products', action: 'product.create', subject: 'product:{made}' },
  { method: 'PATCH', path: '/api/admin/products/{slug}', action: 'product.change', subject: 'product:{slug}' },
  { method: 'DELETE', path: '/api/admin/products/{slug}', action: 'product.withdraw', subject: 'product:{slug}' },
  { method: 'POST', path: '/api/admin/bundles', action: 'bundle.create', subject: 'product:{made}' },
  { method: 'PATCH', path: '/api/admin/bundles/{slug}', action: 'bundle.change', subject: 'product:{slug}' },
  { method: 'DELETE', path: '/api/admin/bundles/{slug}', action: 'bundle.withdraw', subject: 'product:{slug}' },
  { method: 'PUT', path: '/api/admin/organizer', action: 'organizer.change', subject: 'organizer' },
  { method: 'PUT', path: '/api/admin/store-terms', action: 'store-terms.change', subject: 'store-terms' },
  { method: 'POST', path: '/api/admin/products/{slug}/files', action: 'file.upload', subject: 'product:{slug}' },
  { method: 'POST', path: '/api/admin/products/{slug}/files/{id}/done', action: 'file.upload', subject: '{id}' },
  { method: 'POST', path: '/api/admin/products/{slug}/files/{id}/restore', action: 'file.restore', subject: '{id}' },
  { method: 'DELETE', path: '/api/admin/products/{slug}/files/{id}', action: 'file.delete', subject: '{id}' },
  { method: 'POST', path: '/api/admin/promotions', action: 'promotion.create', subject: '{made}' },
  { method: 'PATCH', path: '/api/admin/promotions/{id}', action: 'promotion.change', subject: '{id}' },
  { method: 'DELETE', path: '/api/admin/promotions/{id}', action: 'promotion.delete', subject: '{id}' },
  { method: 'POST', path: '/api/admin/promotions/{id}/pause', action: 'promotion.change', subject: '{id}' },
  { method: 'POST', path: '/api/admin/promotions/{id}/resume', action: 'promotion.change', subject: '{id}' },
  { method: 'POST', path: '/api/admin/promotions/{id}/end', action: 'promotion.change', subject: '{id}' },
  { method: 'POST', path: '/api/admin/promotions/{id}/duplicate', action: 'promotion.create', subject: '{made}' },
  { method: 'POST', path: '/api/admin/promotions/{id}/codes', action: 'promotion.codes', subject: '{id}' },
  { method: 'GET', path: '/api/admin/promotions/{id}/codes', action: 'promotion.codes-read', subject: '{id}' },
  { method: 'POST', path: '/api/admin/promotions/{id}/addresses', action: 'promotion.addresses', subject: '{id}' },
  { method: 'GET', path: '/api/admin/promotions/{id}/addresses', action: 'promotion.addresses-read', subject: '{id}' },
  { method: 'DELETE', path: '/api/admin/promotions/{id}/addresses', action: 'promotion.addresses', subject: '{id}' },
  { method: 'GET', path: '/api/admin/redemptions', action: 'redemption.list', subject: 'redemptions' },
  { method: 'POST', path: '/api/admin/sales', action: 'sale.create', subject: 'sale:{made}' },
  { method: 'PATCH', path: '/api/admin/sales/{slug}', action: 'sale.change', subject: 'sale:{slug}' },
  { method: 'DELETE', path: '/api/admin/sales/{slug}', action: 'sale.delete', subject: 'sale:{slug}' },
  { method: 'GET', path: '/api/admin/people', action: 'person.list', subject: 'people' },
  { method: 'POST', path: '/api/admin/people', action: 'person.create', subject: '{made}' },
  { method: 'GET', path: '/api/admin/people/{person}', action: 'person.read', subject: '{person}' },
  { method: 'PATCH', path: '/api/admin/people/{person}', action: 'person.change', subject: '{person}' },
  { method: 'DELETE', path: '/api/admin/people/{person}', action: 'person.erase', subject: '{person}' },
  { method: 'POST', path: '/api/admin/quotes', action: 'person.quote', subject: 'quotes' },
  { method: 'GET', path: '/api/admin/orders', action: 'order.list', subject: 'orders' },
  { method: 'POST', path: '/api/admin/orders/{id}/refunds', action: 'order.refund', subject: '{id}' },
  { method: 'POST', path: '/api/admin/orders/{id}/shipment', action: 'order.ship', subject: '{id}' },
  { method: 'GET', path: '/api/orders/{id}', action: 'order.read', subject: '{id}' },
  { method: 'POST', path: '/api/orders/{id}/cancel', action: 'order.cancel', subject: '{id}' },
  { method: 'PATCH', path: '/api/orders/{id}/seats/{registration}', action: 'order.correct', subject: '{id}' },
  { method: 'POST', path: '/api/orders/{id}/refund-request', action: 'order.correct', subject: '{id}' },
  { method: 'GET', path: '/api/admin/registrations', action: 'registration.list', subject: 'registrations' },
  { method: 'GET', path: '/api/admin/messages', action: 'message.list', subject: 'messages' },
  { method: 'GET', path: '/api/admin/audit', action: 'audit.read', subject: 'audit' },
  {
    ...{ method: 'POST', path: '/api/events/{slug}/recordings', action: 'recording.register' },
    ...{ subject: 'event:{slug}', everybody: true },
  },
  { method: 'GET', path: '/api/me/export', action: 'person.export', subject: '{self}', everybody: true },
]

/**
 * Records what was done, after it came off. A read that cannot be recorded is not answered; a write is done by then, so
 * that it could not be recorded is logged for somebody to look.
 */
export const audited =
  ({ table, realNow, log }: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const found = findAuditRoute(auditRoutes, c.req.method, c.req.path)
    if (!found) return next()
    const { route, parts } = found
    // Before, since afterwards the address may name nobody any more.
    const person = await personNamed(table, parts.person)
    await next()
    const actor = c.get('actor')
    if (!c.res.ok || actor?.kind !== 'person' || !(actor.admin || route.everybody)) return
    const made = route.subject.includes('{made}') ? await madeIn(c.res) : undefined
    const subject = auditSubject(route.subject, { ...parts, person, made, self: actor.id })
    const { event, format } = c.req.query()
    const details = {
      request: c.get('requestId'),
      ...(event === undefined ? {} : { event: event.slice(0, 80) }),
      ...(format === 'csv' ? { format } : {}),
    }
    const kept = keepAudit(table, auditEntry(actor, { action: route.action, subject, details }, realNow()))
    if (route.method === 'GET') return kept
    await kept.catch((error: unknown) =>
      log('error', 'A write was not recorded in the audit log', {
        requestId: c.get('requestId'),
        action: route.action,
        subject,
        error: error instanceof Error ? error.name : 'unknown',
      }),
    )
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
