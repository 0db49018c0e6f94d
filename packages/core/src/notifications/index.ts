// Which message, to whom, when: acts on what the outbox tells of, writes the mails and keeps a record of each.
export type { Courier } from './courier.ts'
export { deliver } from './deliver.ts'
export { exportPerson, PersonExport } from './export-person.ts'
export type { Mail, Mailer } from './mailer.ts'
export { type DeliveryState, type Message, type MessageState, messageStates } from './message.ts'
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
} from './preferences.ts'
export { changePreferences, findPreferences } from './preferences-store.ts'
export { type MailEvent, readMailEvent } from './read-mail-event.ts'
export { createResendMailer, type ResendOptions } from './resend.ts'
export { sendSignInCode } from './send-code.ts'
export { listMessages, listMessagesTo, recordDelivery } from './store.ts'
