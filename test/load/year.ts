import { changePreferences } from '@lectern/core/mail'
import { deliver } from '@lectern/core/notifications'
import {
  addSeconds,
  drainOutbox,
  epochSeconds,
  type Instant,
  instantFromEpochSeconds,
  listWaiting,
  outboxShards,
  type Table,
} from '@lectern/core/platform'
import { startDueReminders } from '@lectern/core/reminders'
import { randomFrom } from './client.ts'
import { duesOf, judge, type Run } from './year-oracle.ts'
import { createOrganizer, type Held, versionOf } from './year-organizer.ts'
import { killable, luckOf } from './year-troubles.ts'
import { openWorld, type World } from './year-world.ts'

export type YearRun = { seed: number; days: number; events: number; people: number }

export type YearReport = {
  wrong: string[]
  mails: number
  runs: number
  deaths: number
  cancelled: number
  moved: number
}

/** Something that happens at a moment, once the time has come. */
type Act = { at: Instant; do: (now: Instant) => Promise<void> }

const day = 24 * 3600
const begin: Instant = '2024-01-08T00:00:00Z'

/**
 * So many days of an organizer's life: events come and go, move and are cancelled, people register, leave and lose what
 * let them in, the clock runs late, twice or not at all, one request in twenty fails at the mail provider, and the process
 * dies between sending and recording. Afterwards an oracle tells who had to get which reminder.
 */
