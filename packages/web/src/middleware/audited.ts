import { type AuditRoute, auditEntry, auditSubject, findAuditRoute, keepAudit } from '@lectern/core/identity'
import { createMiddleware } from 'hono/factory'
import type { SiteEnv, SiteServices } from '../site.ts'

/** What is recorded of pages: every change by an admin, and every look at what others entrusted to us. */
export const auditRoutes: readonly AuditRoute[] = [
  { method: 'POST', path: '/admin/events/new', action: 'event.create', subject: 'event:{made}' },
  { method: 'POST', path: '/admin/events/{slug}/edit', action: 'event.change', subject: 'event:{slug}' },
  { method: 'POST', path: '/admin/events/{slug}/publish', action: 'event.publish', subject: 'event:{slug}' },
  { method: 'POST', path: '/admin/events/{slug}/reschedule', action: 'event.reschedule', subject: 'event:{slug}' },
  { method: 'POST', path: '/admin/events/{slug}/run-again', action: 'event.run-again', subject: 'event:{slug}' },
  { method: 'POST', path: '/admin/events/{slug}/cancel', action: 'event.cancel', subject: 'event:{slug}' },
  { method: 'POST', path: '/admin/events/{slug}/unpublish', action: 'event.unpublish', subject: 'event:{slug}' },
  { method: 'POST', path: '/admin/events/{slug}/waiting-list', action: 'event.change', subject: 'event:{slug}' },
  { method: 'POST', path: '/admin/events/{slug}/reminders', action: 'event.change', subject: 'event:{slug}' },
  ...(['skip', 'restore', 'send'] as const).map(
    (act): AuditRoute => ({
      ...{ method: 'POST', path: `/admin/events/{slug}/reminders/{id}/${act}` },
      ...{ action: `reminder.${act}`, subject: 'reminder:{slug}:{id}' },
    }),
  ),
  { method: 'POST', path: '/admin/events/{slug}/mails/new', action: 'roster-mail.create', subject: '{made}' },
  ...(['test', 'count', 'send', 'stop', 'delete'] as const).map(
    (act): AuditRoute => ({
      ...{ method: 'POST', path: `/admin/events/{slug}/mails/{id}/${act}` },
      ...{ action: `roster-mail.${act}`, subject: '{id}' },
    }),
  ),
  { method: 'POST', path: '/admin/events/{slug}/mails/{id}/edit', action: 'roster-mail.change', subject: '{id}' },
  // Instructors read those of their own events.
  ...['/admin/events/{slug}/roster', '/admin/events/{slug}/roster.csv'].map(
    (path): AuditRoute => ({
      ...{ method: 'GET', path, action: 'roster.read', subject: 'event:{slug}' },
      everybody: true,
    }),
  ),
  // Instructors too work on those of their own events.
  ...(
    [
      ['/teach/{slug}/materials', 'material.add', 'event:{slug}'],
      ['/teach/{slug}/materials/{id}', 'material.change', '{id}'],
      ['/teach/{slug}/materials/{id}/remove', 'material.remove', '{id}'],
      ['/teach/{slug}/materials/{id}/restore', 'material.restore', '{id}'],
    ] as const
  ).map(([path, action, subject]): AuditRoute => ({ method: 'POST', path, action, subject, everybody: true })),
  ...(
    [
      ['POST', '/teach/{slug}/assignments/new', 'assignment.create', '{made}'],
      ['POST', '/teach/{slug}/assignments/{id}', 'assignment.change', '{id}'],
      ['POST', '/teach/{slug}/assignments/{id}/withdraw', 'assignment.withdraw', '{id}'],
      ['GET', '/teach/{slug}/assignments', 'submission.list', 'event:{slug}'],
      ['GET', '/teach/{slug}/assignments/{id}/work', 'submission.list', '{id}'],
      ['GET', '/teach/{slug}/assignments/{id}/work/{person}', 'submission.read', '{person}'],
      ['POST', '/teach/{slug}/assignments/{id}/work/{person}', 'submission.answer', '{person}'],
    ] as const
  ).map(([method, path, action, subject]): AuditRoute => ({ method, path, action, subject, everybody: true })),
  ...['captions', 'captions/upload', 'captions/remove'].map(
    (form): AuditRoute => ({
      ...{ method: 'POST', path: `/teach/{slug}/materials/{id}/${form}`, action: 'material.captions', subject: '{id}' },
      everybody: true,
    }),
  ),
  {
    ...{ method: 'GET', path: '/teach/{slug}/materials/{id}/openings', action: 'material.openings', subject: '{id}' },
    everybody: true,
  },
  ...(
    [
      ['GET', '/teach/{slug}/office-hours', 'office-hours.read', 'event:{slug}'],
      ['GET', '/teach/{slug}/office-hours/{id}', 'office-hours.read', '{id}'],
      ['POST', '/teach/{slug}/office-hours', 'office-hours.open', 'event:{slug}'],
      ['POST', '/teach/{slug}/office-hours/{id}', 'office-hours.change', '{id}'],
      ['POST', '/teach/{slug}/office-hours/{id}/remove', 'office-hours.remove', '{id}'],
      ['POST', '/teach/{slug}/office-hours/{id}/free', 'office-hours.free', '{id}'],
    ] as const
  ).map(([method, path, action, subject]): AuditRoute => ({ method, path, action, subject, everybody: true })),
  ...(
    [
      ['GET', '/teach/{slug}/attendance', 'attendance.read', 'event:{slug}'],
      ['POST', '/teach/{slug}/attendance', 'attendance.mark', 'event:{slug}'],
      ['POST', '/teach/{slug}/attendance/report', 'attendance.import', 'event:{slug}'],
      ['GET', '/teach/{slug}/certificates', 'certificate.list', 'event:{slug}'],
      ['POST', '/teach/{slug}/certificates/rule', 'certificate.rule', 'event:{slug}'],
      ['POST', '/teach/{slug}/certificates/make', 'certificate.make', 'event:{slug}'],
      ['POST', '/teach/{slug}/certificates/{id}/revoke', 'certificate.revoke', 'event:{slug}'],
      ['POST', '/teach/{slug}/certificates/{id}/restore', 'certificate.restore', 'event:{slug}'],
      ['POST', '/teach/{slug}/certificates/{id}/anew', 'certificate.reissue', 'event:{slug}'],
    ] as const
  ).map(([method, path, action, subject]): AuditRoute => ({ method, path, action, subject, everybody: true })),
  { method: 'POST', path: '/admin/courses/new', action: 'course.create', subject: 'course:{made}' },
  { method: 'POST', path: '/admin/courses/{slug}', action: 'course.change', subject: 'course:{slug}' },
  { method: 'POST', path: '/admin/instructors/new', action: 'instructor.create', subject: 'instructor:{made}' },
  { method: 'POST', path: '/admin/instructors/{slug}', action: 'instructor.change', subject: 'instructor:{slug}' },
  {
    ...{ method: 'POST', path: '/admin/store/{slug}/files/{id}/remove' },
    ...{ action: 'file.delete', subject: '{id}' },
  },
  {
    ...{ method: 'POST', path: '/admin/store/{slug}/files/{id}/restore' },
    ...{ action: 'file.restore', subject: '{id}' },
  },
  { method: 'POST', path: '/admin/store/new', action: 'product.create', subject: 'product:{made}' },
  { method: 'POST', path: '/admin/store/{slug}', action: 'product.change', subject: 'product:{slug}' },
  { method: 'POST', path: '/admin/store/{slug}/publish', action: 'product.change', subject: 'product:{slug}' },
  { method: 'POST', path: '/admin/store/{slug}/withdraw', action: 'product.withdraw', subject: 'product:{slug}' },
  { method: 'POST', path: '/admin/store/{slug}/restore', action: 'product.change', subject: 'product:{slug}' },
  ...['', '/logo', '/logo/remove'].map(
    (act): AuditRoute => ({
      ...{ method: 'POST', path: `/admin/settings${act}` },
      ...{ action: 'organizer.change', subject: 'organizer' },
    }),
  ),
  { method: 'POST', path: '/admin/store-terms', action: 'store-terms.change', subject: 'store-terms' },
  { method: 'POST', path: '/admin/promotions/new', action: 'promotion.create', subject: '{made}' },
  { method: 'POST', path: '/admin/promotions/{id}', action: 'promotion.change', subject: '{id}' },
  ...['pause', 'resume', 'end'].map(
    (act): AuditRoute => ({
      ...{ method: 'POST', path: `/admin/promotions/{id}/${act}` },
      ...{ action: 'promotion.change', subject: '{id}' },
    }),
  ),
  { method: 'POST', path: '/admin/promotions/{id}/duplicate', action: 'promotion.create', subject: '{made}' },
  { method: 'POST', path: '/admin/promotions/{id}/delete', action: 'promotion.delete', subject: '{id}' },
  { method: 'POST', path: '/admin/promotions/{id}/codes', action: 'promotion.codes', subject: '{id}' },
  { method: 'GET', path: '/admin/promotions/{id}/codes.csv', action: 'promotion.codes-read', subject: '{id}' },
  { method: 'POST', path: '/admin/promotions/{id}/addresses', action: 'promotion.addresses', subject: '{id}' },
  { method: 'GET', path: '/admin/promotions/{id}/addresses', action: 'promotion.addresses-read', subject: '{id}' },
  {
    ...{ method: 'POST', path: '/admin/promotions/{id}/addresses/remove' },
    ...{ action: 'promotion.addresses', subject: '{id}' },
  },
  { method: 'GET', path: '/admin/promotions/{id}/redemptions.csv', action: 'redemption.list', subject: '{id}' },
  { method: 'POST', path: '/admin/simulator', action: 'person.quote', subject: 'quotes' },
  { method: 'POST', path: '/admin/sales/new', action: 'sale.create', subject: 'sale:{made}' },
  { method: 'POST', path: '/admin/sales/{slug}', action: 'sale.change', subject: 'sale:{slug}' },
  { method: 'POST', path: '/admin/sales/{slug}/delete', action: 'sale.delete', subject: 'sale:{slug}' },
  { method: 'GET', path: '/admin/people', action: 'person.list', subject: 'people' },
  { method: 'GET', path: '/admin/people/{id}', action: 'person.read', subject: '{id}' },
  { method: 'POST', path: '/admin/people/{id}/memberships', action: 'person.membership', subject: '{id}' },
  { method: 'POST', path: '/admin/people/{id}/memberships/end', action: 'person.membership', subject: '{id}' },
  { method: 'POST', path: '/admin/people/{id}/admin', action: 'person.role', subject: '{id}' },
  { method: 'POST', path: '/admin/people/{id}/erase', action: 'person.erase', subject: '{id}' },
  { method: 'GET', path: '/admin/orders', action: 'order.list', subject: 'orders' },
  { method: 'GET', path: '/admin/orders/{id}', action: 'order.read', subject: '{id}' },
  { method: 'GET', path: '/admin/orders/{id}/refund', action: 'order.read', subject: '{id}' },
  { method: 'POST', path: '/admin/orders/{id}/refund', action: 'order.refund', subject: '{id}' },
  { method: 'POST', path: '/admin/orders/{id}/shipment', action: 'order.ship', subject: '{id}' },
  { method: 'GET', path: '/orders/{id}', action: 'order.read', subject: '{id}' },
  { method: 'GET', path: '/orders/{id}/invoice.pdf', action: 'order.read', subject: '{id}' },
  { method: 'POST', path: '/orders/{id}/cancel', action: 'order.cancel', subject: '{id}' },
  { method: 'POST', path: '/orders/{id}/seats/{registration}/cancel', action: 'order.cancel', subject: '{id}' },
  { method: 'POST', path: '/orders/{id}/seats/{registration}/correct', action: 'order.correct', subject: '{id}' },
  { method: 'POST', path: '/admin/orders/{id}/answer', action: 'order.correct', subject: '{id}' },
  { method: 'GET', path: '/admin/messages', action: 'message.list', subject: 'messages' },
  { method: 'GET', path: '/admin/messages/suppressed', action: 'message.suppressions', subject: 'suppressions' },
  {
    ...{ method: 'POST', path: '/admin/messages/suppressed/{address}/lift' },
    ...{ action: 'message.unsuppress', subject: 'address:{address}' },
  },
  ...['/admin/mails/sent/{tag}', '/admin/mails/sent/{tag}/html'].map(
    (path): AuditRoute => ({ method: 'GET', path, action: 'message.read', subject: 'message:{tag}' }),
  ),
  { method: 'POST', path: '/admin/messages/redeliver', action: 'message.redeliver', subject: 'messages' },
  { method: 'GET', path: '/admin/audit', action: 'audit.read', subject: 'audit' },
  {
    ...{ method: 'POST', path: '/events/{slug}/recording', action: 'recording.register' },
    ...{ subject: 'event:{slug}', everybody: true },
  },
  { method: 'GET', path: '/account/data/export', action: 'person.export', subject: '{self}', everybody: true },
  { method: 'POST', path: '/account/data/erase', action: 'person.erase', subject: '{self}', everybody: true },
]

