import { type Instant, newId } from '../platform/index.ts'
import type { Actor } from './actor.ts'

/** Every staff action that gets recorded, with its label. Each record names one of these. */
export const auditActions = {
  'api-key.make': 'Made an API key',
  'api-key.revoke': 'Revoked an API key',
  'assignment.create': 'Added an assignment',
  'assignment.change': 'Changed an assignment',
  'assignment.withdraw': 'Took an assignment back',
  'attendance.import': 'Imported a report of attendance',
  'attendance.mark': 'Marked attendance',
  'attendance.read': 'Read a list of attendance',
  'audit.read': 'Read the audit log',
  'certificate.list': 'Read the list of certificates',
  'certificate.make': 'Had certificates made',
  'certificate.reissue': 'Issued a certificate again',
  'certificate.restore': 'Made a certificate valid again',
  'certificate.revoke': 'Revoked a certificate',
  'certificate.rule': 'Changed what a certificate takes',
  'course.create': 'Created a course',
  'course.change': 'Changed a course',
  'course.delete': 'Deleted a course',
  'event.create': 'Created an event',
  'event.change': 'Changed an event',
  'event.publish': 'Published an event',
  'event.reschedule': 'Moved a session',
  'event.run-again': 'Ran an event again',
  'event.cancel': 'Cancelled an event',
  'event.delete': 'Deleted an event',
  'event.unpublish': 'Unpublished an event',
  'event.address': 'Changed the address of a draft',
  'waiting-list.read': 'Read a waiting list',
  'waiting-list.remove': 'Took someone off a waiting list',
  'waiting-list.offer': 'Offered free seats to a waiting list',
  'bundle.create': 'Created a bundle',
  'bundle.change': 'Changed a bundle',
  'bundle.withdraw': 'Took a bundle off the store',
  'file.upload': 'Uploaded a file of a title',
  'file.delete': 'Took away a file of a title',
  'file.restore': 'Brought back a deleted file of a title',
  'instructor.create': 'Created an instructor',
  'instructor.change': 'Changed an instructor',
  'instructor.delete': 'Deleted an instructor',
  'material.add': 'Added a recording or handout',
  'material.change': 'Changed what a recording or handout is',
  'material.remove': 'Took away a recording or handout',
  'material.restore': 'Brought back a deleted recording or handout',
  'material.captions': 'Changed the captions of a recording',
  'material.openings': 'Looked at who opened a recording or handout',
  'message.list': 'Read the list of mails',
  'message.read': 'Read a mail',
  'message.suppressions': 'Read the list of addresses that take no mail',
  'message.unsuppress': 'Took an address off the suppression list',
  'message.redeliver': 'Had an announcement sent again',
  'office-hours.read': 'Read who booked office hours',
  'office-hours.open': 'Opened office hours',
  'office-hours.change': 'Moved office hours',
  'office-hours.remove': 'Took office hours away',
  'office-hours.free': 'Freed booked office hours',
  'order.cancel': 'Cancelled an order',
  'order.correct': 'Corrected an order',
  'order.list': 'Read the list of orders',
  'order.read': 'Read an order',
  'order.refund': 'Refunded an order',
  'order.ship': 'Sent the copies of an order',
  'passkey.add': 'Added a passkey',
  'passkey.change': 'Renamed a passkey',
  'passkey.remove': 'Removed a passkey',
  'person.change': 'Changed a person',
  'person.create': 'Made a person',
  'person.erase': 'Erased a person',
  'person.export': 'Exported a person’s data',
  'person.list': 'Read the list of people',
  'person.membership': 'Gave or took a membership',
  'person.quote': 'Tried a price for a person',
  'person.read': 'Read a person',
  'person.role': 'Gave or took the role of admin',
  'organizer.change': 'Changed the organizer’s settings',
  'recording.register': 'Registered for the recordings of an event that is over',
  'product.create': 'Created a title',
  'product.change': 'Changed a title',
  'product.withdraw': 'Took a title off the store',
  'promotion.create': 'Created a promotion',
  'promotion.change': 'Changed a promotion',
  'promotion.delete': 'Deleted a promotion',
  'promotion.codes': 'Ordered single-use codes',
  'promotion.codes-read': 'Read single-use codes',
  'promotion.addresses': 'Changed the addresses of a promotion',
  'promotion.addresses-read': 'Read the addresses of a promotion',
  'redemption.list': 'Read the list of redemptions',
  'registration.list': 'Read the list of registrations',
  'reminder.restore': 'Planned a skipped reminder again',
  'reminder.send': 'Sent a reminder at once',
  'reminder.skip': 'Skipped a reminder',
  'roster.read': 'Read a roster',
  'roster-mail.create': 'Drafted a mail to a roster',
  'roster-mail.change': 'Changed a draft of a mail',
  'roster-mail.delete': 'Deleted a draft of a mail',
  'roster-mail.test': 'Sent themselves a mail as a test',
  'roster-mail.count': 'Had the readers of a mail counted',
  'roster-mail.send': 'Sent a mail to a roster',
  'roster-mail.stop': 'Took back or stopped a mail',
  'sale.create': 'Created a sale',
  'sale.change': 'Changed a sale',
  'sale.delete': 'Deleted a sale',
  'submission.answer': 'Gave feedback on turned-in work',
  'submission.list': 'Read the list of turned-in work',
  'submission.read': 'Read turned-in work',
  'store-terms.change': 'Changed the terms of the store',
} as const

export type AuditAction = keyof typeof auditActions

/**
 * Who read or changed what. Ids alone: neither names nor addresses, so that what is erased elsewhere is not kept here.
 */
export type AuditEntry = {
  id: string
  at: Instant
  actorId: string
  /** By a page, by a program's key, or the product itself. */
  actorKind: 'session' | 'api-key' | 'system'
  action: AuditAction
  /** An id (`ord_…`, `per_…`), a slug with what it names (`event:5w22`), or the name of a list (`people`). */
  subject: string
  details: Record<string, string>
}

/** The entry for what someone has just done. @param at  the real time: a record follows no clock that was set */
export const auditEntry = (
  actor: Actor,
  what: Pick<AuditEntry, 'action' | 'subject'> & { details?: Record<string, string> },
  at: Instant,
): AuditEntry => ({
  id: newId('audit'),
  at,
  actorId: actor.kind === 'person' ? actor.id : actor.kind,
  actorKind: actor.kind === 'person' ? actor.via : 'system',
  action: what.action,
  subject: what.subject,
  details: what.details ?? {},
})
