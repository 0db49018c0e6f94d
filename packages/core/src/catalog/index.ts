// What is on offer: courses and their runs, events of five kinds, their sessions, tickets, questions and instructors.
export { cancelEvent } from './cancel-event.ts'
export { Course, Instructor } from './course.ts'
export {
  checkEvent,
  Event,
  EventAccess,
  EventDetails,
  EventKind,
  EventStatus,
  kindLine,
  kindWords,
  mayView,
  salesWindow,
  skusOf,
  ticketOf,
  Venue,
  type Viewer,
} from './event.ts'
export { type EventState, eventState, type SalesState, salesState } from './event-state.ts'
export { publishEvent } from './publish-event.ts'
export { Answers, checkAnswers, Question } from './question.ts'
export { Reschedule, rescheduleSession } from './reschedule-session.ts'
export { createEvent, deleteDraft, EventChange, editEvent, NewEvent } from './save-event.ts'
export {
  createCourse,
  type EventFilter,
  findCourse,
  findEvent,
  findEvents,
  findInstructors,
  getEvent,
  getVisibleEvent,
  listCourses,
  listEvents,
  listInstructors,
  listRuns,
  removeCourse,
  removeInstructor,
  saveCourse,
  saveInstructor,
} from './store.ts'
export { readSku, Slug, skuOf, slugFrom, Ticket } from './ticket.ts'
