import { commit, type Instant, type Table } from '../platform/index.ts'
import { findCaptions, pendingCaptions, pendingCaptionsRemoval } from './captions-store.ts'
import type { SessionMaterial } from './session-material.ts'
import { findMaterial, listMaterials, pendingMaterialRemoval, pendingNewMaterial } from './session-material-store.ts'

const move = async (table: Table, { id, event: from }: SessionMaterial, to: string): Promise<void> => {
  const [material, captions] = await Promise.all([
    findMaterial(table, from, id),
    findCaptions(table, { event: from, material: id }),
  ])
  // Deleted, it can no longer be restored, and its file goes as announced.
  if (!material || material.state === 'removed') return
  // Refused, it went over before, or someone changed it just now: the step is done again.
  await commit(table, [
    pendingNewMaterial(table, { ...material, event: to }),
    pendingMaterialRemoval(table, material),
    ...(captions
      ? [
          pendingCaptions(table, { ...captions, event: to }, undefined),
          pendingCaptionsRemoval(table, { event: from, material: id }),
        ]
      : []),
  ])
}

/**
 * Takes recordings and handouts, with their captions, to the new address of their event; files stay where they lie. What was
 * added later belongs to another event at the old address. May be repeated.
 */
export const moveMaterials = async (
  table: Table,
  { from, to, movedAt }: { from: string; to: string; movedAt: Instant },
): Promise<void> => {
  for (const material of await listMaterials(table, from)) {
    if (material.addedAt <= movedAt) await move(table, material, to)
  }
}
