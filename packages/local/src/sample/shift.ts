import { addDays, type Instant, localOf, Temporal } from '@lectern/core/platform'
import { events2024, type SampleEvent } from './offerings.ts'

/** How many days from now each sample's first session should lie, roughly; a class that has begun shows that state too. */
const startsInDays: Record<string, number> = {
  '5w21': -13,
  '5w22': 11,
  'unpopular-truth-kpis-slas': 5,
  'nsitsp-all-member-meeting': 9,
  'marketing-breakout': 14,
  'channelpro-live-columbus': 48,
  'ascii-edge-newark': 27,
  'ascii-edge-costa-mesa': -40,
}

const moved = (local: string, days: number): string =>
  Temporal.PlainDateTime.from(local).add({ days }).toString().slice(0, 16)

/** The days of tickets and of seats go with the sessions. */
const withDaysMoved = ({ tickets, dayCapacity }: SampleEvent, days: number) => ({
  tickets: tickets.map((ticket) =>
    ticket.admits ? { ...ticket, admits: { days: ticket.admits.days.map((day) => addDays(day, days)) } } : ticket,
  ),
  ...(dayCapacity
    ? {
        dayCapacity: Object.fromEntries(Object.entries(dayCapacity).map(([day, seats]) => [addDays(day, days), seats])),
      }
    : {}),
})

/** The third Thursday of the first month in which it lies at least some days ahead. */
const thirdThursday = (earliest: Temporal.PlainDate): Temporal.PlainDate => {
  const first = earliest.with({ day: 1 })
  const third = first.add({ days: ((4 - first.dayOfWeek + 7) % 7) + 14 })
  return Temporal.PlainDate.compare(third, earliest) >= 0 ? third : thirdThursday(first.add({ months: 1 }))
}

/**
 * The samples moved to the weeks around `now`: by whole weeks, so that Tuesdays stay Tuesdays; the monthly one to a
 * third Thursday, as its rule wants.
 */
export const eventsAround = (now: Instant): SampleEvent[] =>
  events2024.map((event) => {
    const today = Temporal.PlainDateTime.from(localOf(now, event.zone)).toPlainDate()
    const wanted = today.add({ days: startsInDays[event.slug] ?? 14 })
    const first = (event.schedule?.startsAt ?? event.sessions?.[0]?.startsAt ?? '').slice(0, 10)
    if (event.schedule?.recurrence?.includes('3TH')) {
      const start = `${thirdThursday(wanted)}T${event.schedule.startsAt.slice(11)}`
      return { ...event, schedule: { ...event.schedule, startsAt: start } }
    }
    const days = Math.round(Temporal.PlainDate.from(first).until(wanted).days / 7) * 7
    return {
      ...event,
      ...(event.schedule ? { schedule: { ...event.schedule, startsAt: moved(event.schedule.startsAt, days) } } : {}),
      ...(event.sessions
        ? { sessions: event.sessions.map((session) => ({ ...session, startsAt: moved(session.startsAt, days) })) }
        : {}),
      ...withDaysMoved(event, days),
      ...(event.salesCloseAt ? { salesCloseAt: moved(event.salesCloseAt, days) } : {}),
    }
  })
