import { cancelEvent, createEvent, editEvent, NewEvent, publishEvent, rescheduleSession } from '@lectern/core/catalog'
import {
  addSeconds,
  epochSeconds,
  type Instant,
  instantFromEpochSeconds,
  instantOf,
  localOf,
  Problem,
  type Table,
} from '@lectern/core/platform'
import type { Presence, Story, Version } from './year-oracle.ts'
import { type Booking, book, loseGrant, unbook } from './year-world.ts'

/** An event's story, as the oracle is told it, and who stands on its roster. */
export type Held = Story & { slug: string; bookings: Map<string, { booking: Booking; presence: Presence }> }

const zones = ['America/Los_Angeles', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata']
const kinds = ['class', 'webinar', 'webinar', 'breakout', 'conference', 'meeting'] as const
const day = 24 * 3600

export const versionOf = (story: Story): Version => {
  const last = story.versions.at(-1)
  if (!last) throw new Error('An event begins with a version')
  return last
}

type Surroundings = {
  table: Table
  luck: {
    within: (from: number, to: number) => number
    one: <T>(list: readonly T[]) => T
    chance: (probability: number) => boolean
  }
  size: { events: number; people: number }
  /** Has something done once the time has come. */
  plan: (at: Instant, act: (now: Instant) => Promise<void>) => void
  personOf: (index: number) => string
  refusesMail: ReadonlySet<string>
  /** Acts on what a change announced. */
  settleChange: (now: Instant) => Promise<void>
  stories: Held[]
  report: { moved: number; cancelled: number }
}

/** What organizers and those who register do. @returns publishes an event, and plans what becomes of it */
export const createOrganizer = ({
  table,
  luck: { within, one, chance },
  size: { events, people },
  plan,
  personOf,
  refusesMail,
  settleChange,
  stories,
  report,
}: Surroundings): ((index: number, now: Instant, firstStart: Instant) => Promise<void>) => {
  const change = async (story: Held, now: Instant, act: () => Promise<Partial<Version> | undefined>): Promise<void> => {
    try {
      const changed = await act()
      if (changed) story.versions.push({ ...versionOf(story), ...changed, at: now })
    } catch (error) {
      // An organizer may want what cannot be: an overlap, a time in a gap, something that has ended.
      if (!(error instanceof Problem)) throw error
    }
    // The same event is not changed again before this was acted on.
    await settleChange(now)
  }

  const publish = async (index: number, now: Instant, firstStart: Instant): Promise<void> => {
    const [kind, zone] = [one(kinds), one(zones)]
    const slug = `event-${index}`
    const count = kind === 'class' ? within(2, 6) : kind === 'conference' ? within(2, 5) : 1
    const gap = kind === 'class' ? 7 * day : day / 4
    const sessions = Array.from({ length: count }, (_, number) => ({
      startsAt: localOf(addSeconds(firstStart, number * gap), zone),
      durationMinutes: one([30, 60, 90]),
    }))
    const input = NewEvent.parse({
      ...{ kind, zone, slug, title: `Event ${index}`, sessions, recording: 'never', access: 'everyone' },
      ...{ tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] },
      ...(chance(0.2) ? { reminders: one([[30], [2 * 1440, 120], []]) } : {}),
    })
    try {
      await createEvent(table, input, now)
    } catch (error) {
      if (error instanceof Problem) return
      throw error
    }
    const event = await publishEvent(table, slug, now)
    const kept = event.sessions.map(({ id, startsAt, durationMinutes }) => ({ id, startsAt, minutes: durationMinutes }))
    const first: Version = { at: now, live: true, kind, zone, offsets: input.reminders, sessions: kept }
    const story: Held = { slug, versions: [first], presences: [], bookings: new Map() }
    stories.push(story)
    populate(story, now, firstStart)
  }

  const populate = (story: Held, published: Instant, firstStart: Instant): void => {
    const ahead = epochSeconds(firstStart) - epochSeconds(published)
    const sometime = (): Instant => addSeconds(published, within(1, ahead + 2 * day))
    const size = within(0, Math.ceil((2 * people) / events))
    for (let count = 0; count < size; count += 1) {
      const personId = personOf(within(0, people))
      // Many register at the last moment, when some of the reminders have gone.
      const at = chance(0.3) ? addSeconds(firstStart, -within(60, 30 * 3600)) : sometime()
      plan(at > published ? at : addSeconds(published, 1), (now) => register(story, personId, now))
    }
    for (let count = within(0, 3); count > 0; count -= 1) plan(sometime(), (now) => move(story, now))
    if (chance(0.15)) plan(sometime(), (now) => cancel(story, now))
    if (chance(0.15)) {
      plan(sometime(), (now) =>
        change(story, now, async () => {
          const offsets = one([[45], [1440], [3 * 1440, 90], [1440, 60]])
          await editEvent(table, story.slug, { reminders: offsets }, now)
          return { offsets }
        }),
      )
    }
  }

  const register = async (story: Held, personId: string, now: Instant): Promise<void> => {
    if (!versionOf(story).live || story.bookings.has(personId)) return
    const id = `reg_${story.slug}-${story.presences.length}`
    const confirmed = !chance(0.03)
    const booking = { id, personId, event: story.slug, email: `${personId}@year.example`, at: now, confirmed }
    if (!(await book(table, booking))) return
    const presence: Presence = {
      id,
      confirmed,
      from: now,
      until: undefined,
      wantsReminders: !refusesMail.has(personId),
    }
    story.presences.push(presence)
    story.bookings.set(personId, { booking, presence })
    const later = addSeconds(now, within(60, 20 * day))
    if (chance(0.15)) {
      plan(later, async (at) => {
        if (presence.until !== undefined) return
        await unbook(table, booking, at)
        presence.until = at
        story.bookings.delete(personId)
        // Some think better of it.
        if (chance(0.3)) plan(addSeconds(at, within(60, 5 * day)), (again) => register(story, personId, again))
      })
    } else if (chance(0.04)) {
      plan(later, async (at) => {
        if (presence.until !== undefined) return
        await loseGrant(table, booking)
        presence.until = at
      })
    }
  }

  const move = (story: Held, now: Instant): Promise<void> =>
    change(story, now, async () => {
      const { sessions, zone, live } = versionOf(story)
      const session = one(sessions)
      const start = epochSeconds(instantOf(session.startsAt, zone))
      const shift = chance(0.5) ? within(-2 * 3600, 2 * 3600) : within(-3 * day, 10 * day)
      const to = Math.max(start + shift, epochSeconds(now) + within(600, 2 * day))
      if (!live || start < epochSeconds(now)) return undefined
      const startsAt = localOf(instantFromEpochSeconds(to), zone)
      if (startsAt === session.startsAt) return undefined
      await rescheduleSession(table, story.slug, { session: session.id, startsAt }, now)
      report.moved += 1
      return { sessions: sessions.map((each) => (each.id === session.id ? { ...each, startsAt } : each)) }
    })

  const cancel = (story: Held, now: Instant): Promise<void> =>
    change(story, now, async () => {
      if (!versionOf(story).live) return undefined
      await cancelEvent(table, story.slug, undefined, now)
      report.cancelled += 1
      return { live: false }
    })
  return publish
}
