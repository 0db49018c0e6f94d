import { actorOf, ensurePerson, type PersonActor } from '@lectern/core/identity'
import {
  forgetOpenings,
  formatOpened,
  isWatched,
  listOpenedEverywhere,
  listOpenedOf,
  listOpeningsOf,
  noteOpening,
  openMaterial,
  playMaterial,
  resumeAt,
  saveWatchPosition,
  watchMaterial,
  watchSeconds,
} from '@lectern/core/materials'
import { addSeconds } from '@lectern/core/platform'
import { exportPerson } from '@lectern/core/privacy'
import { erasePerson } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, start } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { aHandout, aLink, openFileStore, seat, unseat } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { aRecording, published, silence } from '../../support/recordings.ts'
import { freshTable } from '../../support/table.ts'
import { itemsWith } from '../../support/whole-table.ts'

const later = addSeconds(published, 60)
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )

const prepared = async () => {
  const materials = { table: await freshTable(), files: await openFileStore() }
  const event = await anEvent(materials.table)
  const ada = await aPerson(materials.table, 'ada@example.com')
  await seat(materials.table, ada.id, '5w22')
  const [recording, handout, link] = [
    await aRecording(materials, event),
    await aHandout(materials, event),
    await aLink(materials, event, { title: 'Elsewhere' }),
  ]
  const save = (seconds: number, realNow: string, who: PersonActor = ada, material = recording.id) =>
    saveWatchPosition(materials.table, { event: '5w22', material, seconds, length: 60 }, who, {
      now: later,
      realNow,
    })
  return { materials, ...materials, event, ada, recording, handout, link, save }
}

