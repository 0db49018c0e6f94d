import { accountChanged, personNamed } from '../identity/index.ts'
import { fileGone, withdrawnTopics, zoomTopics } from '../materials/index.ts'
import { membershipChanged } from '../membership/index.ts'
import { accessTopics } from '../registration/index.ts'
import { reminderTopic } from '../reminders/index.ts'
import { certificateTopics, officeHourTopics, submissionTopics } from '../teaching/index.ts'

/**
 * Every topic that the outbox delivers, and what it does, in words for an admin. The one list of topics: one that nobody acts
 * on, or an act for one that is missing here, does not compile (see `deliver.ts`).
 */
export const topicLabels = {
  'order.confirmed': 'Confirm an order',
  'registration.asked-again': 'Send a notice that somebody is registered already',
  'order.expired': 'Send a notice that an order expired',
  'order.shipped': 'Send a notice that copies were shipped',
  'registrations.ended': 'Send notices that registrations ended',
  'seats.passed-on': 'Send notices of seats that went to other people',
  'registration.corrected': 'Send the confirmation with a corrected name',
  'registration.handed-on': 'Send notices that a seat went to somebody else',
  'refund.asked': 'Send a notice that a refund was requested',
  'refund.due': 'Make a refund',
  'refund.made': 'Send a notice of a refund',
  'refund.failed': 'Record that a refund failed',
  'seats.freed': 'Offer free seats to the waiting list',
  'seats.count': 'Count the seats of an event that got a limit',
  'seat.offered': 'Send the offer of a seat',
  'event.published': 'Plan the reminders of a new event',
  'event.invited': 'Invite people to an event',
  'event.changed': 'Update the reminders of an event',
  'event.deleted': 'Delete what belongs to a deleted event',
  'event.readdressed': 'Move what belongs to a draft to its new address',
  'event.cancelled': 'Cancel the registrations of a canceled event',
  'event.cancelled.shard': 'Cancel the registrations of a canceled event',
  'event.updated': 'Send what changed in an event to everybody registered',
  'event.updated.shard': 'Send what changed in an event to everybody registered',
  'registration.updated': 'Send what changed in an event to one person',
  'event.moved': 'Send the new time of a session to everybody registered',
  'event.moved.shard': 'Send the new time of a session to everybody registered',
  'registration.moved': 'Send the new time of a session to one person',
  [reminderTopic]: 'Send a reminder',
  'material.added': 'Plan the mail about new recordings and handouts',
  [withdrawnTopics.material]: 'Delete the files of a deleted recording or handout',
  [withdrawnTopics.file]: 'Delete a deleted file',
  [zoomTopics.recording]: 'Copy a recording from Zoom',
  [zoomTopics.transcript]: 'Copy a transcript from Zoom',
  [zoomTopics.transcriptLost]: 'Send a notice that a transcript could not be copied',
  [submissionTopics.sent]: 'Send a notice of submitted work',
  [submissionTopics.answered]: 'Send a notice of feedback',
  [certificateTopics.make]: 'Issue the certificates of an event',
  [certificateTopics.makeShard]: 'Issue the certificates of an event',
  [certificateTopics.consider]: 'Check whether somebody has earned a certificate',
  [certificateTopics.nameNeeded]: 'Ask for the name on a certificate',
  [certificateTopics.issued]: 'Send a certificate',
  [officeHourTopics.booked]: 'Send the confirmation of an office hour',
  [officeHourTopics.moved]: 'Send the new time of an office hour',
  [officeHourTopics.cancelled]: 'Send a notice that an office hour was canceled',
  'title.released': 'Send notices of a new version',
  'title.released.shard': 'Send notices of a new version',
  'title.released.holder': 'Send one person a notice of a new version',
  'title.ready': 'Send notices that a preordered title is ready',
  'codes.make': 'Make single-use codes',
  'person.erase': 'Erase a person’s data',
  'roster-mail.test': 'Send a test of a mail to the roster',
  'roster-mail.count': 'Count the readers of a mail to the roster',
  'roster-mail.start': 'Start a mail to the roster',
  'roster-mail.shard': 'Send a mail to the roster',
  'roster-mail.done': 'Finish a mail to the roster',
  [accountChanged]: 'Send a notice of a new passkey, API key, or admin',
  [personNamed]: 'Put a person’s own name on rosters',
  [fileGone]: 'Delete what is left of a removed file',
  'address.unsuppressed': 'Have the mail service send to an address again',
  [membershipChanged]: 'Review access after a membership changed',
  [accessTopics.ended]: 'Withdraw an invitation',
  [accessTopics.back]: 'Send an invitation again',
} as const

export type TopicName = keyof typeof topicLabels

export const isTopic = (topic: string): topic is TopicName => Object.hasOwn(topicLabels, topic)

/** What a row of the outbox does, in words; a row of a topic that is gone since shows its name. */
export const topicLabel = (topic: string): string => (isTopic(topic) ? topicLabels[topic] : topic)
