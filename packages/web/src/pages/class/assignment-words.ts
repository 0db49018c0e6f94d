import type { Event } from '@lectern/core/catalog'
import { type Instant, secondsBetween } from '@lectern/core/platform'
import { formatInstant } from '@lectern/core/schedule'
import { type Assignment, isNotYet, type OwnAssignment, type Result, timesOf } from '@lectern/core/teaching'

type Zoned = Pick<Event, 'zone'>

/** "Mon, Apr 29, 2024, noon Pacific" */
export const formatDue = (assignment: Assignment, event: Zoned): string =>
  formatInstant(timesOf(assignment, event).dueAt, event.zone)

/** What becomes of work that comes after it was due. */
export const formatLate = (assignment: Assignment, event: Zoned): string => {
  if (assignment.late === 'refused') return 'No late work.'
  const { lateUntilAt } = timesOf(assignment, event)
  return lateUntilAt === undefined
    ? 'Late work is accepted.'
    : `Late work is accepted until ${formatInstant(lateUntilAt, event.zone)}.`
}

const hour = 3600
const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** "3 days", "5 hours", "20 minutes": how long it is from one moment to a later one, rounded down. */
const formatSpan = (from: Instant, to: Instant): string => {
  const seconds = secondsBetween(from, to)
  if (seconds >= 24 * hour) return counted(Math.floor(seconds / (24 * hour)), 'day')
  if (seconds >= hour) return counted(Math.floor(seconds / hour), 'hour')
  return counted(Math.max(1, Math.floor(seconds / 60)), 'minute')
}

/** "Passed", "Not yet", "8 of 10 points"; where work is not judged, "Answered". */
export const formatResult = (result: Result | undefined): string => {
  if (result?.by === 'pass') return result.passed ? 'Passed' : 'Not yet'
  return result?.by === 'points' ? `${result.points} of ${result.outOf} points` : 'Answered'
}

/** How work is judged, before there is any. */
export const formatMarking = ({ marking }: Pick<Assignment, 'marking'>): string => {
  if (marking.by === 'pass') return 'Pass or not yet'
  return marking.by === 'points' ? `Up to ${marking.outOf} points` : 'Feedback only'
}

/** How someone is doing with an assignment, and whether it is they who have something to do. */
export type Standing = { words: string; tone: 'todo' | 'late' | 'waiting' | 'done' | 'missed' }

/** "Due in 3 days", "Submitted, waiting for feedback", "Passed". */
export const formatStanding = (
  { assignment, submission, taking }: OwnAssignment,
  event: Zoned,
  now: Instant,
): Standing => {
  if (submission?.state === 'waiting') return { words: 'Submitted, waiting for feedback', tone: 'waiting' }
  if (submission && isNotYet(submission.result)) {
    return taking.taken
      ? { words: 'Not yet: submit another version', tone: 'todo' }
      : { words: 'Not yet', tone: 'missed' }
  }
  if (submission) return { words: formatResult(submission.result), tone: 'done' }
  if (assignment.withdrawnAt !== undefined) return { words: 'Withdrawn', tone: 'missed' }
  const { dueAt, lateUntilAt } = timesOf(assignment, event)
  if (!taking.taken) return { words: 'Missed', tone: 'missed' }
  if (!taking.late) return { words: `Due in ${formatSpan(now, dueAt)}`, tone: 'todo' }
  const end = lateUntilAt === undefined ? '' : `, accepted for another ${formatSpan(now, lateUntilAt)}`
  return { words: `Late by ${formatSpan(dueAt, now)}${end}`, tone: 'late' }
}

/**
 * The assignment to do next: of those that wait for its reader, the first that was or will be due. Work that was answered
 * "not yet" waits for them too.
 */
export const nextAssignment = (assignments: readonly OwnAssignment[], event: Zoned): OwnAssignment | undefined =>
  assignments
    .filter(({ submission, taking }) => taking.taken && submission?.state !== 'waiting')
    .sort((a, b) => (timesOf(a.assignment, event).dueAt < timesOf(b.assignment, event).dueAt ? -1 : 1))[0]

/** Where those who attend find an assignment. */
export const assignmentAddress = ({ event, id }: Pick<Assignment, 'event' | 'id'>): string =>
  `/events/${event}/class/assignments/${id}`
