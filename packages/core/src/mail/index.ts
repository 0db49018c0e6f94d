// Mail: what a message is, how it is written, sent once, recorded, refused, and turned off. Knows people and the organizer, and nothing of events.

export type { MailLook } from './mail-look.ts'
export type { Mail, Mailer, SentMail } from './mailer.ts'
export { type DeliveryState, type Message, type MessageState, messageStates } from './message.ts'
export { blankMessage, findMessages, listMessages, listMessagesTo, recordDelivery } from './message-store.ts'
export { keyOfTag, tagOf } from './message-tag.ts'
export {
  type MailTopic,
  mailTopicNames,
  mailTopics,
  Preferences,
  preferencesToken,
  preferencesUrl,
  readPreferencesToken,
  unsubscribeHeaders,
  usualPreferences,
  whatAlwaysComes,
} from './preferences.ts'
export { changePreferences, findPreferences, listPreferencesOf, removePreferences } from './preferences-store.ts'
export { type MailEntry, type MailPreview, type MailPreviews, openMailPreviews } from './preview-mail.ts'
export { type MailEvent, readMailEvent } from './read-mail-event.ts'
export { createResendMailer, type ResendOptions, senderOf } from './resend.ts'
export { type MessageFilters, searchMessages } from './search-messages.ts'
export { sendBatch } from './send-batch.ts'
export { type MailContext, type Notice, sendMail } from './send-mail.ts'
export { sendSignInCode } from './send-sign-in-code.ts'
export { openSentMails, type SentMails, type SentMessage } from './sent-mails.ts'
export type { Suppression, SuppressionReason } from './suppression.ts'
export {
  blankSuppression,
  digestOfAddress,
  findSuppressedAddress,
  findSuppression,
  listSuppressions,
  unsuppress,
} from './suppression-store.ts'
export { takeMailEvent } from './take-mail-event.ts'
export { addressUnsuppressed } from './topics.ts'
