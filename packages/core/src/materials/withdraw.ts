import { addSeconds, announce, commit, type Instant, notFound, Problem, secondsBetween } from '../platform/index.ts'
import { removeMaterial } from './add-material.ts'
import { isPublished, type SessionMaterial, undoSeconds } from './session-material.ts'
import { findMaterial, getMaterial, pendingMaterialChange } from './session-material-store.ts'
import type { TitleFile } from './title-file.ts'
import { findTitleFile, getTitleFile, pendingFileChange } from './title-file-store.ts'
import { materialWithdrawn, titleFileWithdrawn } from './topics.ts'
import { type Materials, removeFile } from './upload-file.ts'

const changed = (): Problem => new Problem('conflict', 'materials.changed', 'This was just changed. Reload to see it.')

/** Until when a deletion can be undone. */
export const undoableUntil = ({ removedAt }: { removedAt?: Instant | undefined }): Instant | undefined =>
  removedAt === undefined ? undefined : addSeconds(removedAt, undoSeconds)

const isDue = ({ state, removedAt }: Pick<SessionMaterial, 'state' | 'removedAt'>, now: Instant): boolean =>
  state === 'removed' && (removedAt === undefined || secondsBetween(removedAt, now) >= undoSeconds)

/**
 * Deletes a recording or handout. A published one is gone for everyone at once and can be restored for ten minutes;
 * then its file goes too. One that nobody has seen yet goes for good. The caller has already checked permission.
 * @returns whether it can be restored
 * @throws Problem not-found; conflict `materials.changed`; unavailable `materials.busy`
 */
export const withdrawMaterial = async (
  materials: Materials,
  slug: string,
  id: string,
  now: Instant,
): Promise<boolean> => {
  const { table } = materials
  const was = await getMaterial(table, slug, id)
  if (was.state === 'removed') throw notFound('material')
  if (!isPublished(was, now)) {
    await removeMaterial(materials, slug, id)
    return false
  }
  const next: SessionMaterial = { ...was, state: 'removed', removedAt: now }
  const due = announce(table, materialWithdrawn, { event: slug, id }, now, { dueAt: addSeconds(now, undoSeconds) })
  if (!(await commit(table, [pendingMaterialChange(table, next, was), due])).committed) throw changed()
  return true
}

/** Brings back what was deleted, while it is there. @throws Problem not-found; conflict `materials.changed` */
export const restoreMaterial = async ({ table }: Materials, slug: string, id: string): Promise<SessionMaterial> => {
  const was = await getMaterial(table, slug, id)
  if (was.state !== 'removed') return was
  const { removedAt: _, ...rest } = was
  const next: SessionMaterial = { ...rest, state: 'there' }
  if (!(await commit(table, [pendingMaterialChange(table, next, was)])).committed) throw changed()
  return next
}

/** Ends what was deleted ten minutes ago and not restored. May be repeated. */
export const endWithdrawnMaterial = async (
  materials: Materials,
  { event, id }: { event: string; id: string },
  now: Instant,
): Promise<void> => {
  const found = await findMaterial(materials.table, event, id)
  if (found && isDue(found, now)) await removeMaterial(materials, event, id)
}

/**
 * Deletes a file of a title, in the same way: one that readers can download can be restored for ten minutes.
 * @returns whether it can be restored
 * @throws Problem not-found; conflict `materials.changed`
 */
export const withdrawFile = async (materials: Materials, slug: string, id: string, now: Instant): Promise<boolean> => {
  const { table } = materials
  const was = await getTitleFile(table, slug, id)
  if (was.state === 'removed') throw notFound('file')
  if (was.state === 'awaiting') {
    await removeFile(materials, slug, id)
    return false
  }
  const next: TitleFile = { ...was, state: 'removed', removedAt: now }
  const due = announce(table, titleFileWithdrawn, { product: slug, id }, now, { dueAt: addSeconds(now, undoSeconds) })
  if (!(await commit(table, [pendingFileChange(table, next, was), due])).committed) throw changed()
  return true
}

/** Brings back a file that was deleted, while it is there. @throws Problem not-found; conflict `materials.changed` */
export const restoreFile = async ({ table }: Materials, slug: string, id: string): Promise<TitleFile> => {
  const was = await getTitleFile(table, slug, id)
  if (was.state !== 'removed') return was
  const { removedAt: _, ...rest } = was
  const next: TitleFile = { ...rest, state: 'there' }
  if (!(await commit(table, [pendingFileChange(table, next, was)])).committed) throw changed()
  return next
}

/** Ends a file that was deleted ten minutes ago and not restored. May be repeated. */
export const endWithdrawnFile = async (
  materials: Materials,
  { product, id }: { product: string; id: string },
  now: Instant,
): Promise<void> => {
  const found = await findTitleFile(materials.table, id)
  if (found && isDue(found, now)) await removeFile(materials, product, id)
}
