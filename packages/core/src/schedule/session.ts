import * as z from 'zod'
import {
  addSeconds,
  EmailAddress,
  type Instant,
  instantOf,
  LocalDateTime,
  lastYear,
  line,
  multiLine,
  Problem,
  wallTimeTrap,
  Zone,
} from '../platform/index.ts'

/** One meeting of an event, 5 minutes to a day long. Kept as wall time in a zone; its instants are derived. */
export const durationMinutes = z.int().min(5).max(1440)

export const sessionTitle = line(200)
export const sessionSummary = multiLine(2000)

/** Whom a session is for: everyone with a pass to its day, or the people whose addresses are listed. */
export const SessionAudience = z.enum(['pass', 'invited'])

export const sessionInvited = z.array(EmailAddress).max(200)

/**
 * A meeting of an event. `sequence` starts at 0 and is raised by every change (RFC 5545, 3.8.7.4), so that calendars
 * know which of two versions is the newer. Treat a session as immutable: changes give a new object.
 */
export const Session = z.object({
  id: z.string().min(1),
  title: sessionTitle.optional(),
  summary: sessionSummary.optional(),
  startsAt: LocalDateTime,
  durationMinutes,
  zone: Zone,
  sequence: z.int().min(0),
  status: z.enum(['scheduled', 'cancelled']),
  /** Where it stood before it was first moved, and how long it was to be; kept for good, since calendars know it by that. */
  originalStart: LocalDateTime.optional(),
  originalMinutes: durationMinutes.optional(),
  /** It came after the event was published: in calendars it is an entry of its own, whatever the others are. */
  added: z.boolean().optional(),
  /** Absent: everyone with a pass to its day. */
  audience: SessionAudience.optional(),
  /** The addresses a session by invitation is for: to others it doesn't exist. */
  invited: sessionInvited.optional(),
})
/** `byInvitation`: in an event as someone has it who may know of this session. Never stored. */
export type Session = z.infer<typeof Session> & { byInvitation?: true }

/** When a session starts, and the first instant at which it is over. */
export type SessionTimes = { startsAt: Instant; endsAt: Instant }

/** An event's phase: `under-way` is between two of its sessions. */
export type Phase = 'upcoming' | 'live' | 'under-way' | 'ended'

// Lists ask for the same few start times again and again, and zone arithmetic is the slow part.
const starts = new Map<string, Instant>()
const startsKept = 5000

const startOf = (session: Pick<Session, 'startsAt' | 'zone'>): Instant => {
  const key = `${session.zone} ${session.startsAt}`
  const known = starts.get(key)
  if (known !== undefined) return known
  if (starts.size >= startsKept) starts.clear()
  const start = instantOf(session.startsAt, session.zone)
  starts.set(key, start)
  return start
}

/** The instants of a session. Its length is elapsed time: 90 minutes are 90 minutes across a change of clocks too. */
export const sessionTimes = (session: Pick<Session, 'startsAt' | 'zone' | 'durationMinutes'>): SessionTimes => {
  const startsAt = startOf(session)
  return { startsAt, endsAt: addSeconds(startsAt, session.durationMinutes * 60) }
}

/** Sessions by start, the shorter first among equals. Gives a new array. */
export const sortSessions = (sessions: readonly Session[]): Session[] =>
  sessions
    .map((session) => ({ session, times: sessionTimes(session) }))
    .sort((a, b) => compare(a.times.startsAt, b.times.startsAt) || compare(a.times.endsAt, b.times.endsAt))
    .map(({ session }) => session)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The sessions that take place, by start. */
export const scheduledSessions = (sessions: readonly Session[]): Session[] =>
  sortSessions(sessions.filter((session) => session.status === 'scheduled'))

/** From the first scheduled start to the last scheduled end; undefined when nothing takes place. */
export const scheduleSpan = (sessions: readonly Session[]): SessionTimes | undefined => {
  const times = scheduledSessions(sessions).map(sessionTimes)
  const startsAt = times[0]?.startsAt
  const endsAt = times
    .map((each) => each.endsAt)
    .sort()
    .at(-1)
  return startsAt === undefined || endsAt === undefined ? undefined : { startsAt, endsAt }
}

