import { type Event, SessionChanges, sessionsOf } from '@lectern/core/catalog'
import { type FieldError, invalidInput } from '@lectern/core/platform'
import { readCount } from '../../../forms/errors.ts'
import { rowsOf, type Typed } from '../../../forms/typed.ts'
import { guestsIn } from './read-event.ts'

/** The rows of sessions that were there, and those that are new, by the names of their fields. */
const sessionRows = (typed: Typed): { known: string[]; fresh: string[] } => {
  const rows = rowsOf(typed, 'sessions')
  const isKnown = (row: string) => typed.text(`${row}.session`) !== ''
  return { known: rows.filter(isKnown), fresh: rows.filter((row) => !isKnown(row)) }
}

/**
 * What the rows of a published event's sessions ask for; only what differs from what is saved changes.
 * @throws Problem invalid, by the names of the fields
 */
export const readSessionChanges = (typed: Typed, saved: Event): SessionChanges => {
  const errors: FieldError[] = []
  const { known, fresh } = sessionRows(typed)
  const timesOf = (row: string) => ({
    startsAt: typed.text(`${row}.startsAt`),
    durationMinutes: readCount(typed.text(`${row}.durationMinutes`), `${row}.durationMinutes`, errors),
  })
  const changed = known.map((row) => ({
    ...{ session: typed.text(`${row}.session`), ...timesOf(row) },
    title: typed.text(`${row}.title`) || null,
    summary: typed.text(`${row}.summary`) || null,
    invited: typed.list(`${row}.invited`),
  }))
  const added = fresh.map((row) => ({
    ...timesOf(row),
    ...(typed.text(`${row}.title`) ? { title: typed.text(`${row}.title`) } : {}),
    ...(typed.text(`${row}.summary`) ? { summary: typed.text(`${row}.summary`) } : {}),
    ...guestsIn(typed, row),
  }))
  const callOff = known
    .filter((row) => typed.text(`${row}.callOff`) === 'yes')
    .map((row) => typed.text(`${row}.session`))
    .filter((id) => sessionsOf(saved, { admin: true }).some((session) => session.id === id))
  const parsed = SessionChanges.safeParse({ change: changed, add: added, callOff })
  if (!parsed.success) {
    for (const { path } of parsed.error.issues) {
      const message = path.includes('durationMinutes')
        ? 'Enter 5 to 1440 minutes'
        : path.includes('invited')
          ? 'Enter up to 200 email addresses, one per line'
          : 'Enter a date and time'
      errors.push({ path: sessionField(`sessionChanges.${path.join('.')}`, typed), message })
    }
  }
  if (parsed.success && errors.length === 0) return parsed.data
  throw invalidInput(errors)
}

/** The form's field for a path of the changes: each stands in the row that asked for it. */
export const sessionField = (path: string, typed: Typed): string => {
  const [, list = '', index = '', column = 'startsAt'] =
    /^sessionChanges\.(\w+)(?:\.(\d+))?(?:\.(\w+))?/.exec(path) ?? []
  const { known, fresh } = sessionRows(typed)
  if (list === 'callOff')
    return `${known.find((row) => typed.text(`${row}.callOff`) === 'yes') ?? 'sessions.0'}.callOff`
  const row = (list === 'add' ? fresh : known)[Number(index)] ?? 'sessions.0'
  return path.startsWith('sessionChanges') ? `${row}.${column}` : path
}
