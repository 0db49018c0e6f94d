import { Problem } from '../platform/index.ts'

export const refused = (code: `teaching.${string}`, message: string): Problem => new Problem('conflict', code, message)

export const contradiction = (path: string, message: string): Problem =>
  new Problem('invalid', 'teaching.contradiction', message, {
    errors: [{ path, message }],
  })

export const changedMeanwhile = (what: 'assignment' | 'work'): Problem =>
  refused('teaching.changed', `This ${what} was just changed. Reload to see it, then try again.`)

/** Teachers see an event's assignments but don't turn anything in. */
export const notAttending = (): Problem =>
  new Problem(
    'forbidden',
    'teaching.not-attending',
    'Only attendees can turn in work. You see this because you teach here.',
  )

export const tooLate = (): Problem =>
  refused('teaching.too-late', 'This assignment is past due and closed. We’ve kept what you already turned in.')
