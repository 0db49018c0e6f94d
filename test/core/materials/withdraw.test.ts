import {
  findTitleFile,
  listMaterials,
  listTitleFiles,
  openFile,
  restoreFile,
  restoreMaterial,
  withdrawFile,
  withdrawMaterial,
} from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'
import { anEvent, minutes } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { aBook, aHandout, openFileStore, uploaded } from '../../support/materials.ts'

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )

const prepared = async () => {
  const desk = await openDesk({ files: await openFileStore() })
  const event = await anEvent(desk.table)
  const handout = await aHandout(desk, event)
  const listed = async () => (await listMaterials(desk.table, '5w22')).map(({ state }) => state)
  const inStore = async (key: string | undefined) => (await desk.files.find(key ?? '')) !== undefined
  return { desk, handout, listed, inStore }
}

describe('what was deleted by mistake comes back', () => {
  test('a published handout for ten minutes, with its file; then it is gone, file and all', async () => {
    const { desk, handout, listed, inStore } = await prepared()
    expect(await withdrawMaterial(desk, '5w22', handout.id, minutes(20))).toBe(true)
    expect(await codeOf(withdrawMaterial(desk, '5w22', handout.id, minutes(20)))).toBe('not-found')
    await drain(desk, minutes(29))
    expect([await listed(), await inStore(handout.file?.key)]).toEqual([['removed'], true])
    expect(await restoreMaterial(desk, '5w22', handout.id)).toEqual(handout)
    // The end that was planned finds it back, and one that is deleted again gets its own ten minutes.
    await withdrawMaterial(desk, '5w22', handout.id, minutes(29))
    await drain(desk, minutes(31))
    expect(await listed()).toEqual(['removed'])
    await restoreMaterial(desk, '5w22', handout.id)
    await drain(desk, minutes(60))
    expect([await listed(), await inStore(handout.file?.key)]).toEqual([['there'], true])
    await withdrawMaterial(desk, '5w22', handout.id, minutes(60))
    await drain(desk, minutes(70))
    expect([await listed(), await inStore(handout.file?.key)]).toEqual([[], false])
    expect(await codeOf(restoreMaterial(desk, '5w22', handout.id))).toBe('not-found')
  })

  test('what nobody has seen yet goes at once', async () => {
    const { desk, handout, listed, inStore } = await prepared()
    expect(await withdrawMaterial(desk, '5w22', handout.id, minutes(-5))).toBe(false)
    expect([await listed(), await inStore(handout.file?.key)]).toEqual([[], false])
  })

  test('a sold title’s file: nobody has it while it is deleted, and it comes back whole', async () => {
    const { desk, inStore } = await prepared()
    const product = await aBook(desk.table)
    const file = await uploaded(desk, product, { edition: '3.0' })
    const admin = { kind: 'person', id: 'per_1', email: 'a@x.example', name: 'A', admin: true, via: 'session' } as const
    const open = () => codeOf(openFile({ ...desk, secret: 's'.repeat(32) }, file.id, { actor: admin }, minutes(1)))
    expect(await open()).toBe('done')
    expect(await withdrawFile(desk, 'month', file.id, minutes(1))).toBe(true)
    expect(await open()).toBe('not-found')
    expect(await codeOf(withdrawFile(desk, 'other', file.id, minutes(1)))).toBe('not-found')
    expect(await restoreFile(desk, 'month', file.id)).toEqual(file)
    expect(await open()).toBe('done')
    await withdrawFile(desk, 'month', file.id, minutes(2))
    await drain(desk, minutes(12))
    expect([await findTitleFile(desk.table, file.id), await listTitleFiles(desk.table, 'month')]).toEqual([
      undefined,
      [],
    ])
    expect(await inStore(file.key)).toBe(false)
  })
})
