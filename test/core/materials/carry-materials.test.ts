import { planRunAgain, RunAgain, runEventAgain } from '@lectern/core/catalog'
import { carryMaterials, listMaterials, removeMaterial } from '@lectern/core/materials'
import { commit } from '@lectern/core/platform'
import { expect, test } from 'vitest'
import { pendingLastRelease } from '../../../packages/core/src/materials/shared-file-store.ts'
import { planDigest } from '../../../packages/core/src/reminders/plan-digest.ts'
import { listReminderRows } from '../../../packages/core/src/reminders/reminder-store.ts'
import { anEvent, start } from '../../support/build.ts'
import { aHandout, aLink, openFileStore } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'

const both = { kinds: ['recording', 'handout'] as const, by: 'per_admin', now: start }
const runs = async () => {
  const materials = { table: await freshTable(), files: await openFileStore() }
  const event = await anEvent(materials.table)
  const handout = await aHandout(materials, event)
  const recording = await aLink(materials, event)
  const request = RunAgain.parse({ startsOn: '2025-02-11', slug: '5w31' })
  expect(planRunAgain(event, request).sessions).toHaveLength(5)
  const next = await runEventAgain(materials.table, '5w22', request, start)
  return { materials, event, next, handout, recording, way: { from: '5w22', to: '5w31' } }
}

test('materials go over by reference, to the session in the same place, and are published as long before it', async () => {
  const { materials, next, handout, way } = await runs()
  expect(await carryMaterials(materials, way, { ...both, kinds: ['handout'] })).toBe(1)
  const [carried] = await listMaterials(materials.table, '5w31')
  expect(carried).toMatchObject({
    ...{ event: '5w31', session: next.sessions[0]?.id, title: handout.title, state: 'there', carried: true },
    file: handout.file,
  })
  // The first run began on April 23, 2024, at 16:00Z, the next on February 11, 2025, at 17:00Z: Pacific 9:00 both.
  const ahead = (at: string, session: string) => (Date.parse(session) - Date.parse(at)) / 60_000
  expect(ahead(carried?.publishesAt ?? '', '2025-02-11T17:00:00Z')).toBe(
    ahead(handout.publishesAt ?? '', '2024-04-23T16:00:00Z'),
  )
  // Nobody waited for it.
  expect(await planDigest(materials.table, '5w31', next.sessions[0]?.id ?? '')).toBe(false)
  expect(await listReminderRows(materials.table, '5w31')).toEqual([])
})

test('done twice, or at once, it is done once', async () => {
  const { materials, way } = await runs()
  const counts = await Promise.all([carryMaterials(materials, way, both), carryMaterials(materials, way, both)])
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(2)
  expect(await carryMaterials(materials, way, both)).toBe(0)
  expect(await listMaterials(materials.table, '5w31')).toHaveLength(2)
})

test('a file lies in the store until nothing leads to it, whichever goes first, and though it is taken away twice', async () => {
  const { materials, handout, way } = await runs()
  await carryMaterials(materials, way, both)
  const carried = (await listMaterials(materials.table, '5w31')).find(({ kind }) => kind === 'handout')
  const there = async () => (await materials.files.find(handout.file?.key ?? '')) !== undefined
  const gone = [1, 2].map(() => removeMaterial(materials, '5w22', handout.id).catch(() => undefined))
  await Promise.all(gone)
  expect(await there()).toBe(true)
  await removeMaterial(materials, '5w31', carried?.id ?? '')
  expect(await there()).toBe(false)
})

test('the control: released without a look at who else leads to it, the file would be gone', async () => {
  const { materials, handout, way } = await runs()
  await carryMaterials(materials, way, both)
  const result = await commit(materials.table, [pendingLastRelease(materials.table, handout.file?.key ?? '')])
  expect(result).toEqual({ committed: false, refused: ['shared-file'] })
})
