import { listMaterials } from '@lectern/core/materials'
import {
  carryClass,
  createAssignment,
  findCertificateRule,
  listAssignments,
  NewAssignment,
  RunClassAgain,
  runClassAgain,
  setCertificateRule,
} from '@lectern/core/teaching'
import { expect, test } from 'vitest'
import { anEvent, minutes, start } from '../../support/build.ts'
import { aHandout, aLink, openFileStore } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'

const asked = { by: 'per_admin', now: minutes(5) }

const taught = async () => {
  const materials = { table: await freshTable(), files: await openFileStore() }
  const event = await anEvent(materials.table)
  const handout = await aHandout(materials, event)
  await aLink(materials, event)
  await setCertificateRule(materials.table, '5w22', { attend: 4 })
  const make = (more: Record<string, unknown>) =>
    createAssignment(
      materials.table,
      '5w22',
      NewAssignment.parse({
        ...{ title: 'A playbook', instructions: 'Write it.', publish: true, marking: { by: 'none' } },
        ...more,
      }),
      { by: 'per_james', now: start },
    )
  await make({
    ...{ session: event.sessions[1]?.id, due: '2024-05-06T17:00', materials: [handout.id] },
    ...{ late: 'allowed', lateUntil: '2024-05-13T17:00', marking: { by: 'points', outOf: 10 } },
  })
  await make({ title: 'A draft', due: '2024-05-06T17:00', publish: false })
  return materials
}

test('a class that is run again keeps its rule, its assignments as drafts, and what they hand out', async () => {
  const materials = await taught()
  const request = RunClassAgain.parse({
    ...{ startsOn: '2025-02-11', slug: '5w31', materials: ['handout'], assignments: true },
  })
  const made = await runClassAgain(materials, '5w22', request, asked)
  // Tuesdays at 9:00, across the change to daylight time on March 9, 2025.
  expect(made.sessions.map(({ startsAt }) => startsAt.slice(0, 10)).slice(0, 2)).toEqual(['2025-02-11', '2025-02-18'])
  const [carried] = await listMaterials(materials.table, '5w31')
  const assignments = await listAssignments(materials.table, '5w31')
  expect(assignments).toMatchObject([
    {
      ...{ title: 'A playbook', session: made.sessions[1]?.id, materials: [carried?.id] },
      // The second session moved from April 30, 2024, to February 18, 2025, and the work with it.
      ...{ due: '2025-02-24T17:00', lateUntil: '2025-03-03T17:00', marking: { by: 'points', outOf: 10 } },
    },
  ])
  expect(assignments[0]).not.toHaveProperty('publishedAt')
  expect(await findCertificateRule(materials.table, '5w31')).toMatchObject({ attend: 4 })
})

test('what is not asked for stays; carried over again, nothing comes twice, and nothing is undone', async () => {
  const materials = await taught()
  const request = RunClassAgain.parse({ startsOn: '2025-02-11', slug: '5w31' })
  await runClassAgain(materials, '5w22', request, asked)
  expect(await listMaterials(materials.table, '5w31')).toEqual([])
  expect(await listAssignments(materials.table, '5w31')).toEqual([])
  await setCertificateRule(materials.table, '5w31', { attend: 5 })
  const way = { from: '5w22', to: '5w31' }
  const all = { materials: ['handout' as const, 'recording' as const], assignments: true }
  expect(await carryClass(materials, way, all, asked)).toBe(2)
  expect(await carryClass(materials, way, all, asked)).toBe(0)
  expect(await listAssignments(materials.table, '5w31')).toHaveLength(1)
  expect(await findCertificateRule(materials.table, '5w31')).toMatchObject({ attend: 5 })
})
