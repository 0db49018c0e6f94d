import { type Event, eventState, getVisibleEvent, slugFrom } from '../catalog/index.ts'
import type { PersonActor } from '../identity/index.ts'
import { type Instant, Problem, type Table } from '../platform/index.ts'
import { viewerOf } from './cart.ts'
import { findWish, removeWish, saveWish } from './next-run-store.ts'

/** What an event is a run of: its course, or of a class without one its title. */
export const runOf = ({ course, title }: Pick<Event, 'course' | 'title'>): string =>
  course === undefined ? `title:${slugFrom(title)}` : `course:${course}`

/** Whether one may ask to hear of the next run: of what is told to everyone, a draft or a guest list is not. */
export const mayAskNextRun = (event: Event, now: Instant): boolean =>
  event.access !== 'invited' && eventState(event, now) !== 'draft'

/**
 * Remembers that someone wants to hear of the next run. They have signed in, so the address is theirs. May be repeated.
 * One read, one write.
 * @throws Problem not-found; conflict `registration.no-next-run`
 */
export const askNextRun = async (table: Table, slug: string, person: PersonActor, now: Instant): Promise<Event> => {
  const event = await getVisibleEvent(table, slug, viewerOf(person))
  if (!mayAskNextRun(event, now)) {
    throw new Problem('conflict', 'registration.no-next-run', 'We can’t tell you about the next run of this event.')
  }
  await saveWish(table, { personId: person.id, run: runOf(event), event: slug, askedAt: now })
  return event
}

/** Takes it back. May be repeated. */
export const dropNextRun = (table: Table, event: Event, personId: string): Promise<void> =>
  removeWish(table, { personId, run: runOf(event) })

/** Whether someone asked to hear of the next run. One read. */
export const hasAskedNextRun = async (table: Table, event: Event, personId: string): Promise<boolean> =>
  (await findWish(table, personId, runOf(event))) !== undefined
