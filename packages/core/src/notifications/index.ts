// Which message, to whom, when: acts on what the outbox tells of, writes the mails and keeps a record of each.
export type { Courier } from './courier.ts'
export { deliver } from './deliver.ts'
export { exportPerson, PersonExport } from './export-person.ts'
export { batchLimit, type Mail, type Mailer, type SentMail } from './mailer.ts'
export { type DeliveryState, type Message, type MessageState, messageStates } from './message.ts'
export { keyOfTag, tagOf } from './message-tag.ts'
export { type NoticeBatch, postBatch } from './post-batch.ts'
export { type Notice, type Post, postMail } from './post-mail.ts'
export {
  type MailTopic,
  mailTopicNames,
  mailTopics,
  Preferences,
  preferencesToken,
  preferencesUrl,
  readPreferencesToken,
  topicOfMail,
  unsubscribeHeaders,
  usualPreferences,
  whatAlwaysComes,
} from './preferences.ts'
export { changePreferences, findPreferences } from './preferences-store.ts'
export { type MailEntry, type MailPreview, type MailPreviews, openMailPreviews } from './preview-mail.ts'
export { type MailEvent, readMailEvent } from './read-mail-event.ts'
export {
  dueReminders,
  type Reminder,
  type ReminderKind,
  type ReminderState,
  reminderKinds,
  reminderStates,
  remindersOf,
  usualReminders,
} from './reminder.ts'
export { listDueReminders } from './reminder-store.ts'
export { offsetWords } from './reminder-words.ts'
export { createResendMailer, type ResendOptions, type ResendTime, type Sender, senderOf } from './resend.ts'
export {
  paragraphsOf,
  RosterAudience,
  RosterMail,
  RosterMailAbout,
  RosterMailChange,
  type RosterMailCounts,
  type RosterMailState,
  RosterMailWords,
  rosterMailStates,
  rosterMailTransitions,
  takeBackSeconds,
} from './roster-mail.ts'
export { countedAtOnce, countRecipients, type Recipients, startCounting } from './roster-mail-count.ts'
export { findSent, getRosterMail, listRosterMails } from './roster-mail-store.ts'
export { type MessageFilters, searchMessages } from './search-messages.ts'
export { sendSignInCode } from './send-code.ts'
export { openSentMails, type SentMails, type SentMessage } from './sent-mails.ts'
export { restoreReminder, sendReminder, skipReminder } from './settle-reminder.ts'
export { startDueReminders } from './start-reminders.ts'
export {
  findMessage,
  listLastMessagesTo,
  listMessages,
  listMessagesTo,
  recordDelivery,
} from './store.ts'
export { type Suppression, type SuppressionReason, suppressionReasons } from './suppression.ts'
export { digestOfAddress, findSuppression, listSuppressions, unsuppress } from './suppression-store.ts'
export { takeMailEvent } from './take-mail-event.ts'
export { estimateRecipients, getTimetable, type Timetable } from './timetable.ts'
export { type TopicName, topicLabel, topicLabels } from './topic-labels.ts'
export {
  changeRosterMail,
  discardRosterMail,
  draftRosterMail,
  type RosterMailProblemCode,
  sendRosterMail,
  stopRosterMail,
  testRosterMail,
} from './write-to-roster.ts'
