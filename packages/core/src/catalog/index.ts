// What is on offer: courses and their runs, events of five kinds, their sessions, tickets, questions and instructors,
// and the titles of the store.
export { cancelEvent } from './cancel-event.ts'
export { SessionChanges } from './change-sessions.ts'
export { Course, Instructor, KeptCourse, KeptInstructor, NewCourse, NewInstructor } from './course.ts'
export {
  findCourse,
  findInstructors,
  listCourses,
  listInstructors,
  reachableInstructors,
  saveCourse,
  saveInstructor,
} from './course-store.ts'
export { coverOf, coverOfPage, type WithCover } from './cover.ts'
export { CoverChoices } from './cover-choices.ts'
export { addressStays, editEvent, planEdit } from './edit-event.ts'
export {
  checkEvent,
  Event,
  EventDetails,
  EventKind,
  EventStatus,
  kindLabels,
  kindLine,
  mayView,
  RecordingAccess,
  recordingAccessOf,
  salesWindow,
  ticketOf,
  type Viewer,
} from './event.ts'
export { eventUrl, formatPlace, formatWhen, formatWhere, kindLabel } from './event-lines.ts'
export { type EventState, eventState, hasEnded, isOver, type SalesState, salesState } from './event-state.ts'
export { EventUpdate, NamedUpdate, OldMove, stillTrue, tells, updateFor } from './event-update.ts'
export { listOpenEvents } from './indexed-events.ts'
export { countsIn, dayOfPool, dayPool, everyPool, limitsOf, sharedPool } from './limits.ts'
export { listEvents } from './list-events.ts'
export { type FoundCover, loadCover } from './load-cover.ts'
export { slugsFor, withSlugs } from './made-slug.ts'
export { mailLook, titleLook } from './mail-look.ts'
export { pastSessions, sessionsToCome } from './past-sessions.ts'
export { UploadedPicture, type WithPicture } from './picture.ts'
export {
  byRelease,
  deliveryOf,
  Edition,
  Format,
  FormatType,
  formatOf,
  isBundle,
  isFree,
  Product,
  ProductKind,
  productKindLabels,
  savingOf,
  titlesIn,
} from './product.ts'
export {
  findProduct,
  findProducts,
  findProductsWithParts,
  getProduct,
  listProducts,
  listStore,
} from './product-store.ts'
export { EventPromise } from './promise.ts'
export { publishEvent } from './publish-event.ts'
export { Answers, checkAnswers, Question } from './question.ts'
export { promisedDeadline, refundDeadline } from './refund-deadline.ts'
export { renewCatalogIndexes } from './renew-indexes.ts'
export { planReschedule, Reschedule, rescheduleSession } from './reschedule-session.ts'
export { isReservedSlug } from './reserved-slug.ts'
export { planRunAgain, RunAgain, rerunSlug, runEventAgain } from './run-event-again.ts'
export {
  createCourse,
  createInstructor,
  deleteCourse,
  deleteInstructor,
  editCourse,
  editInstructor,
  getCourse,
  getInstructor,
  recordRevision,
} from './save-course.ts'
export { createEvent, deleteDraft, EventChange, NewEvent, removeEvent, withdrawEvent } from './save-event.ts'
export {
  BundleChange,
  createBundle,
  createProduct,
  editBundle,
  editProduct,
  NewBundle,
  NewProduct,
  ProductChange,
  withdrawProduct,
} from './save-product.ts'
export { type Facet, type Facets, facetsOf, sameAuthor, searchTitles } from './search-titles.ts'
export {
  admittedDays,
  dateOf,
  everyView,
  hasDayTickets,
  isPrivate,
  seenBy,
  sessionsOf,
  type Whom,
} from './sessions-of.ts'
export { getPictured, type Pictured, type PictureShelf, pictureShelves, setPicture } from './set-picture.ts'
export { releaseCounting } from './settle-change.ts'
export { findEvent, findEvents, getEvent, getVisibleEvent, listEventsOfMeeting, listRuns } from './store.ts'
export { eventSlugFrom, readSku, Slug, shownTickets, skuOf, slugFrom, Ticket, titleSlug } from './ticket.ts'
export * as catalogTopics from './topics.ts'
export { zoomMeetingOf } from './zoom-meeting.ts'
