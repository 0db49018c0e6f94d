import { lastYear, Problem, Temporal } from '../platform/index.ts'
import { type HolidayName, holidayOn } from './holidays.ts'
import { type Session, scheduledSessions, tooFar } from './session.ts'

/** When a run begins again, and which days it leaves out. Dates are local, in each session's own zone. */
export type NewRun = {
  /** The date of the first session: `2025-02-11`. */
  startsOn: string
  holidays: readonly HolidayName[]
  /** Other dates without a session, such as a conference of the organizer's. */
  without: readonly string[]
}

/** A session of the earlier run beside its place in the new one. */
export type Rerun = {
  before: Session
  startsAt: string
  /** What stood in the way, when it went a week later or more. */
  skipped: { date: string; holiday?: HolidayName | undefined }[]
}

const dateOf = (session: Session): Temporal.PlainDate => Temporal.PlainDateTime.from(session.startsAt).toPlainDate()

/**
 * The sessions of a run from a new date on. They keep their wall time and their distances in days, so 9:00 stays 9:00
 * across a change of clocks. A day that is left out puts its session, and all after it, a week later.
 * @throws Problem conflict `schedule.nothing-to-repeat`; invalid `schedule.too-far`
 */
export const runAgain = (sessions: readonly Session[], { startsOn, holidays, without }: NewRun): Rerun[] => {
  const planned = scheduledSessions(sessions)
  const [first] = planned
  if (!first) {
    throw new Problem('conflict', 'schedule.nothing-to-repeat', 'There are no sessions to run again.')
  }
  const shift = dateOf(first).until(Temporal.PlainDate.from(startsOn)).days
  let weeks = 0
  return planned.map((before) => {
    const skipped: Rerun['skipped'] = []
    for (;;) {
      const date = dateOf(before).add({ days: shift + 7 * weeks })
      if (date.year > lastYear) throw tooFar()
      const text = date.toString()
      const holiday = holidayOn(text, holidays)
      if (holiday === undefined && !without.includes(text)) {
        return { before, startsAt: `${text}T${before.startsAt.slice(11)}`, skipped }
      }
      skipped.push({ date: text, holiday })
      weeks += 1
    }
  })
}