export const liveThrough = async (
  table: Table,
  { seed, days, events, people }: YearRun,
  tell: (line: string) => void = () => {},
): Promise<YearReport> => {
  const random = randomFrom(seed)
  const within = (from: number, to: number): number => Math.floor(from + random() * (to - from))
  const one = <T>(list: readonly T[]): T => list[within(0, list.length)] as T
  const chance = (probability: number): boolean => random() < probability

  const world = await openWorld(table, begin)
  const { desk, clock } = world
  const report: YearReport = { wrong: [], mails: 0, runs: 0, deaths: 0, cancelled: 0, moved: 0 }
  const stories: Held[] = []
  const runs: Run[] = []
  const end = addSeconds(begin, days * day)
  const acts: Act[] = []
  const plan = (at: Instant, act: Act['do']): void => {
    if (at < end) acts.push({ at, do: act })
  }

  const refusesMail = new Set<string>()
  const personOf = (index: number): string => `per_year${String(index).padStart(22, '0')}`
  for (let index = 0; index < people; index += 1) {
    if (!chance(0.04)) continue
    refusesMail.add(personOf(index))
    await changePreferences(table, personOf(index), { reminders: false }, begin)
  }

  const luck = luckOf(seed)
  const mailer = killable(world, luck)
  const courier = { ...desk, mailer }
  /** Delivers until nothing waits, hours of backing off included. */
  const deliverAll = async (): Promise<void> => {
    for (;;) {
      await drainOutbox(
        table,
        () => clock.now,
        async (row) => {
          // Mails about moves and cancellations are not what this year is about.
          if (row.topic === 'registration.updated' || row.topic === 'event.cancelled.shard') return []
          const follow = await deliver(courier, row, clock.now)
          if (luck(`step ${row.topic} ${JSON.stringify(row.payload)}`) < 0.02)
            throw new Error('killed before recording the step')
          return follow
        },
        () => {
          report.deaths += 1
        },
      )
      world.collect()
      const waiting = (
        await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 50)))
      ).flat()
      if (waiting.length === 0) return
      const soonest = waiting.map(({ dueAt }) => dueAt).sort()[0] ?? clock.now
      if (soonest > clock.now) clock.now = soonest
    }
  }
  const runClock = async (): Promise<void> => {
    const start = () => startDueReminders(table, clock.now, (_, error) => report.wrong.push(`clock: ${error}`))
    await (chance(0.2) ? Promise.all([start(), start()]) : start())
  }
  const tick = async (): Promise<void> => {
    const at = clock.now
    if (chance(0.5)) await runClock()
    // What follows from changes is through by the time of the run that counts.
    await deliverAllAt(at)
    await runClock()
    await deliverAll()
    runs.push({ at, through: clock.now })
    report.runs += 1
  }
  /** As `deliverAll`, while nothing fails: time stands. */
  const deliverAllAt = async (at: Instant): Promise<void> => {
    mailer.calm = true
    await drainOutbox(
      table,
      () => '2999-01-01T00:00:00Z',
      async (row) =>
        row.topic === 'registration.updated' || row.topic === 'event.cancelled.shard' ? [] : deliver(courier, row, at),
      (row, error) => report.wrong.push(`${row.topic}: ${error}`),
    )
    mailer.calm = false
    world.collect()
  }

  const publish = createOrganizer({
    table,
    luck: { within, one, chance },
    size: { events, people },
    plan,
    personOf,
    refusesMail,
    settleChange: deliverAllAt,
    stories,
    report,
  })

  for (let index = 0; index < events; index += 1) {
    const at = addSeconds(begin, within(1, (days - 2) * day))
    const ahead = chance(0.3) ? within(3600, 2 * day) : within(2 * day, Math.max(3 * day, Math.min(40, days / 2) * day))
    plan(at, (now) => publish(index, now, addSeconds(now, ahead - (ahead % 300))))
  }

  /** The next moment at which something is due that no run of the clock has come after yet. */
  const nextDue = (after: Instant): number => {
    let next = Number.POSITIVE_INFINITY
    for (const story of stories) {
      for (const { due } of duesOf(versionOf(story)).values()) if (due > epochSeconds(after) && due < next) next = due
    }
    return next
  }
  const lateness = (): number => {
    const luck = random()
    if (luck < 0.7) return within(0, 60)
    if (luck < 0.92) return within(60, 900)
    return luck < 0.98 ? within(900, 3600) : within(3600, 5 * 3600)
  }

  let months = 0
  let lastRun = begin
  let [seenVersions, due] = [-1, 0]
  while (clock.now < end) {
    acts.sort((a, b) => (a.at < b.at ? -1 : 1))
    const [act] = acts
    const versions = stories.reduce((sum, story) => sum + story.versions.length, 0)
    if (seenVersions !== versions || due <= epochSeconds(lastRun)) {
      const soonest = nextDue(lastRun)
      due = soonest === Number.POSITIVE_INFINITY ? soonest : soonest + lateness()
      seenVersions = versions
    }
    // Each thing has a second of its own.
    const soon = epochSeconds(clock.now) + 1
    if (act && epochSeconds(act.at) <= due) {
      acts.shift()
      clock.now = instantFromEpochSeconds(Math.max(soon, epochSeconds(act.at)))
      await act.do(clock.now)
    } else if (due === Number.POSITIVE_INFINITY) break
    else {
      clock.now = instantFromEpochSeconds(Math.max(soon, due))
      lastRun = clock.now
      await tick()
    }
    if (Math.floor((epochSeconds(clock.now) - epochSeconds(begin)) / (30 * day)) > months) {
      months += 1
      const mails = [...world.arrived.values()].reduce((sum, count) => sum + count, 0)
      tell(`${months} months: ${stories.length} events, ${mails} mails, ${report.deaths} failures`)
    }
  }

  takeStock(stories, runs, world, report)
  await world.stop()
  return report
}

/** Compares what arrived with what had to. */
const takeStock = (stories: readonly Held[], runs: readonly Run[], world: World, report: YearReport): void => {
  const known = new Set<string>()
  for (const story of stories) {
    const { must, may } = judge(story, runs)
    for (const key of must) {
      known.add(key)
      const got = world.arrived.get(key) ?? 0
      if (got !== 1) report.wrong.push(`${story.slug}: ${key} came ${got} times`)
    }
    for (const key of may) {
      known.add(key)
      if ((world.arrived.get(key) ?? 0) > 1) report.wrong.push(`${story.slug}: ${key} came more than once`)
    }
  }
  for (const [key, got] of world.arrived) {
    report.mails += got
    if (!known.has(key)) report.wrong.push(`${key} came ${got} times and was not due`)
  }
}
