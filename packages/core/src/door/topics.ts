import * as z from 'zod'
import { topic } from '../platform/index.ts'

/** Someone came in, or that was undone, on a day of an event. */
export const checkedIn = topic(
  'door.checked-in',
  z.object({ event: z.string(), person: z.string(), day: z.string() }),
  { label: 'Mark attendance of someone who checked in' },
)
