import { dayPool, type Event, sharedPool } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { countRegistered, type Levels, levelKey, type Registered } from '@lectern/core/registration'
import { formatDay } from '../../event-words.ts'
import { formatPeople } from '../reminders/reminder-words.ts'

export type Attendance = { words: string; none: boolean; registered: Registered }

/** How many are registered, in words: exact for a small roster, and "more than 200 people" for others. */
export const formatAttendance = async (table: Table, event: Event): Promise<Attendance> => {
  const registered = await countRegistered(table, event.slug)
  const { people, more } = registered
  return { words: formatPeople(registered), none: people === 0 && !more, registered }
}

const formatLimit = (limit: number | undefined): string => (limit === undefined ? 'no limit' : `limit ${limit}`)

/** How many and how many at most, as two facts: for the event, and for each of several tickets. */
export const countFacts = (
  event: Event,
  levels: Levels,
  { registered }: Attendance,
): { term: string; detail: string }[] => {
  const taken = (pool: string) => levels.get(levelKey(event.slug, pool))?.taken ?? 0
  const counted = (pool: string, limit: number | undefined, people: number): string => {
    const number =
      limit === undefined ? `${people}${registered.more ? ' or more' : ''} registered` : `${taken(pool)} taken`
    return `${number}, ${formatLimit(limit)}`
  }
  const several = event.tickets.length > 1 || event.tickets.some(({ capacity }) => capacity !== undefined)
  return [
    ...(event.dayCapacity ? [] : [{ term: 'Seats', detail: counted(sharedPool, event.capacity, registered.people) }]),
    ...Object.entries(event.dayCapacity ?? {}).map(([day, limit]) => ({
      term: `Seats on ${formatDay(day)}`,
      detail: counted(dayPool(day), limit, 0),
    })),
    ...(several
      ? event.tickets.map(({ slug, name, capacity }) => ({
          term: `Seats: ${name}`,
          detail: counted(slug, capacity, registered.byTicket.get(slug) ?? 0),
        }))
      : []),
  ]
}
