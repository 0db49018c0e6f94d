import { moveMaterials } from '../materials/index.ts'
import { commit, type Instant, type Table } from '../platform/index.ts'
import { listAssignments, pendingAssignmentRemoval, pendingNewAssignment } from './assignment-store.ts'
import { findCertificateRule, saveCertificateRule } from './certificate-store.ts'
import { listSlots, pendingNewSlot, pendingSlotRemoval } from './office-hour-store.ts'

/**
 * Takes what was prepared for a draft to its new address: materials, assignments, office hours, the rule for certificates.
 * What came later belongs to another event at the old address, and stays. May be repeated.
 */
export const moveClass = async (table: Table, way: { from: string; to: string; movedAt: Instant }): Promise<void> => {
  const { from, to, movedAt } = way
  await moveMaterials(table, way)
  const [assignments, slots, rule, known] = await Promise.all([
    listAssignments(table, from),
    listSlots(table, from),
    findCertificateRule(table, from),
    findCertificateRule(table, to),
  ])
  for (const assignment of assignments.filter(({ createdAt }) => createdAt <= movedAt)) {
    await commit(table, [
      pendingNewAssignment(table, { ...assignment, event: to }),
      pendingAssignmentRemoval(table, assignment),
    ])
  }
  for (const slot of slots.filter(({ openedAt }) => openedAt <= movedAt)) {
    await commit(table, [pendingNewSlot(table, { ...slot, event: to }), pendingSlotRemoval(table, slot)])
  }
  if (!rule) return
  if (!known) await saveCertificateRule(table, to, rule)
  await saveCertificateRule(table, from, undefined)
}
