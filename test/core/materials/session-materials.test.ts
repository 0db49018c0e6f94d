import { deleteDraft, EventChange, editEvent, saveInstructor } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import {
  addMaterial,
  type FileStore,
  finishMaterial,
  listMaterials,
  listMaterialsFor,
  NewMaterial,
  openMaterial,
  recordingAllowed,
  removeMaterial,
} from '@lectern/core/materials'
import { grantMembership } from '@lectern/core/membership'
import type { Table } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aWebinar, draftEvent, minutes, start } from '../../support/build.ts'
import { aHandout, aLink, openFileStore, seat, sendFile, unseat, vimeo } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'

const by = { by: 'per_admin', now: start }
const open = async (): Promise<{ table: Table; files: FileStore }> => ({
  table: await freshTable(),
  files: await openFileStore(),
})
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )

describe('a recording or handout', () => {
  test('by a link is there at once, as a file when the store has what was announced', async () => {
    const materials = await open()
    const event = await anEvent(materials.table)
    const recording = await aLink(materials, event)
    expect(recording).toMatchObject({ event: '5w22', kind: 'recording', link: vimeo, state: 'there' })

    const asked = NewMaterial.parse({
      ...{ kind: 'handout', session: event.sessions[1]?.id, filename: 'Slides 2.pdf', bytes: 8 },
    })
    const { material, upload } = await addMaterial(materials, '5w22', asked, by)
    expect(material).toMatchObject({ title: 'Slides 2', state: 'awaiting', file: { type: 'application/pdf' } })
    expect(material.file?.key).toMatch(/^materials\/events\/5w22\/[\w-]{27}$/)
    const done = () => finishMaterial(materials, '5w22', material.id, minutes(1))
    expect(await codeOf(done())).toBe('materials.not-uploaded')
    expect((await sendFile(upload ?? { url: '', headers: {} }, '%PDF-1.7')).status).toBe(200)
    expect(await done()).toMatchObject({ state: 'there', addedAt: minutes(1) })
    expect(await done()).toMatchObject({ state: 'there', addedAt: minutes(1) })
    expect(await listMaterials(materials.table, '5w22')).toMatchObject([
      { id: recording.id },
      { id: material.id, state: 'there' },
    ])

    await removeMaterial(materials, '5w22', material.id)
    expect(await materials.files.find(material.file?.key ?? '')).toBeUndefined()
    expect(await codeOf(done())).toBe('not-found')
  })

  test('is of a session that the event has, and is either a link or a file', async () => {
    const materials = await open()
    const event = await anEvent(materials.table)
    expect(await codeOf(aLink(materials, event, { session: 'ses_other' }))).toBe('materials.contradiction')
    const base = { session: 'ses_1', kind: 'handout', title: 'A' }
    const wrong = [
      {},
      { link: 'http://vimeo.com/1' },
      { link: 'javascript:alert(1)' },
      { link: vimeo, filename: 'a.pdf', bytes: 1 },
      { filename: 'a.pdf' },
      { filename: 'a.html', bytes: 1 },
      { filename: '../a.pdf', bytes: 1 },
      { filename: 'a.pdf', bytes: 0 },
      { filename: 'a.mp4', bytes: 6 * 1024 ** 3 },
      { link: vimeo, title: undefined },
    ]
    for (const more of wrong) expect([more, NewMaterial.safeParse({ ...base, ...more }).success]).toEqual([more, false])
  })
})

describe('an event that is never recorded', () => {
  test('takes no recording: by link, by file, by another name, nor one that was begun before', async () => {
    const materials = await open()
    const terms = { kind: 'breakout', recording: 'never' }
    const event = await anEvent(materials.table, terms)
    const refused = (more: Record<string, unknown>) => codeOf(aLink(materials, event, more))
    const file = (kind: string, filename: string) => ({ kind, filename, bytes: 8, link: undefined })
    for (const more of [
      {},
      file('recording', 'talk.mp4'),
      file('recording', 'talk.pdf'),
      file('handout', 'talk.MP4'),
      file('handout', 'talk.mp3'),
      { kind: 'handout' },
      { kind: 'handout', link: 'https://us02web.zoom.us/rec/share/abc' },
      { kind: 'handout', link: 'https://www.youtube.com./watch?v=1' },
      { kind: 'handout', link: 'https://files.example.com/talk.mp4' },
    ]) {
      expect([more, await refused(more)]).toEqual([more, 'materials.recording-not-allowed'])
    }
    expect(await listMaterials(materials.table, '5w22')).toEqual([])
    expect(await refused({ kind: 'handout', link: 'https://notes.example.com/agenda' })).toBe('done')
    expect(await codeOf(aHandout(materials, event))).toBe('done')
    expect(recordingAllowed({ recording: 'always' }, { kind: 'recording', link: vimeo })).toBe(true)
  })

  test('since a moment ago opens what was added before to nobody, not to admins either', async () => {
    const materials = await open()
    const { table } = materials
    const event = await anEvent(table)
    const [recording, handout] = [await aLink(materials, event), await aHandout(materials, event)]
    const awaited = NewMaterial.parse({
      ...{ kind: 'recording', session: event.sessions[0]?.id, filename: 'talk.mp4', bytes: 8 },
    })
    const { material } = await addMaterial(materials, '5w22', awaited, by)
    await editEvent(table, '5w22', EventChange.parse({ recording: 'never' }), start)
    const ada = await aPerson(table, 'ada@example.com')
    await seat(table, ada.id, '5w22')
    for (const actor of [ada, { ...ada, admin: true }]) {
      expect(await codeOf(openMaterial(materials, '5w22', recording.id, actor, start))).toBe('not-found')
      expect((await listMaterialsFor(table, '5w22', actor, start)).materials).toMatchObject([{ id: handout.id }])
    }
    expect(await codeOf(finishMaterial(materials, '5w22', material.id, start))).toBe('materials.recording-not-allowed')
  })
})

