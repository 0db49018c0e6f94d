import type { Actor } from '../identity/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import { countOpening } from './opening-store.ts'

/**
 * Notes that an attendee opened something. Nothing is noted about teachers.
 * @returns false when it could not be noted, which keeps nobody from what they opened
 */
export const noteOpening = async (
  table: Table,
  { by, ...key }: { event: string; material: string; by: 'attending' | 'teaching' },
  actor: Actor,
  now: Instant,
): Promise<boolean> => {
  if (by === 'teaching') return true
  return countOpening(table, key, actor, now).then(
    () => true,
    () => false,
  )
}
