import { EventChange, editEvent } from '@lectern/core/catalog'
import {
  changeCaptions,
  type FileStore,
  findCaptions,
  findCaptionsText,
  listCaptions,
  openCaptions,
  readCues,
  removeCaptions,
  removeMaterial,
  saveCaptions,
  searchClass,
} from '@lectern/core/materials'
import type { Table } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, minutes, start } from '../../support/build.ts'
import { aHandout, aLink, openFileStore, seat, unseat } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { aRecording, captionsOf, published } from '../../support/recordings.ts'
import { freshTable } from '../../support/table.ts'

type Materials = { table: Table; files: FileStore }
const open = async (): Promise<Materials> => ({ table: await freshTable(), files: await openFileStore() })
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )
const by = { event: '5w22', by: 'per_teacher' }
const times = { now: published, realNow: start }

describe('captions of a recording', () => {
  test('are kept as text in the store, replaced, changed by revision, and go with the recording', async () => {
    const materials = await open()
    const event = await anEvent(materials.table)
    const { id } = await aRecording(materials, event)
    const of = { event: '5w22', material: id }
    const save = (vtt: string, revision?: number) =>
      saveCaptions(materials, { ...by, material: id, vtt, revision }, minutes(1))
    const first = await save(captionsOf('<v Karl>Welcome', 'to <script>week</script> one'), 0)
    expect(first).toMatchObject({ cues: 2, seconds: 19, revision: 1, by: 'per_teacher', updatedAt: minutes(1) })
    expect(first.key).toMatch(/^materials\/captions\/5w22\/[\w-]{27}\.vtt$/)
    expect(await materials.files.find(first.key)).toMatchObject({ type: 'text/vtt; charset=utf-8' })
    const text =
      'WEBVTT\n\n00:00:00.000 --> 00:00:09.000\nKarl: Welcome\n\n00:00:10.000 --> 00:00:19.000\nto week one\n'
    expect((await findCaptionsText(materials, of))?.text).toBe(text)

    expect(await save(text)).toEqual(first)
    expect(await codeOf(save(captionsOf('Another'), 0))).toBe('materials.captions-changed')
    const cues = (await readCues(text)).map((cue) => ({ ...cue, text: cue.text.replace('Karl', 'Amy') }))
    const change = (revision: number) => changeCaptions(materials, { ...by, material: id, cues, revision }, minutes(2))
    const second = await change(1)
    expect(second).toMatchObject({ revision: 2 })
    expect(await materials.files.read(first.key)).toBeUndefined()
    expect((await findCaptionsText(materials, of))?.text).toContain('Amy: Welcome')
    expect(await codeOf(save(captionsOf('Late'), 1))).toBe('materials.captions-changed')
    expect(await listCaptions(materials.table, '5w22')).toEqual([second])

    await removeMaterial(materials, '5w22', id)
    expect(await findCaptions(materials.table, of)).toBeUndefined()
    expect(await materials.files.read(second.key)).toBeUndefined()
    await removeCaptions(materials, of)
  })

  test('saved by two at once are those of one, whole, and no text is left over', async () => {
    const materials = await open()
    const { id } = await aRecording(materials, await anEvent(materials.table))
    const written: string[] = []
    const files: FileStore = {
      ...materials.files,
      write: (key, ...rest) => {
        written.push(key)
        return materials.files.write(key, ...rest)
      },
    }
    const saved = await Promise.all(
      ['one', 'two', 'three'].map((word) =>
        codeOf(
          saveCaptions({ ...materials, files }, { ...by, material: id, vtt: captionsOf(word), revision: 0 }, start),
        ),
      ),
    )
    expect(saved.filter((outcome) => outcome === 'done')).toHaveLength(1)
    const kept = await findCaptions(materials.table, { event: '5w22', material: id })
    for (const key of written) expect((await files.read(key)) !== undefined).toBe(key === kept?.key)
  })

  test('are taken of recordings alone, and of nothing where nothing is recorded', async () => {
    const materials = await open()
    const event = await anEvent(materials.table)
    const [recording, handout, link] = await Promise.all([
      aRecording(materials, event),
      aHandout(materials, event),
      aLink(materials, event),
    ])
    const save = (material: string, vtt = captionsOf('Hi')) =>
      codeOf(saveCaptions(materials, { ...by, material, vtt }, start))
    expect(await save(handout.id)).toBe('materials.no-captions')
    expect(await save('mat_none')).toBe('not-found')
    expect(await save(recording.id, 'Hi')).toBe('materials.captions-wrong')
    expect(await save(link.id)).toBe('done')
    await editEvent(materials.table, '5w22', EventChange.parse({ recording: 'never' }), start)
    expect(await save(recording.id)).toBe('materials.recording-not-allowed')
    const ada = await aPerson(materials.table, 'ada@example.com')
    await seat(materials.table, ada.id, '5w22')
    expect(await codeOf(openCaptions(materials, '5w22', link.id, ada, published))).toBe('not-found')
  })
})

