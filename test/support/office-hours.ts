import { type Event, saveInstructor } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import type { Instant, Table } from '@lectern/core/platform'
import {
  bookOfficeHour,
  listOfficeHours,
  NewOfficeHours,
  type OfficeHour,
  openOfficeHours,
} from '@lectern/core/teaching'
import { anEvent, aPerson, start } from './build.ts'
import { seat } from './materials.ts'

/** The class `5w22`, taught by James. */
export const aTaughtClass = async (
  table: Table,
  terms: Record<string, unknown> = {},
): Promise<{ event: Event; james: PersonActor }> => {
  await saveInstructor(table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  const event = await anEvent(table, { instructors: ['james'], ...terms })
  return { event, james: await aPerson(table, 'james@example.com') }
}

/** Someone who attends it. */
export const aStudent = async (table: Table, email: string, slug = '5w22'): Promise<PersonActor> => {
  const person = await aPerson(table, email)
  await seat(table, person.id, slug)
  return person
}

/** Four slots of a quarter of an hour from 10:00 on Thursday, April 25, 2024, unless told otherwise. */
export const someSlots = (
  table: Table,
  actor: PersonActor,
  terms: Record<string, unknown> = {},
  now: Instant = start,
): Promise<OfficeHour[]> =>
  openOfficeHours(
    table,
    '5w22',
    NewOfficeHours.parse({
      startsAt: '2024-04-25T10:00',
      durationMinutes: 60,
      slotMinutes: 15,
      ...(terms.place === undefined ? { link: 'https://meet.example.com/james' } : {}),
      ...terms,
    }),
    actor,
    now,
  )

/** Books a slot, as someone who saw it begin at `seen`. */
export const bookSlot = (table: Table, who: PersonActor, slot: OfficeHour | undefined, now = start, seen?: Instant) =>
  bookOfficeHour(table, '5w22', slot?.id ?? 'ofh_none', { actor: who, now, ...(seen ? { seen } : {}) })

/** What came of an attempt: `done`, or the code of its refusal. */
export const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'done'
  } catch (error) {
    return String((error as { code?: string }).code ?? error)
  }
}

/** Who has which slot, as the table says. */
export const slotHolders = async (table: Table, teacher: PersonActor): Promise<(string | undefined)[]> =>
  (await listOfficeHours(table, '5w22', teacher)).slots.map(({ booking }) => booking?.email)
