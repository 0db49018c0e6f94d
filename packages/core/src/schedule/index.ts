// When things take place: sessions in wall time, the rules that make them, and the words for their times.
export {
  expandSchedule,
  guestsOf,
  RecurringSchedule,
  ScheduleInput,
  SessionInput,
  sessionLimit,
} from './expand-schedule.ts'
export { HolidayName, holidayDate } from './holidays.ts'
export { type Rerun, runAgain } from './run-again.ts'
export {
  cancelSession,
  moveSession,
  nextSession,
  phaseOf,
  plannedSession,
  refuseOverlap,
  refuseStart,
  Session,
  SessionAudience,
  scheduledSessions,
  scheduleSpan,
  sessionInvited,
  sessionTimes,
  sortSessions,
} from './session.ts'
export {
  dayOf,
  describeSchedule,
  formatDate,
  formatInstant,
  formatSessionWhen,
  formatTime,
  formatWholeDay,
  formatZone,
  formatZonedDate,
  isWeekly,
  type ScheduleWords,
  sessionLines,
} from './words.ts'
