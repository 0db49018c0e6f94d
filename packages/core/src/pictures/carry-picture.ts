import { findEvent, setPicture } from '../catalog/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import type { PictureMaker } from './picture-maker.ts'

type Carried = { event: string; from: string; to: string }

/**
 * Copies the picture of an earlier run for a new one, which names its copy already. If the earlier one is gone by now, the new
 * run's cover is drawn. May be repeated: what has been replaced or removed since isn't copied again.
 * @throws Problem unavailable; conflict `catalog.changed`
 */
export const carryPicture = async (
  table: Table,
  maker: PictureMaker,
  { event: slug, from, to }: Carried,
  now: Instant,
): Promise<void> => {
  const shows = async () => (await findEvent(table, slug))?.picture?.id === to
  if (!(await shows()) || (await maker.copy(from, to))) return
  if (await shows()) await setPicture(table, 'events', slug, undefined, now)
}