/** An event's phase at `now`. If no session takes place, it has ended. */
export const phaseOf = (sessions: readonly Session[], now: Instant): Phase => {
  const span = scheduleSpan(sessions)
  if (span === undefined || now >= span.endsAt) return 'ended'
  if (now < span.startsAt) return 'upcoming'
  const live = sessions.some((session) => {
    if (session.status === 'cancelled') return false
    const { startsAt, endsAt } = sessionTimes(session)
    return startsAt <= now && now < endsAt
  })
  return live ? 'live' : 'under-way'
}

/** The session to go to: the one that is live, else the next to start; undefined when all have ended. */
export const nextSession = (sessions: readonly Session[], now: Instant): Session | undefined =>
  scheduledSessions(sessions).find((session) => now < sessionTimes(session).endsAt)

/**
 * Refuses a start that clocks in the zone skip (Problem `schedule.in-gap`) or that lies beyond the year 2199
 * (`schedule.too-far`). In a repeated hour the earlier reading counts.
 */
export const refuseStart = (startsAt: LocalDateTime, zone: Zone): void => {
  if (Number(startsAt.slice(0, 4)) > lastYear) throw tooFar()
  if (wallTimeTrap(startsAt, zone) !== 'gap') return
  const [date, time] = startsAt.split('T')
  throw new Problem(
    'invalid',
    'schedule.in-gap',
    `${time} doesn’t exist on ${date} in ${zone} because clocks move forward. Choose another time.`,
    { startsAt, zone },
  )
}

export const tooFar = (): Problem =>
  new Problem('invalid', 'schedule.too-far', `A schedule can’t go past the year ${lastYear}.`)

/**
 * Refuses sessions of one event that overlap or are listed twice: Problem `schedule.overlap`. Cancelled ones are free, and so
 * are those by invitation, which are held beside the others.
 */
export const refuseOverlap = (sessions: readonly Session[]): void => {
  let previous: Session | undefined
  // Sorted by start, no neighbor overlapping means that none does.
  for (const session of scheduledSessions(sessions.filter(({ audience }) => audience !== 'invited'))) {
    if (previous !== undefined && sessionTimes(session).startsAt < sessionTimes(previous).endsAt) {
      throw new Problem(
        'invalid',
        'schedule.overlap',
        `The session at ${spoken(session)} starts before the one at ${spoken(previous)} ends.`,
        { first: previous.startsAt, second: session.startsAt },
      )
    }
    previous = session
  }
}

const spoken = (session: Session): string => `${session.startsAt.replace('T', ' ')} (${session.zone})`

/**
 * A session at another time (wall time in its own zone), with its sequence raised; the same session when nothing
 * changes, so that asking twice tells nobody twice. Refuses what `refuseStart` does and a cancelled session
 * (conflict, `schedule.cancelled`). The other sessions are not known here: see `refuseOverlap`.
 */
export const moveSession = (
  session: Session,
  startsAt: LocalDateTime,
  durationMinutes: number = session.durationMinutes,
): Session => {
  if (session.status === 'cancelled') {
    throw new Problem('conflict', 'schedule.cancelled', 'This session was canceled, so it can’t be moved.')
  }
  refuseStart(startsAt, session.zone)
  if (startsAt === session.startsAt && durationMinutes === session.durationMinutes) return session
  return {
    ...session,
    startsAt,
    durationMinutes,
    sequence: session.sequence + 1,
    originalStart: session.originalStart ?? session.startsAt,
    originalMinutes: session.originalMinutes ?? session.durationMinutes,
  }
}

/** A session as it was planned, before any move; as it is when it was never moved. */
export const plannedSession = (session: Session): Session => ({
  ...session,
  startsAt: session.originalStart ?? session.startsAt,
  durationMinutes: session.originalMinutes ?? session.durationMinutes,
})

/** A session that does not take place, with its sequence raised; the same session when it was cancelled before. */
export const cancelSession = (session: Session): Session =>
  session.status === 'cancelled' ? session : { ...session, status: 'cancelled', sequence: session.sequence + 1 }
