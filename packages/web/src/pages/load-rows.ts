import { type Event, findInstructors, type Instructor } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { type Levels, seatLevels } from '@lectern/core/registration'

/** What rows of a program show beside their events: seats and who teaches, in one round of reads. */
export type RowData = { levels: Levels; instructors: Instructor[] }

export const loadRows = async (table: Table, events: readonly Event[]): Promise<RowData> => {
  const [levels, instructors] = await Promise.all([
    seatLevels(table, events),
    findInstructors(
      table,
      events.flatMap((event) => event.instructors.slice(0, 1)),
    ),
  ])
  return { levels, instructors }
}