/** Forms that tell what came of them on the page itself, and are refused with another status. */
const toldAtOnce = ['/admin/promotions/{id}/addresses', '/admin/simulator']

/** Where a form leads on to when nothing was left to do. */
const nothingDone = ['before', 'gone', 'same', 'over']

/** What came of a request: a page that was shown, or a form that was carried out and leads on. A form shown again is neither. */
const outcomeOf = (
  { method, path: form }: AuditRoute,
  response: Response,
): { made: string | undefined } | undefined => {
  if (method === 'GET' || toldAtOnce.includes(form)) return response.status === 200 ? { made: undefined } : undefined
  if (response.status !== 303) return undefined
  // Led to sign in anew: nothing was done yet.
  const [path = '', search] = (response.headers.get('location') ?? '').split('?')
  const done = new URLSearchParams(search).get('done')
  if (path === '/sign-in' || (done !== null && nothingDone.includes(done))) return undefined
  return { made: path.split('/').at(-1) || undefined }
}

/**
 * Records what was done, after it came off. A page that cannot be recorded is not shown; a change is done by then, so
 * that it could not be recorded is logged for somebody to look.
 */
export const audited = ({ table, realNow, log }: Pick<SiteServices, 'table' | 'realNow' | 'log'>) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    // As before the request: whoever erases themselves is somebody until then.
    const { actor, requestId } = c.var
    const found = findAuditRoute(auditRoutes, c.req.method, c.req.path)
    await next()
    if (!found || actor.kind !== 'person' || !(actor.admin || found.route.everybody)) return
    const { route, parts } = found
    const outcome = outcomeOf(route, c.res)
    if (!outcome) return
    const subject = auditSubject(route.subject, { ...parts, made: outcome.made, self: actor.id })
    const entry = auditEntry(actor, { action: route.action, subject, details: { request: requestId } }, realNow())
    const kept = keepAudit(table, entry)
    if (route.method === 'GET') return kept
    await kept.catch((error: unknown) =>
      log('error', 'a change was not recorded in the audit log', {
        request: requestId,
        action: route.action,
        subject,
        error: error instanceof Error ? error.name : 'unknown',
      }),
    )
  })
