import { Problem } from '../platform/index.ts'

/** What can be refused about assignments and what is handed in for them. */
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
  refused('teaching.changed', `The ${what} was changed meanwhile. Look at it again, then repeat what you did.`)

/** Whoever teaches sees an event's assignments, and hands nothing in for them. */
export const notAttending = (): Problem =>
  new Problem(
    'forbidden',
    'teaching.not-attending' satisfies AssignmentProblemCode,
    'Only those who attend hand in work. You see this because you teach here.',
  )

export const tooLate = (): Problem =>
  refused('teaching.too-late', 'It was due, and nothing more is taken. What you handed in before stays.')
