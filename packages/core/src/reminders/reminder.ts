import * as z from 'zod'
import { dateOf, type Event, type EventKind, everyView, seenBy, sessionsOf, type Whom } from '../catalog/index.ts'
import { addSeconds, type Instant } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'
import { type Session, scheduledSessions, sessionTimes } from '../schedule/index.ts'

/**
 * What the clock sends to a whole roster: a reminder before a session, the news that its recording or handouts are
 * there, the question how it was after the last one; to teachers, that a session is over and what is to be done; and
 * the making of a class's certificates, of which each is mailed as it is made.
 */
export const reminderKinds = ['before', 'session-over', 'materials', 'certificates', 'how-was-it'] as const
export type ReminderKind = (typeof reminderKinds)[number]

/**
 * `planned`: goes when it is due. `skipped`: an organizer does not want it. `passed`: its moment lay behind when it was
 * planned, so that nobody was ever due to get it. `started`: goes out, or has. `missed`: found when it made sense no more.
 */
export const reminderStates = ['planned', 'skipped', 'passed', 'started', 'missed'] as const
export type ReminderState = (typeof reminderStates)[number]

/** What an event's schedule asks for. The `id` names it among those of its event. */
export type DueReminder = {
  id: string
  kind: ReminderKind
  /** The session it is about. */
  session: string
  /** Minutes before the session starts; 0 for what comes afterwards. */
  minutes: number
  dueAt: Instant
  /** When it stops making sense to send it. */
  until: Instant
}

/** One reminder of an event in its current state. */
export type Reminder = Omit<DueReminder, 'until'> & {
  event: string
  state: ReminderState
  /** Rises each time it is planned again; what is left of an earlier sending stops by it. */
  run: number
  /** Rises with each change that an organizer or the clock makes. */
  revision: number
  startedAt?: Instant | undefined
  startedBy?: 'clock' | 'organiser' | undefined
  /** Parts of the roster that are not through yet; 0 when it is done. */
  partsLeft?: number | undefined
  /** To how many people it went, once a part of the roster is through. */
  sent?: number | undefined
  /** The session began before everyone had theirs. */
  cutOff?: boolean | undefined
  /** For materials: what was published up to here was already announced. */
  since?: Instant | undefined
}

/** One part of a reminder's roster, and how far it has come. */
export const ReminderPart = z.object({
  event: z.string(),
  reminder: z.string(),
  run: z.number(),
  /** People who registered before this get it. */
  dueAt: z.string(),
  /** From here the words count how far away it is, so that a step done again says the same. */
  startedAt: z.string(),
  shard: z.number(),
  after: z.string().optional(),
  /** To how many of this part it has gone. */
  sent: z.number(),
})
export type ReminderPart = z.infer<typeof ReminderPart>

const hour = 60
const day = 24 * hour

/** When those registered are reminded, in minutes before a session, unless the organizer says otherwise. */
export const usualReminders: Readonly<Record<EventKind, readonly number[]>> = {
  class: [7 * day, day, hour],
  webinar: [day, hour],
  breakout: [3 * day, hour],
  conference: [14 * day, 2 * day],
  meeting: [day, hour],
}

/** The question how it was comes so long after the end of the last session. What comes afterwards makes sense for so long. */
const afterwardsSeconds = 2 * 3600
const afterwardsSenseSeconds = 7 * 24 * 3600

/** Sessions usually run over. The teacher is told what's left to do afterward, while they're still at it. */
const overSeconds = 10 * 60

/** The farthest first. */
export const remindersOf = (event: Pick<Event, 'kind' | 'reminders'>): number[] =>
  [...(event.reminders ?? usualReminders[event.kind])].sort((a, b) => b - a)

/**
 * The sessions that people are reminded of. A conference is one thing to travel to, so its first session alone; of a day's
 * sessions the first, since that is when people have to be there.
 */
export const remindedSessions = (event: Pick<Event, 'kind' | 'sessions'>): Session[] => {
  const seen = new Set<string>()
  const daily = scheduledSessions(sessionsOf(event)).filter(({ startsAt }) => {
    const date = startsAt.slice(0, 10)
    return !seen.has(date) && seen.add(date)
  })
  return event.kind === 'conference' ? daily.slice(0, 1) : daily
}

/**
 * The offsets of one reminded session. A class says "in a week" once, for its first session: of a later one the longest of
 * several offsets is left out. And none falls due before the session before it has ended, when people are in that one.
 */
const offsetsOf = (event: Event, reminded: readonly Session[], index: number): number[] => {
  const offsets = remindersOf(event)
  const [session, earlier] = [reminded[index], reminded[index - 1]]
  if (!session || !earlier) return offsets
  const { startsAt } = sessionTimes(session)
  const busyUntil = scheduledSessions(sessionsOf(event))
    .map(sessionTimes)
    .flatMap((one) => (one.startsAt < startsAt ? one.endsAt : []))
    .sort()
    .at(-1)
  const repeated = event.kind === 'class' && offsets.length > 1 ? offsets.slice(1) : offsets
  return repeated.filter((minutes) => addSeconds(startsAt, -60 * minutes) >= (busyUntil ?? ''))
}

/**
 * Each day's last session to end, so that a conference with thirty sessions doesn't notify its teachers thirty times.
 */
const lastOfEachDay = (event: Pick<Event, 'sessions'>): { id: string; endsAt: Instant }[] => {
  const days = Map.groupBy(scheduledSessions(sessionsOf(event)), dateOf)
  return [...days.values()].flatMap((day) =>
    day
      .map((session) => ({ id: session.id, endsAt: sessionTimes(session).endsAt }))
      .sort((a, b) => (a.endsAt < b.endsAt ? 1 : -1))
      .slice(0, 1),
  )
}

