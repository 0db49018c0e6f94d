import { type Instant, Problem } from '../platform/index.ts'
import { formatSessionWhen, refuseOverlap, type Session, sessionTimes } from '../schedule/index.ts'

/** Runs a check of the schedule, and names the field to which its refusal belongs. */
export const onField = <Result>(path: string, check: () => Result): Result => {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof Problem) || error.details.errors !== undefined) throw error
    const { kind, code, message, details } = error
    throw new Problem(kind, code, message, { ...details, errors: [{ path, message }] })
  }
}

/** Refuses to move or call off a session that people have been to. @throws Problem conflict `catalog.session-over` */
export const refuseHeld = (session: Session, now: Instant): void => {
  if (now < sessionTimes(session).endsAt) return
  throw new Problem(
    'conflict',
    'catalog.session-over',
    `The session on ${formatSessionWhen(session, { year: true })} is over, so it can’t be moved or called off. Add a session instead.`,
  )
}

/**
 * Refuses a session that would begin in the past, or while another of its event runs. One that is running may get longer.
 * @param before  the session as it was; nothing when it is new
 * @param all  every session of the event as it would be
 * @throws Problem invalid `schedule.in-past`, `schedule.overlap`, with the field
 */
export const checkTimes = (
  before: Session | undefined,
  after: Session,
  all: readonly Session[],
  path: string,
  now: Instant,
): void => {
  const { startsAt, endsAt } = sessionTimes(after)
  const stays = before?.startsAt === after.startsAt
  if ((startsAt <= now && !stays) || endsAt <= now) {
    const message = `${formatSessionWhen(after, { year: true })} has passed. Choose a future time`
    throw new Problem('invalid', 'schedule.in-past', `${message}.`, { errors: [{ path, message }] })
  }
  onField(path, () => refuseOverlap(all))
}
