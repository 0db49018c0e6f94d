import { type Instant, newId } from '../platform/index.ts'
import type { Actor } from './actor.ts'

/** Every staff action that gets recorded, with its label. Each record names one of these. */
export const auditActions = {
  'api-key.make': 'Created an API key',
  'api-key.revoke': 'Revoked an API key',
  'assignment.create': 'Added an assignment',
  'assignment.change': 'Changed an assignment',
  'assignment.withdraw': 'Withdrew an assignment',
  'attendance.import': 'Imported an attendance report',
  'attendance.mark': 'Marked attendance',
  'attendance.read': 'Viewed attendance',
  'audit.read': 'Viewed the audit log',
  'certificate.list': 'Viewed certificates',
  'certificate.make': 'Issued certificates',
  'certificate.reissue': 'Reissued a certificate',
  'certificate.restore': 'Restored a certificate',
  'certificate.revoke': 'Revoked a certificate',
  'certificate.rule': 'Changed certificate requirements',
  'course.create': 'Created a course',
  'course.change': 'Changed a course',
  'course.delete': 'Deleted a course',
  'event.create': 'Created an event',
  'event.change': 'Changed an event',
  'event.publish': 'Published an event',
  'event.reschedule': 'Rescheduled a session',
  'event.run-again': 'Ran an event again',
  'event.cancel': 'Canceled an event',
  'event.delete': 'Deleted an event',
  'event.unpublish': 'Unpublished an event',
  'event.address': 'Changed a draft’s address',
  'waiting-list.read': 'Viewed a waitlist',
  'waiting-list.remove': 'Removed someone from a waitlist',
  'waiting-list.offer': 'Offered open seats to a waitlist',
  'bundle.create': 'Created a bundle',
  'bundle.change': 'Changed a bundle',
  'bundle.withdraw': 'Removed a bundle from the store',
  'file.upload': 'Uploaded a title’s file',
  'file.delete': 'Deleted a title’s file',
  'file.restore': 'Restored a title’s deleted file',
  'instructor.create': 'Created an instructor',
  'instructor.change': 'Changed an instructor',
  'instructor.delete': 'Deleted an instructor',
  'material.add': 'Added a recording or handout',
  'material.change': 'Changed a recording or handout',
  'material.remove': 'Deleted a recording or handout',
  'material.restore': 'Restored a deleted recording or handout',
  'material.captions': 'Changed a recording’s captions',
  'material.openings': 'Viewed who opened a recording or handout',
  'message.list': 'Viewed the list of emails',
  'message.read': 'Viewed an email',
  'message.suppressions': 'Viewed the suppression list',
  'message.unsuppress': 'Removed an address from the suppression list',
  'message.redeliver': 'Resent an announcement',
  'office-hours.read': 'Viewed who booked office hours',
  'office-hours.open': 'Opened office hours',
  'office-hours.change': 'Changed office hours',
  'office-hours.remove': 'Removed office hours',
  'office-hours.free': 'Canceled booked office hours',
  'order.cancel': 'Canceled an order',
  'order.correct': 'Corrected an order',
  'order.list': 'Viewed the list of orders',
  'order.read': 'Viewed an order',
  'order.refund': 'Refunded an order',
  'order.ship': 'Shipped an order',
  'passkey.add': 'Added a passkey',
  'passkey.change': 'Renamed a passkey',
  'passkey.remove': 'Removed a passkey',
  'person.change': 'Changed a person',
  'person.create': 'Added a person',
  'person.erase': 'Erased a person',
  'person.export': 'Exported a person’s data',
  'person.list': 'Viewed the list of people',
  'person.membership': 'Added or removed a membership',
  'person.quote': 'Checked a price for a person',
  'person.read': 'Viewed a person',
  'person.role': 'Added or removed an admin',
  'organizer.change': 'Changed the organizer’s settings',
  'recording.register': 'Registered for a past event’s recordings',
  'product.create': 'Created a title',
  'product.change': 'Changed a title',
  'product.withdraw': 'Removed a title from the store',
  'promotion.create': 'Created a promotion',
  'promotion.change': 'Changed a promotion',
  'promotion.delete': 'Deleted a promotion',
  'promotion.codes': 'Created single-use codes',
  'promotion.codes-read': 'Viewed single-use codes',
  'promotion.addresses': 'Changed a promotion’s addresses',
  'promotion.addresses-read': 'Viewed a promotion’s addresses',
  'redemption.list': 'Viewed the list of redemptions',
  'registration.list': 'Viewed the list of registrations',
  'reminder.restore': 'Restored a skipped reminder',
  'reminder.send': 'Sent a reminder right away',
  'reminder.skip': 'Skipped a reminder',
  'roster.read': 'Viewed a roster',
  'roster-mail.create': 'Drafted an email to a roster',
  'roster-mail.change': 'Changed a draft email',
  'roster-mail.delete': 'Deleted a draft email',
  'roster-mail.test': 'Sent themselves a test email',
  'roster-mail.count': 'Counted an email’s recipients',
  'roster-mail.send': 'Sent an email to a roster',
  'roster-mail.stop': 'Undid or stopped an email',
  'sale.create': 'Created a sale',
  'sale.change': 'Changed a sale',
  'sale.delete': 'Deleted a sale',
  'submission.answer': 'Gave feedback on turned-in work',
  'submission.list': 'Viewed the list of turned-in work',
  'submission.read': 'Viewed turned-in work',
  'store-terms.change': 'Changed the store’s terms',
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