/** What comes before an event's sessions, as someone has them. */
const dueBefore = (event: Event): DueReminder[] =>
  remindedSessions(event).flatMap((session, index, reminded) => {
    const { startsAt } = sessionTimes(session)
    return offsetsOf(event, reminded, index).map(
      (minutes): DueReminder => ({
        id: `${session.id}-${minutes}`,
        kind: 'before',
        session: session.id,
        minutes,
        dueAt: addSeconds(startsAt, -60 * minutes),
        until: startsAt,
      }),
    )
  })

/**
 * Whether what is due is for someone: it's about a session of theirs, and before it, at a moment that their own sessions ask
 * for.
 */
export const asksFor = (event: Event, whom: Whom, due: DueReminder): boolean => {
  if (due.kind === 'how-was-it') return true
  const own = seenBy(event, whom)
  return due.kind === 'before'
    ? dueBefore(own).some(({ id, dueAt }) => id === due.id && dueAt === due.dueAt)
    : sessionsOf(own).some(({ id }) => id === due.session)
}

/**
 * Everything that an event's schedule asks for, the earliest first; nothing unless it is published. Before sessions, that is
 * whatever anybody's own sessions ask for.
 */
export const dueReminders = (event: Event): DueReminder[] => {
  if (event.status !== 'published') return []
  const before = [
    ...new Map(
      everyView(event)
        .flatMap(dueBefore)
        .map((due) => [due.id, due]),
    ).values(),
  ]
  const held = scheduledSessions(sessionsOf(event)).map(({ id, ...session }) => ({ id, ...sessionTimes(session) }))
  const over = lastOfEachDay(event).map(({ id, endsAt }): DueReminder => {
    const dueAt = addSeconds(endsAt, overSeconds)
    const about = { id: `over-${id}`, kind: 'session-over', session: id, minutes: 0 } as const
    return { ...about, dueAt, until: addSeconds(dueAt, afterwardsSenseSeconds) }
  })
  const last = held.sort((a, b) => (a.endsAt < b.endsAt ? 1 : -1))[0]
  if (!last) return before
  const dueAt = addSeconds(last.endsAt, afterwardsSeconds)
  const after: DueReminder = {
    ...{ id: 'how-was-it', kind: 'how-was-it', session: last.id, minutes: 0 },
    ...{ dueAt, until: addSeconds(dueAt, afterwardsSenseSeconds) },
  }
  const certificates: DueReminder = { ...after, id: 'certificates', kind: 'certificates' }
  return [
    ...before,
    ...(event.instructors.length > 0 ? over : []),
    ...(event.kind === 'class' ? [certificates] : []),
    after,
  ].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
}

/**
 * What is due of one reminder as the event is now: by its schedule, or, of what was published, by its own row. Nothing when
 * the event does not take place, or its session is no more.
 */
export const dueOf = (event: Event, reminder: Reminder): DueReminder | undefined => {
  if (reminder.kind !== 'materials') return dueReminders(event).find(({ id }) => id === reminder.id)
  if (event.status !== 'published' || !sessionsOf(event, { admin: true }).some(({ id }) => id === reminder.session))
    return undefined
  return { ...reminder, until: addSeconds(reminder.dueAt, afterwardsSenseSeconds) }
}

/**
 * Whether someone is due to get what was due at `dueAt`: confirmed, and registered before that. Someone who registers
 * at that very second is after it, as every window here includes its start and excludes its end.
 */
export const isDueTo = (registration: Pick<Registration, 'status' | 'registeredAt'>, dueAt: Instant): boolean =>
  registration.status === 'confirmed' && registration.registeredAt < dueAt

/** Whether a reminder that is found at `now` still makes sense: until the session starts. */
export const makesSense = (due: Pick<DueReminder, 'until'>, now: Instant): boolean => now < due.until

/** Which rows are written and which are taken away, so that an event's reminders are those its schedule asks for. */
export type PlanChange = { write: { next: Reminder; was: Reminder | undefined }[]; remove: Reminder[] }

/**
 * What to change in an event's reminders. Planning what is already planned changes nothing. A moved reminder goes out
 * at its new time, even if it had gone before; people who got it don't get it again. What went out stays as a record.
 * @param changedAt  when the event was changed: what was due before, nobody missed
 */
export const planChanges = (event: Event, rows: readonly Reminder[], changedAt: Instant): PlanChange => {
  const due = dueReminders(event)
  const known = new Map(rows.map((row) => [row.id, row]))
  const write = due.flatMap(({ until: _, ...one }) => {
    const was = known.get(one.id)
    if (was && was.dueAt === one.dueAt && was.session === one.session) return []
    const ahead = one.dueAt > changedAt
    if (was?.state === 'skipped') return [{ was, next: { ...was, ...one, revision: was.revision + 1 } }]
    // Gone already, and its new moment lies behind too: it is through.
    if (was && !ahead && (was.state === 'started' || was.state === 'missed')) return []
    // Due by then, and not gone only because the clock was late.
    const overdue = was?.state === 'planned' && was.dueAt <= changedAt
    const next: Reminder = {
      ...one,
      event: event.slug,
      state: ahead || overdue ? 'planned' : 'passed',
      run: (was?.run ?? 0) + 1,
      revision: (was?.revision ?? 0) + 1,
    }
    return [{ was, next }]
  })
  const asked = new Set(due.map(({ id }) => id))
  const remove = rows.filter(
    (row) =>
      !asked.has(row.id) &&
      row.state !== 'started' &&
      row.state !== 'missed' &&
      // What was published is planned by its own cause, and only dropped here.
      !(row.kind === 'materials' && dueOf(event, row)),
  )
  return { write, remove }
}
