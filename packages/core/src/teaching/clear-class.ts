import { findEvent } from '../catalog/index.ts'
import { listMaterials, type Materials, removeMaterial } from '../materials/index.ts'
import { commit, type Instant, Problem } from '../platform/index.ts'
import { listAssignments, pendingAssignmentRemoval } from './assignment-store.ts'
import { saveCertificateRule } from './certificate-store.ts'
import { listSlots, pendingSlotRemoval } from './office-hour-store.ts'

/**
 * Takes away what was prepared for a draft that was deleted: materials with their files, assignments, office hours, the rule
 * for certificates. Nobody was registered for it. What came after that belongs to another event at the same address, and
 * stays. May be repeated.
 * @param deletedAt  when the draft was deleted
 * @throws Problem unavailable `materials.unavailable`: try again later
 */
export const clearClass = async (materials: Materials, slug: string, deletedAt: Instant): Promise<void> => {
  const { table } = materials
  const [event, known, assignments, slots] = await Promise.all([
    findEvent(table, slug),
    listMaterials(table, slug),
    listAssignments(table, slug),
    listSlots(table, slug),
  ])
  for (const { id, addedAt } of known) {
    if (addedAt > deletedAt) continue
    await removeMaterial(materials, slug, id).catch((error: unknown) => {
      // Taken away by someone else meanwhile, or by this very work, begun before.
      if (!(error instanceof Problem && error.kind === 'not-found')) throw error
    })
  }
  for (const assignment of assignments) {
    if (assignment.createdAt <= deletedAt) await commit(table, [pendingAssignmentRemoval(table, assignment)])
  }
  for (const slot of slots) {
    if (slot.openedAt <= deletedAt) await commit(table, [pendingSlotRemoval(table, slot)])
  }
  if (!event) await saveCertificateRule(table, slug, undefined)
}