describe('what someone opened', () => {
  test('is counted by what it is, links too, and told to anyone who teaches; of those who teach nothing is kept', async () => {
    const { materials, table, ada, recording, link } = await prepared()
    const karl = { ...(await aPerson(table, 'karl@example.com')), admin: true }
    for (const [who, now] of [
      [ada, published],
      [ada, later],
      [karl, later],
    ] as const) {
      expect(await openMaterial(materials, '5w22', link.id, who, now)).toMatchObject({ noted: true })
    }
    await openMaterial(materials, '5w22', recording.id, ada, later)
    expect(await listOpenedOf(table, '5w22', ada.id)).toEqual(
      new Map([
        [link.id, expect.objectContaining({ firstAt: published, lastAt: later, count: 2 })],
        [recording.id, expect.objectContaining({ firstAt: later, lastAt: later, count: 1 })],
      ]),
    )
    expect(await listOpenedEverywhere(table, karl.id)).toEqual([])
    const { items } = await listOpeningsOf(table, { event: '5w22', material: link.id }, { limit: 50 })
    expect(items).toMatchObject([{ personId: ada.id, email: 'ada@example.com', count: 2, position: undefined }])
  })

  test('keeps nobody from it when it cannot be kept', async () => {
    const { materials, table, ada, recording } = await prepared()
    const client = Object.create(table.client)
    const failing = { ...table, client }
    client.send = (command: { constructor: { name: string } }, ...rest: unknown[]) =>
      command.constructor.name.startsWith('Update')
        ? Promise.reject(new Error('broken'))
        : Reflect.apply(table.client.send, table.client, [command, ...rest])
    const opened = await openMaterial({ ...materials, table: failing }, '5w22', recording.id, ada, later)
    expect(opened.noted).toBe(false)
    expect((await fetch(opened.url)).status).toBe(200)
  })

  test('is listed by name in pages that cost the same however many there are', async () => {
    const { table, materials, recording, save } = await prepared()
    const names = Array.from({ length: 60 }, (_, index) => `Reader ${String(index).padStart(3, '0')}`)
    for (const name of names) {
      const who = { ...(await aPerson(table, `${name.replace(' ', '')}@example.com`)), name }
      await seat(table, who.id, '5w22')
      await openMaterial(materials, '5w22', recording.id, who, later)
      await save(30, start, who)
    }
    const page = (cursor?: string) =>
      listOpeningsOf(table, { event: '5w22', material: recording.id }, { cursor, limit: 50 })
    const first = await page()
    expect(first.items.map(({ name }) => name)).toEqual(names.slice(0, 50))
    expect(first.items[0]?.position).toEqual({ seconds: 30, length: 60 })
    const second = await page(first.next)
    expect([second.items.map(({ name }) => name), second.next]).toEqual([names.slice(50), undefined])
  })

  test('goes whole with the person', async () => {
    const { materials, table, ada, recording, save } = await prepared()
    await openMaterial(materials, '5w22', recording.id, ada, later)
    await save(30, start)
    expect(await listOpenedEverywhere(table, ada.id)).toMatchObject([
      { event: '5w22', material: recording.id, count: 1, position: { seconds: 30, length: 60 } },
    ])
    await forgetOpenings(table, ada.id)
    await forgetOpenings(table, ada.id)
    expect(await listOpenedEverywhere(table, ada.id)).toEqual([])
    expect((await itemsWith(table, ada.id)).filter((item) => /opened#|watched#/.test(String(item.pk)))).toEqual([])
  })
})

test('what someone opened, and how far they watched, goes when they are erased', async () => {
  const desk = await openDesk({ files: await openFileStore() })
  const { table } = desk
  await anEvent(table)
  const person = await ensurePerson(table, { email: 'zoe@example.com', name: 'Zoe' }, start)
  await noteOpening(table, { event: '5w22', material: 'mat_1', by: 'attending' }, actorOf(person, 'session'), start)
  expect((await exportPerson(table, person, start, start)).opened).toMatchObject([{ material: 'mat_1', count: 1 }])
  await erasePerson(desk, person, { cancel: false }, start)
  await drain(desk)
  expect(await listOpenedEverywhere(table, person.id)).toEqual([])
  expect(await itemsWith(table, 'zoe')).toEqual([])
})

describe('how far someone watched', () => {
  test('is kept once a second at most, stays when the access ends, and comes back with it', async () => {
    const { materials, table, ada, recording, handout, save } = await prepared()
    const at = (seconds: number) => addSeconds(start, seconds)
    await save(12, at(0))
    expect(await codeOf(save(13, at(0)))).toBe('materials.position-too-often')
    expect(await codeOf(save(11, at(-5)))).toBe('materials.position-too-often')
    await save(31, at(1))
    const position = async () => (await watchMaterial(materials, '5w22', recording.id, ada, later)).position
    expect(await position()).toEqual({ seconds: 31, length: 60 })
    expect(await codeOf(save(1, at(2), ada, handout.id))).toBe('not-found')
    expect(await codeOf(save(1, at(2), ada, 'mat_none'))).toBe('not-found')

    await unseat(table, ada.id, '5w22')
    expect(await codeOf(save(40, at(3)))).toBe('not-found')
    expect(await codeOf(position())).toBe('not-found')
    expect((await listOpenedOf(table, '5w22', ada.id)).get(recording.id)?.position?.seconds).toBe(31)
    await seat(table, ada.id, '5w22')
    expect(await position()).toEqual({ seconds: 31, length: 60 })
  })

  test('costs three units read and one written to keep, and five read to show, however often it is opened', async () => {
    const { materials, table, ada, recording, save } = await prepared()
    const { reads, writes, reset } = meter(table)
    reset()
    await save(12, start)
    expect([reads(), writes()]).toEqual([3, 1])
    reset()
    await watchMaterial(materials, '5w22', recording.id, ada, later)
    expect(reads()).toBeLessThanOrEqual(5)
    reset()
    await listOpenedOf(table, '5w22', ada.id)
    expect(reads()).toBe(1)
    for (const _ of [1, 2]) {
      reset()
      await noteOpening(table, { event: '5w22', material: recording.id, by: 'attending' }, ada, later)
      expect([reads(), writes()]).toEqual([0, 2])
    }
  })

  test('is said in words', () => {
    const of = (seconds: number, length = 3490) => ({ count: 1, position: { seconds, length } })
    expect(formatOpened(of(750))).toBe('Watched to 12:30 of 58:10')
    expect(formatOpened(of(3480))).toBe('Watched')
    expect(formatOpened(of(0))).toBe('Opened')
    expect(formatOpened({ count: 2 })).toBe('Opened')
    expect(formatOpened(undefined)).toBeUndefined()
    expect([of(750), of(3480), of(3476), of(5, 6), of(3, 6)].map(({ position }) => resumeAt(position))).toEqual([
      750, 0, 0, 5, 3,
    ])
    expect(isWatched({ seconds: 58, length: 60 })).toBe(true)
  })
})

describe('a player’s link', () => {
  test('plays this recording for some minutes, in its place, and is given to those who may open it alone', async () => {
    const { materials, table, ada, recording, handout, link } = await prepared()
    const play = (id: string, who = ada, slug = '5w22') => playMaterial(materials, slug, id, who, later)
    const { url } = await play(recording.id)
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe(String(watchSeconds))
    const answer = await fetch(url, { headers: { range: 'bytes=0-3' } })
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      206,
      'audio/mpeg',
      'inline',
    ])
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(silence(1).slice(0, 4))
    for (const id of [handout.id, link.id, 'mat_none']) expect(await codeOf(play(id))).toBe('not-found')
    await anEvent(table, { slug: 'other', code: 'OTHER' })
    const eve = await aPerson(table, 'eve@example.com')
    await seat(table, eve.id, 'other')
    expect(await codeOf(play(recording.id, eve))).toBe('not-found')
    expect(await codeOf(play(recording.id, eve, 'other'))).toBe('not-found')
    expect(await codeOf(playMaterial(materials, '5w22', recording.id, { kind: 'visitor' }, later))).toBe(
      'identity.sign-in-needed',
    )
    await unseat(table, ada.id, '5w22')
    expect(await codeOf(play(recording.id))).toBe('not-found')
  })
})
