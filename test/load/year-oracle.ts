import { epochSeconds, type Instant, instantOf } from '@lectern/core/platform'

// What reminders must do, worked out from what happened alone: it knows nothing of rows, the outbox or batches, and shares
// no rule with the code that it judges.

/** An event from `at` until its next version. */
export type Version = {
  at: Instant
  /** False once it is cancelled. */
  live: boolean
  kind: 'class' | 'webinar' | 'breakout' | 'conference' | 'meeting'
  zone: string
  /** Minutes before, when the organizer set them. */
  offsets: number[] | undefined
  sessions: { id: string; startsAt: string; minutes: number }[]
}

/** One registration, and from when on its person is no longer there, or may no longer come. */
export type Presence = {
  id: string
  confirmed: boolean
  from: Instant
  until: Instant | undefined
  wantsReminders: boolean
}

/** A run of the clock: when it began, and by when everything that followed from it was through. */
export type Run = { at: Instant; through: Instant }

export type Story = { versions: Version[]; presences: Presence[] }

const usual: Record<Version['kind'], number[]> = {
  class: [7 * 24 * 60, 24 * 60, 60],
  webinar: [24 * 60, 60],
  breakout: [3 * 24 * 60, 60],
  conference: [14 * 24 * 60, 2 * 24 * 60],
  meeting: [24 * 60, 60],
}

type Due = { due: number; until: number }

/** Everything that a version asks for, in seconds since 1970, by what its mails are called. */
export const duesOf = (version: Version): Map<string, Due> => {
  const dues = new Map<string, Due>()
  if (!version.live) return dues
  const sessions = version.sessions
    .map((session) => ({ ...session, start: epochSeconds(instantOf(session.startsAt, version.zone)) }))
    .sort((a, b) => a.start - b.start)
  const days = new Map<string, (typeof sessions)[number]>()
  for (const session of sessions) {
    const day = session.startsAt.slice(0, 10)
    if (!days.has(day)) days.set(day, session)
  }
  const reminded = version.kind === 'conference' ? sessions.slice(0, 1) : [...days.values()]
  const offsets = [...(version.offsets ?? usual[version.kind])].sort((a, b) => b - a)
  for (const [index, { id, start }] of reminded.entries()) {
    // A class says "in a week" once, and nobody is reminded of a session while they are in the one before.
    const again = index > 0 && version.kind === 'class' && offsets.length > 1
    const before = sessions.filter((one) => one.start < start)
    const freeFrom = index > 0 ? Math.max(...before.map((one) => one.start + one.minutes * 60)) : 0
    for (const minutes of again ? offsets.slice(1) : offsets) {
      const due = start - minutes * 60
      if (due >= freeFrom) dues.set(`${id}:${minutes}`, { due, until: start })
    }
  }
  const end = Math.max(...sessions.map(({ start, minutes }) => start + minutes * 60))
  dues.set('how-was-it', { due: end + 2 * 3600, until: end + 2 * 3600 + 7 * 24 * 3600 })
  return dues
}

type Standing = Due & { state: 'planned' | 'passed' | 'gone' | 'missed' }

export type Verdict = {
  /** Mails that must be there, once each, by their keys. */
  must: Set<string>
  /** Mails that may be there: someone left, or the session began, while they were going out. */
  may: Set<string>
}

const keyOf = (registration: string, what: string): string =>
  what === 'how-was-it' ? `how-was-it:${registration}` : `reminder:${registration}:${what}`

/** Which mails one event's people had to get. */
export const judge = ({ versions, presences }: Story, runs: readonly Run[]): Verdict => {
  const must = new Set<string>()
  const may = new Set<string>()
  const times = runs.map(({ at, through }) => ({ at: epochSeconds(at), through: epochSeconds(through) }))
  const standing = new Map<string, Standing>()

  const goOut = (what: string, { due, until }: Due, run: { at: number; through: number }): void => {
    for (const one of presences) {
      const key = keyOf(one.id, what)
      if (!one.confirmed || epochSeconds(one.from) >= due || must.has(key)) continue
      if (what !== 'how-was-it' && !one.wantsReminders) continue
      const left = one.until === undefined ? Number.POSITIVE_INFINITY : epochSeconds(one.until)
      if (left <= run.at) continue
      const certain = left > run.through && until > run.through
      if (certain) must.add(key)
      else may.add(key)
    }
  }

  for (const [index, version] of versions.entries()) {
    const from = epochSeconds(version.at)
    const next = versions[index + 1]
    const to = next === undefined ? Number.POSITIVE_INFINITY : epochSeconds(next.at)
    const dues = duesOf(version)
    for (const [what, was] of standing) {
      if (!dues.has(what) && (was.state === 'planned' || was.state === 'passed')) standing.delete(what)
    }
    for (const [what, due] of dues) {
      const was = standing.get(what)
      if (was?.due === due.due) continue
      const ahead = due.due > from
      if (was && !ahead && (was.state === 'gone' || was.state === 'missed')) continue
      const late = was?.state === 'planned' && was.due <= from
      standing.set(what, { ...due, state: ahead || late ? 'planned' : 'passed' })
    }
    for (const [what, one] of standing) {
      if (one.state !== 'planned' || !dues.has(what)) continue
      const run = times.find(({ at }) => at >= one.due && at >= from && at < to)
      if (!run) continue
      one.state = run.at >= one.until ? 'missed' : 'gone'
      if (one.state === 'gone') goOut(what, one, run)
    }
  }
  return { must, may }
}