describe('what is handed out', () => {
  test('opens for those who attend, who teach and who run it, and for nobody else', async () => {
    const materials = await open()
    const { table } = materials
    await saveInstructor(table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
    const event = await anEvent(table, { instructors: ['james'], includedInMembership: true })
    const other = await aWebinar(table)
    const [link, file, foreign] = [
      await aLink(materials, event),
      await aHandout(materials, event, { body: 'words' }),
      await aLink(materials, other),
    ]
    const names = ['ada', 'bob', 'refunded', 'member', 'ex-member', 'james', 'admin'] as const
    const [ada, bob, refunded, member, exMember, james, person] = await Promise.all(
      names.map((name) => aPerson(table, `${name}@example.com`)),
    )
    if (!ada || !bob || !refunded || !member || !exMember || !james || !person) throw new Error('someone is missing')
    await seat(table, ada.id, '5w22')
    await seat(table, bob.id, 'kpis')
    await seat(table, refunded.id, '5w22')
    await unseat(table, refunded.id, '5w22')
    for (const { id } of [member, exMember]) await seat(table, id, '5w22', 'membership')
    await grantMembership(table, member.id, { plan: 'all-access' }, start)
    await grantMembership(table, exMember.id, { plan: 'all-access', until: minutes(10) }, start)

    const now = minutes(20)
    const at = (slug: string, id: string, actor: typeof ada) => openMaterial(materials, slug, id, actor, now)
    for (const actor of [ada, member, james, { ...person, admin: true }]) {
      expect(await at('5w22', link.id, actor)).toMatchObject({ url: vimeo })
      expect(await (await fetch((await at('5w22', file.id, actor)).url)).text()).toBe('words')
      expect((await listMaterialsFor(table, '5w22', actor, now)).materials).toHaveLength(2)
    }
    expect(await openMaterial(materials, '5w22', link.id, exMember, minutes(5))).toMatchObject({ url: vimeo })
    for (const actor of [bob, refunded, exMember]) {
      for (const { id } of [link, file]) expect(await codeOf(at('5w22', id, actor))).toBe('not-found')
      expect(await codeOf(listMaterialsFor(table, '5w22', actor, now))).toBe('not-found')
    }
    expect(await codeOf(openMaterial(materials, '5w22', link.id, visitor, now))).toBe('identity.sign-in-needed')
    // By guessing, and through an event of one's own.
    for (const id of ['mat_none', '#', foreign.id]) expect(await codeOf(at('5w22', id, ada))).toBe('not-found')
    for (const { id } of [link, file]) expect(await codeOf(at('kpis', id, bob))).toBe('not-found')
    expect(await codeOf(at('none', link.id, ada))).toBe('not-found')
    expect(await at('kpis', foreign.id, bob)).toMatchObject({ url: vimeo })
  })

  test('goes by links of five minutes, and not before it is there', async () => {
    const materials = await open()
    const event = await anEvent(materials.table)
    const ada = await aPerson(materials.table, 'ada@example.com')
    await seat(materials.table, ada.id, '5w22')
    const { url } = await openMaterial(materials, '5w22', (await aHandout(materials, event)).id, ada, start)
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('300')
    const asked = NewMaterial.parse({
      ...{ kind: 'handout', session: event.sessions[0]?.id, filename: 'a.pdf', bytes: 8 },
    })
    const { material } = await addMaterial(materials, '5w22', asked, by)
    expect(await codeOf(openMaterial(materials, '5w22', material.id, ada, start))).toBe('not-found')
  })

  test('stays hidden when the event’s address comes to another event, whose sessions are others', async () => {
    const materials = await open()
    const { table } = materials
    const { id } = await aLink(materials, await draftEvent(table))
    const ada = { ...(await aPerson(table, 'ada@example.com')), admin: true }
    expect(await openMaterial(materials, '5w22', id, ada, start)).toMatchObject({ url: vimeo })
    await deleteDraft(table, '5w22', start)
    expect(await codeOf(openMaterial(materials, '5w22', id, ada, start))).toBe('not-found')
    await draftEvent(table, { title: 'Another class' })
    expect(await codeOf(openMaterial(materials, '5w22', id, ada, start))).toBe('not-found')
    expect((await listMaterialsFor(table, '5w22', ada, start)).materials).toEqual([])
  })

  test('is listed by the same few reads, with sixty of them and two hundred who attend', async () => {
    const { table, reads, reset } = meter(await freshTable())
    const materials = { table, files: await openFileStore() }
    const event = await anEvent(table)
    const ada = await aPerson(table, 'ada@example.com')
    await seat(table, ada.id, '5w22')
    for (let index = 0; index < 60; index += 1) {
      const session = event.sessions[index % 5]?.id
      await aLink(materials, event, { session, title: `Number ${index}` })
    }
    const cost = async () => {
      reset()
      expect((await listMaterialsFor(table, '5w22', ada, start)).materials).toHaveLength(60)
      return reads()
    }
    const alone = await cost()
    await Promise.all(Array.from({ length: 200 }, (_, index) => seat(table, `per_${index}`, '5w22')))
    expect(await cost()).toBe(alone)
    expect(alone).toBeLessThanOrEqual(6)
  })
})
