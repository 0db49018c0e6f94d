import { type Event, saveInstructor } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import type { Instant, Table } from '@lectern/core/platform'
import { NewOfficeHours, type OfficeHour, openOfficeHours } from '@lectern/core/teaching'
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
