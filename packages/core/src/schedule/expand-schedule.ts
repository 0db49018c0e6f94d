import * as z from 'zod'
import { LocalDateTime, line, Problem, Zone } from '../platform/index.ts'
import { localStarts } from './recurrence.ts'
import {
  durationMinutes,
  refuseOverlap,
  refuseStart,
  type Session,
  SessionAudience,
  sessionInvited,
  sessionSummary,
  sessionTitle,
  sortSessions,
} from './session.ts'

/** The most sessions that one event may have. */
export const sessionLimit = 200

/** A start and a rule (RFC 5545, 3.3.10) such as `FREQ=WEEKLY;COUNT=5`; without a rule, one session. */
export const RecurringSchedule = z.object({
  startsAt: LocalDateTime,
  durationMinutes,
  recurrence: line(300).optional(),
})
export type RecurringSchedule = z.infer<typeof RecurringSchedule>

/** One session written out; `zone` is the event's unless it names its own. */
export const SessionInput = z.object({
  startsAt: LocalDateTime,
  durationMinutes,
  title: sessionTitle.optional(),
  summary: sessionSummary.optional(),
  zone: Zone.optional(),
  audience: SessionAudience.optional(),
  invited: sessionInvited.optional(),
})
export type SessionInput = z.infer<typeof SessionInput>

/** What a person or a program gives: a rule, or every session by itself. */
export const ScheduleInput = z.union([
  z.object({ schedule: RecurringSchedule }),
  z.object({ sessions: z.array(SessionInput) }),
])
export type ScheduleInput = z.infer<typeof ScheduleInput>

/** Whom a session is for, as it is kept: nothing of one that is for everyone with a pass. */
export const guestsOf = ({
  audience,
  invited = [],
}: Pick<SessionInput, 'audience' | 'invited'>): Pick<Session, 'audience' | 'invited'> => ({
  ...(audience === 'invited' ? { audience } : {}),
  ...(audience === 'invited' || invited.length > 0 ? { invited: [...new Set(invited)] } : {}),
})

/**
 * The sessions that the input means, sorted by start. Rules are expanded in wall time, so a class at 9:00 stays at
 * 9:00 when clocks change. Refuses (Problem, invalid): `schedule.bad-rule`, `schedule.too-many`, `schedule.too-far`,
 * `schedule.empty`, `schedule.start-not-in-rule`, `schedule.in-gap`, `schedule.overlap`.
 */
export const expandSchedule = (input: ScheduleInput, zone: Zone, newId: () => string): Session[] => {
  const planned: SessionInput[] =
    'schedule' in input
      ? localStarts(input.schedule.startsAt, zone, input.schedule.recurrence, sessionLimit).map((startsAt) => ({
          startsAt,
          durationMinutes: input.schedule.durationMinutes,
        }))
      : input.sessions
  if (planned.length === 0) throw new Problem('invalid', 'schedule.empty', 'An event needs at least one session.')
  if (planned.length > sessionLimit) {
    throw new Problem('invalid', 'schedule.too-many', `An event can have up to ${sessionLimit} sessions.`)
  }
  for (const one of planned) refuseStart(one.startsAt, one.zone ?? zone)
  const sessions = sortSessions(
    planned.map((one) => ({
      id: '',
      ...(one.title === undefined ? {} : { title: one.title }),
      ...(one.summary === undefined ? {} : { summary: one.summary }),
      startsAt: one.startsAt,
      durationMinutes: one.durationMinutes,
      zone: one.zone ?? zone,
      sequence: 0,
      status: 'scheduled',
      ...guestsOf(one),
    })),
    // Ids are made after sorting, so that ids which sort by their making sort by start too.
  ).map((session) => ({ ...session, id: newId() }))
  refuseOverlap(sessions)
  return sessions
}
