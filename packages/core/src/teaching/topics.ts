import * as z from 'zod'
import { topic } from '../platform/index.ts'

// Rows hold ids alone: who they name is looked up when they are acted on.

const OfSubmission = z.object({ event: z.string(), assignment: z.string(), person: z.string(), version: z.number() })

export const submissionSent = topic('submission.sent', OfSubmission, { label: 'Send a notice of submitted work' })

export const submissionAnswered = topic('submission.answered', OfSubmission.extend({ revision: z.number() }), {
  label: 'Send a notice of feedback',
})

const OfEvent = z.object({ event: z.string() })
const OfAttendee = OfEvent.extend({ person: z.string() })

export const certificatesDue = topic('certificates.make', OfEvent, { label: 'Issue the certificates of an event' })

export const certificatesDueShard = topic(
  'certificates.make.shard',
  OfEvent.extend({ shard: z.number(), after: z.string().optional() }),
  { label: 'Issue the certificates of an event' },
)

/** Someone's attendance has changed after the last session. */
export const certificateConsidered = topic('certificate.consider', OfAttendee, {
  label: 'Check whether someone has earned a certificate',
})

/** Someone has earned one, and has to say their name first. */
export const certificateNameNeeded = topic('certificate.name-needed', OfAttendee, {
  label: 'Ask for the name on a certificate',
})

export const certificateIssued = topic('certificate.issued', z.object({ certificate: z.string() }), {
  label: 'Send a certificate',
})

const OfficeHourBooked = OfAttendee.extend({ slot: z.string(), sequence: z.number() })
const WallTimes = z.object({ startsAt: z.string(), durationMinutes: z.number(), zone: z.string() })

export const officeHourBooked = topic('office-hour.booked', OfficeHourBooked, {
  label: 'Send the confirmation of an office hour',
})

export const officeHourMoved = topic('office-hour.moved', OfficeHourBooked.extend({ was: WallTimes }), {
  label: 'Send the new time of an office hour',
})

export const officeHourCancelled = topic(
  'office-hour.cancelled',
  OfficeHourBooked.extend({
    // The slot itself may be gone by then.
    ...WallTimes.shape,
    host: z.string(),
    /** Who ended the booking: the student, the teacher, or nobody, when the student's access ended. */
    by: z.enum(['student', 'teacher', 'access']),
    bookedAt: z.string(),
  }),
  { label: 'Send a notice that an office hour was canceled' },
)
