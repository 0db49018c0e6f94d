import { deleteDraft } from '@lectern/core/catalog'
import { listMaterials } from '@lectern/core/materials'
import {
  clearClass,
  createAssignment,
  findCertificateRule,
  listAssignments,
  NewAssignment,
  setCertificateRule,
} from '@lectern/core/teaching'
import { expect, test } from 'vitest'
import { draftEvent, minutes, start } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { aHandout, openFileStore } from '../../support/materials.ts'

const prepared = async () => {
  const desk = { ...(await openDesk()), files: await openFileStore() }
  const { table } = desk
  const event = await draftEvent(table)
  const handout = await aHandout(desk, event)
  const asked = { title: 'Work', instructions: 'Do it.', due: '2024-05-06T17:00', marking: { by: 'none' } }
  const assign = (minute: number) =>
    createAssignment(table, '5w22', NewAssignment.parse(asked), { by: 'per_james', now: minutes(minute) })
  await assign(0)
  await setCertificateRule(table, '5w22', { attend: 4 })
  return { desk, table, handout, assign }
}

test('what was prepared for a draft goes with it, files too', async () => {
  const { desk, table, handout } = await prepared()
  await deleteDraft(table, '5w22', start)
  expect(await drain(desk, start)).toEqual([])
  expect(await listMaterials(table, '5w22')).toEqual([])
  expect(await desk.files.find(handout.file?.key ?? '')).toBeUndefined()
  expect(await listAssignments(table, '5w22')).toEqual([])
  expect(await findCertificateRule(table, '5w22')).toBeUndefined()
})

test('what belongs to another event, made at the same address since, stays, however late it is cleared', async () => {
  const { desk, table, assign } = await prepared()
  await deleteDraft(table, '5w22', minutes(1))
  const next = await draftEvent(table, { title: 'Another class' })
  const { id } = await assign(2)
  await setCertificateRule(table, '5w22', { attend: 2 })
  for (const _ of [1, 2]) await clearClass(desk, next.slug, minutes(1))
  expect((await listAssignments(table, '5w22')).map((one) => one.id)).toEqual([id])
  expect(await findCertificateRule(table, '5w22')).toEqual({ attend: 2 })
})
