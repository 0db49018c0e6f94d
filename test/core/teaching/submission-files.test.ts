import { saveInstructor } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import {
  finishSubmissionFile,
  getWork,
  NewSubmissionFile,
  openAssignment,
  openHandedIn,
  openOwnFile,
  removeSubmissionFile,
  startSubmissionFile,
} from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'
import { anAssignment, anUpload, aStudent, codeOf, dueAt, handIn, james } from '../../support/assignments.ts'
import { anEvent, aPerson, aWebinar, minutes, start } from '../../support/build.ts'
import { openFileStore, seat, sendFile, unseat } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'

const open = async () => {
  const materials = { table: await freshTable(), files: await openFileStore() }
  const { table } = materials
  await james(table)
  await saveInstructor(table, { slug: 'kim', name: 'Kim', headline: '', bio: '', email: 'kim@example.com' })
  await anEvent(table, { instructors: ['james'] })
  await aWebinar(table, { instructors: ['kim'] })
  const assignment = await anAssignment(table)
  const ada = await aStudent(table, 'ada@example.com')
  const where = (id: string) => ({ slug: '5w22', assignment: assignment.id, id })
  return { materials, table, assignment, ada, where }
}

describe('a file for an assignment', () => {
  test('goes to the store by a link for exactly it, is handed in with a version, and stays with it', async () => {
    const { materials, table, assignment, ada, where } = await open()
    const asked = NewSubmissionFile.parse({ filename: 'answers.csv', bytes: 5 })
    const { file, upload } = await startSubmissionFile(materials, '5w22', assignment.id, ada, asked, start)
    expect(file).toMatchObject({ type: 'text/csv', state: 'awaiting' })
    expect(file.key).toMatch(/^materials\/submissions\/5w22\/[\w-]{27}$/)
    const done = () => finishSubmissionFile(materials, where(file.id), ada, start)
    expect(await codeOf(done())).toBe('materials.not-uploaded')
    expect(await codeOf(handIn(table, assignment, ada, { files: [file.id] }))).toBe('teaching.contradiction')
    expect((await sendFile(upload, 'longer')).ok).toBe(false)
    expect((await sendFile(upload, 'words')).ok).toBe(true)
    expect(await done()).toMatchObject({ state: 'there' })
    expect(await done()).toMatchObject({ state: 'there' })
    await handIn(table, assignment, ada, { files: [file.id] })
    // Another version may take it over.
    await handIn(table, assignment, ada, { after: 1, text: 'more', files: [file.id] })
    expect(await codeOf(removeSubmissionFile(materials, where(file.id), ada, start))).toBe('teaching.file-in-use')
    const { versions, files } = await openAssignment(table, '5w22', assignment.id, ada, start)
    expect(versions.map((version) => version.files)).toEqual([[file.id], [file.id]])
    expect(files).toMatchObject([{ id: file.id, version: 2 }])
  })

  test('that is taken back goes with its version, which the store would keep from an erasure that comes later', async () => {
    const { materials, assignment, ada, where } = await open()
    const file = await anUpload(materials, assignment, ada)
    const gone: string[] = []
    const files = {
      ...materials.files,
      remove: async (key: string) => void gone.push(`removed ${key}`),
      erase: async (key: string) => void gone.push(`erased ${key}`),
    }
    await removeSubmissionFile({ ...materials, files }, where(file.id), ada, start)
    expect(gone).toEqual([`erased ${file.key}`])
  })

  test('that was not handed in can be taken away; of another length or type it is refused', async () => {
    const { materials, table, assignment, ada, where } = await open()
    const file = await anUpload(materials, assignment, ada)
    await removeSubmissionFile(materials, where(file.id), ada, start)
    expect(await materials.files.find(file.key)).toBeUndefined()
    expect(await codeOf(removeSubmissionFile(materials, where(file.id), ada, start))).toBe('not-found')
    for (const [filename, bytes] of [
      ['page.html', 5],
      ['picture.svg', 5],
      ['../a.pdf', 5],
      ['a.pdf', 0],
      ['a.pdf', 101 * 1024 ** 2],
      ['gnp.exe\u202e.png', 5],
    ] as const) {
      expect([filename, NewSubmissionFile.safeParse({ filename, bytes }).success]).toEqual([filename, false])
    }
    for (let index = 0; index < 5; index += 1) await anUpload(materials, assignment, ada, { filename: `${index}.png` })
    expect(await codeOf(anUpload(materials, assignment, ada))).toBe('teaching.too-many-files')
    const { files } = await openAssignment(table, '5w22', assignment.id, ada, start)
    await handIn(table, assignment, ada, { files: files.map(({ id }) => id) })
    expect(await codeOf(anUpload(materials, assignment, ada))).toBe('done')
    expect(await codeOf(anUpload(materials, assignment, ada, { now: minutes(1, dueAt) }))).toBe('teaching.too-late')
  })

  test('is no recording where nothing is recorded', async () => {
    const { materials, table } = await open()
    await anEvent(table, { slug: 'quiet', code: undefined, kind: 'breakout', recording: 'never', access: 'everyone' })
    const assignment = await anAssignment(table, {}, 'quiet')
    const bob = await aStudent(table, 'bob@example.com', 'quiet')
    const refused = anUpload(materials, assignment, bob, { filename: 'talk.mp4' })
    expect(await codeOf(refused)).toBe('teaching.recording-not-allowed')
    expect(await codeOf(anUpload(materials, assignment, bob))).toBe('done')
  })

  test('opens to its owner and, once handed in, to those who teach; nobody else finds it', async () => {
    const { materials, table, assignment, ada, where } = await open()
    const [handedIn, draft] = [await anUpload(materials, assignment, ada), await anUpload(materials, assignment, ada)]
    await handIn(table, assignment, ada, { files: [handedIn.id] })
    const [teacher, other, admin] = await Promise.all(
      ['james', 'kim', 'karl'].map((name) => aPerson(table, `${name}@example.com`)),
    )
    if (!teacher || !other || !admin) throw new Error('someone is missing')
    const eve = await aStudent(table, 'eve@example.com')
    const refunded = await aStudent(table, 'refunded@example.com')
    await unseat(table, refunded.id, '5w22')

    const own = (id: string, actor: Parameters<typeof openOwnFile>[2]) =>
      openOwnFile(materials, where(id), actor, start)
    const theirs = (id: string, actor: Parameters<typeof openHandedIn>[2]) =>
      openHandedIn(materials, { ...where(id), person: ada.id }, actor)
    for (const { id } of [handedIn, draft]) {
      expect(await (await fetch((await own(id, ada)).url)).text()).toBe('words')
      for (const actor of [eve, refunded, teacher, other, { ...admin, admin: true }]) {
        expect(await codeOf(own(id, actor))).toBe('not-found')
      }
      for (const actor of [ada, eve, refunded, other]) expect(await codeOf(theirs(id, actor))).toBe('not-found')
      expect(await codeOf(own(id, visitor))).toBe('identity.sign-in-needed')
      expect(await codeOf(theirs(id, visitor))).toBe('identity.sign-in-needed')
      // Through an event of one's own.
      const elsewhere = { ...where(id), slug: 'kpis', person: ada.id }
      expect(await codeOf(openHandedIn(materials, elsewhere, other))).toBe('not-found')
    }
    for (const actor of [teacher, { ...admin, admin: true }]) {
      const { url } = await theirs(handedIn.id, actor)
      expect(url).toContain('X-Amz-Expires=300')
      expect(await (await fetch(url)).text()).toBe('words')
      expect(await codeOf(theirs(draft.id, actor))).toBe('not-found')
    }
    expect((await getWork(table, '5w22', { person: ada.id, assignment: assignment.id })).files).toMatchObject([
      { id: handedIn.id },
    ])
    await unseat(table, ada.id, '5w22')
    expect(await codeOf(own(handedIn.id, ada))).toBe('not-found')
    await seat(table, ada.id, '5w22')
    expect(await codeOf(own(handedIn.id, ada))).toBe('done')
  })
})
