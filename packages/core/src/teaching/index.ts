// What happens in a class besides its sessions: assignments and feedback, office hours, attendance, and certificates.
export { answerSubmission, getWork, type Work } from './answer-submission.ts'
export { type Assignment, AssignmentChange, isSet, Marking, NewAssignment, timesOf } from './assignment.ts'
export { findAssignment, getAssignment, listAssignments } from './assignment-store.ts'
// Attendance and certificates.
export { type AttendanceMark, attendanceMeans, progressOf } from './attendance.ts'
export { findAttendance, findMarks } from './attendance-store.ts'
export {
  badgeClaims,
  badgeCredential,
  badgeIssuer,
  badgeKeyUrl,
  badgeStatus,
  certificateUrl,
  formatCriteria,
} from './badge-credential.ts'
export { type BadgeKeys, openBadgeKeys, type PublicKey } from './badge-keys.ts'
export { bookOfficeHour } from './book-office-hour.ts'
export { cancelBooking, leaveOfficeHour, releaseUnlessAttending } from './cancel-office-hour.ts'
export {
  type Certificate,
  CertificateRule,
  certificateState,
  type Earned,
  earned,
  RevokeReason,
} from './certificate.ts'
export { findCertificate, findCertificateRule, getCertificate, listCertificates } from './certificate-store.ts'
export { changeOfficeHour, removeOfficeHour } from './change-office-hour.ts'
export { type CheckedCredential, checkCredential } from './check-credential.ts'
export { type ClassProgress, findProgress, listProgress } from './class-progress.ts'
export { clearClass } from './clear-class.ts'
export { eraseOfficeHoursOf } from './erase-office-hours.ts'
export { eraseSubmissionsOf, listWorkOf } from './erase-submissions.ts'
export {
  issueCertificate,
  issueWaiting,
  makeCertificates,
  pendingCertificates,
  reissueCertificate,
  setCertificateRule,
  startCertificates,
  stepCertificates,
} from './issue-certificate.ts'
export {
  listAssignmentsFor,
  listOwnAssignments,
  type OwnAssignment,
  type OwnWork,
  openAssignment,
} from './list-assignments.ts'
export {
  listOfficeHours,
  listOfficeHoursFor,
  listOfficeHoursOf,
  type OfficeHoursOfStudent,
  openOfficeHour,
} from './list-office-hours.ts'
export { markAttendance, markLimit, noteJoined, saveReport } from './mark-attendance.ts'
export { markFromDoor } from './mark-from-door.ts'
export {
  listRostered,
  type Matched,
  type MatchedReport,
  matchReport,
  type Rostered,
  usualMinimum,
} from './match-report.ts'
export { moveClass } from './move-class.ts'
export {
  type Booking,
  hasBegun,
  isOver,
  NewOfficeHours,
  type OfficeHour,
  OfficeHourChange,
  slotTimes,
} from './office-hour.ts'
export { findSlot, listBookedBy, listOpenedBy } from './office-hour-store.ts'
export { openOfficeHours, previewOfficeHours } from './open-office-hours.ts'
export type { OfficeHourPlan } from './plan-office-hours.ts'
export { type Participant, readReport } from './read-report.ts'
export { reportBytes, type UnreadLine } from './report-file.ts'
export { eraseAttendance, listAttendanceOf, restoreCertificate, revokeCertificate } from './revoke-certificate.ts'
export { carryClass, RunClassAgain, runClassAgain } from './run-class-again.ts'
export { changeAssignment, createAssignment, withdrawAssignment } from './save-assignment.ts'
export { type Sent, sendSubmission } from './send-submission.ts'
export {
  type Feedback,
  isNotYet,
  mostFiles,
  NewFeedback,
  NewSubmission,
  Result,
  type Submission,
  type SubmissionVersion,
  type Taking,
  takingOf,
} from './submission.ts'
export {
  mostSubmissionBytes,
  NewSubmissionFile,
  type SubmissionFile,
  submissionFileTypes,
  submissionNameRules,
} from './submission-file.ts'
export { findNeighbors, findSubmission, listVersions, listWaitingWork, listWorkFor } from './submission-store.ts'
export { addTimes, minutesIn, readTime, type TimeIn, writeTime } from './time-in-meeting.ts'
export * as teachingTopics from './topics.ts'
export {
  finishSubmissionFile,
  openHandedIn,
  openOwnFile,
  removeSubmissionFile,
  startSubmissionFile,
} from './upload-submission-file.ts'