describe('searching a class', () => {
  const prepared = async () => {
    const materials = await open()
    const event = await anEvent(materials.table)
    const [one, two, slides] = [
      await aRecording(materials, event),
      await aRecording(materials, event, { title: 'Week two', session: event.sessions[1]?.id }),
      await aHandout(materials, event, { filename: 'Pricing worksheet.pdf' }),
    ]
    const save = (material: string, ...lines: string[]) =>
      saveCaptions(materials, { ...by, material, vtt: captionsOf(...lines) }, start)
    await save(one.id, 'Welcome to the class', 'Today: how to price', 'managed services', 'for a small client')
    await save(two.id, 'Last week we spoke of pricing.', 'Now: Überstunden & <b>tickets</b>')
    const ada = await aPerson(materials.table, 'ada@example.com')
    await seat(materials.table, ada.id, '5w22')
    const search = async (words: string, who = ada) => {
      const { hits } = await searchClass(materials, '5w22', words, who, times)
      return hits.map(({ material, seconds }) => [material.title, seconds])
    }
    return { materials, event, ada, one, two, slides, search }
  }

  test('finds titles and places, also of words that two captions share, spelt nearly so, or begun', async () => {
    const { search } = await prepared()
    expect(await search('managed client')).toEqual([['Week one', 20]])
    expect(await search('pric')).toEqual(
      expect.arrayContaining([
        ['Pricing worksheet', undefined],
        ['Week one', 10],
        ['Week two', 0],
      ]),
    )
    expect(await search('überstunden tickets')).toEqual([['Week two', 10]])
    expect(await search('worksheat')).toEqual([['Pricing worksheet', undefined]])
    expect(await search('blockchain')).toEqual([])
    expect(await search('  ')).toEqual([])
    expect(await search('<b> ) ( * AND OR')).toEqual([])
  })

  test('shows nobody anything that they may not open, and follows what is taken away or changed', async () => {
    const { materials, search, two, ada } = await prepared()
    const bob = await aPerson(materials.table, 'bob@example.com')
    expect(await codeOf(search('week', bob))).toBe('not-found')
    await removeCaptions(materials, { event: '5w22', material: two.id })
    expect(await search('tickets')).toEqual([])
    await saveCaptions(materials, { ...by, material: two.id, vtt: captionsOf('Only hedgehogs') }, start)
    expect(await search('hedgehogs')).toEqual([['Week two', 0]])
    await unseat(materials.table, ada.id, '5w22')
    expect(await codeOf(search('hedgehogs'))).toBe('not-found')
  })

  test('takes the same few reads however many attend, and is not done without end', async () => {
    const { materials, search, ada } = await prepared()
    const { reads, writes, reset } = meter(materials.table)
    const cost = async () => {
      reset()
      await search('pricing')
      return [reads(), writes()]
    }
    await search('pricing')
    const before = await cost()
    await Promise.all(Array.from({ length: 50 }, (_, index) => seat(materials.table, `per_${index}`, '5w22')))
    expect(await cost()).toEqual(before)
    expect(before[0]).toBeLessThanOrEqual(6)
    for (let count = 0; count < 117; count += 1) await search('pricing')
    expect(await codeOf(search('pricing', ada))).toBe('identity.too-many-attempts')
  })
})
