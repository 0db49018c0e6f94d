import { Problem } from '../platform/index.ts'

/** Problems with assignments and with the work turned in for them. */
export type AssignmentProblemCode =
  | 'teaching.contradiction'
  | 'teaching.changed'
  | 'teaching.too-many-assignments'
  | 'teaching.not-attending'
  | 'teaching.too-late'
  | 'teaching.answered'
  | 'teaching.withdrawn'
  | 'teaching.too-many-versions'
  | 'teaching.too-many-files'
  | 'teaching.no-such-file'
  | 'teaching.file-in-use'
  | 'teaching.recording-not-allowed'

export const refused = (code: AssignmentProblemCode, message: string): Problem => new Problem('conflict', code, message)

export const contradiction = (path: string, message: string): Problem =>
  new Problem('invalid', 'teaching.contradiction' satisfies AssignmentProblemCode, message, {
    errors: [{ path, message }],
  })

export const changedMeanwhile = (what: 'assignment' | 'work'): Problem =>
  refused('teaching.changed', `This ${what} was just changed. Reload to see it, then try again.`)

/** Teachers see an event's assignments but don't turn anything in. */
export const notAttending = (): Problem =>
  new Problem(
    'forbidden',
    'teaching.not-attending' satisfies AssignmentProblemCode,
    'Only attendees can turn in work. You see this because you teach here.',
  )

export const tooLate = (): Problem =>
  refused('teaching.too-late', 'This assignment is past due and closed. We’ve kept what you already turned in.')
