import { epochSeconds, type Instant, type Table } from '../platform/index.ts'
import type { Organizer } from './organizer.ts'
import { findOrganizerSettings } from './organizer-store.ts'

/** How old the settings that a process works with may be. */
export const freshSeconds = 60

const readAt = new WeakMap<Organizer, number>()
const reading = new WeakMap<Organizer, Promise<void>>()

/**
 * Brings a process's organizer up to date in place, at most once a minute: one eventually consistent read. Everything
 * that was given the object sees the change. When the table does not answer, the settings known so far go on serving.
 * @param now  the wall clock
 */
export const refreshOrganizer = async (table: Table, organizer: Organizer, now: Instant): Promise<void> => {
  const last = readAt.get(organizer)
  const age = last === undefined ? Number.POSITIVE_INFINITY : epochSeconds(now) - last
  if (age >= 0 && age < freshSeconds) return
  const underway = reading.get(organizer) ?? load(table, organizer, now).finally(() => reading.delete(organizer))
  reading.set(organizer, underway)
  await underway
}

const load = async (table: Table, organizer: Organizer, now: Instant): Promise<void> => {
  const saved = await findOrganizerSettings(table).catch(() => undefined)
  // Also after a failure: a table that is down is not asked with each request.
  readAt.set(organizer, epochSeconds(now))
  if (saved) adopt(organizer, saved)
}

/** Puts saved settings in place at once, for the process that saved them. */
export const adopt = (organizer: Organizer, saved: Omit<Organizer, 'email'>): void => {
  if (saved.logo === undefined) delete organizer.logo
  Object.assign(organizer, saved)
}
