// Mail that organizers write to the people registered for an event.

export {
  paragraphsOf,
  RosterMail,
  RosterMailChange,
  type RosterMailCounts,
  type RosterMailState,
  RosterMailWords,
} from './roster-mail.ts'
export { countedAtOnce, countRecipients, type Recipients, startCounting, stepCounting } from './roster-mail-count.ts'
export { finishRosterMail, sendRosterMailTest, startRosterMail, stepRosterMail } from './roster-mail-steps.ts'
export { findSent, getRosterMail, listRosterMails } from './roster-mail-store.ts'
export * as rosterMailTopics from './topics.ts'
export {
  changeRosterMail,
  discardRosterMail,
  draftRosterMail,
  sendRosterMail,
  stopRosterMail,
  testRosterMail,
} from './write-to-roster.ts'
