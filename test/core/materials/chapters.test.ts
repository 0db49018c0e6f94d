import type { Event } from '@lectern/core/catalog'
import { listMaterials, readChapters, setChapters, writeChapters } from '@lectern/core/materials'
import type { Table } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { anEvent } from '../../support/build.ts'
import { aHandout, filesAt } from '../../support/materials.ts'
import { aRecording } from '../../support/recordings.ts'
import { freshTable } from '../../support/table.ts'

const refusal = (typed: string): string => {
  try {
    readChapters(typed)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'taken'
}

describe('chapters as they are typed', () => {
  test('are read by line, in the order of their times, and written again alike', () => {
    const typed = '4:10 What belongs on the board\n0:00 Welcome\n\n1:02:03 Questions'
    const chapters = readChapters(typed)
    expect(chapters).toEqual([
      { seconds: 0, title: 'Welcome' },
      { seconds: 250, title: 'What belongs on the board' },
      { seconds: 3723, title: 'Questions' },
    ])
    expect(readChapters(writeChapters(chapters))).toEqual(chapters)
    expect(readChapters(' \n')).toEqual([])
    expect(writeChapters(undefined)).toBe('')
  })

  test.each([
    ['without a time', '0:00 Welcome\nQuestions', 'Line 2'],
    ['without a title', '0:00', 'Line 1'],
    ['with seconds that no clock shows', '1:75 Late', 'Line 1'],
    ['beyond a day', '25:00:00 Late', 'at most 24 hours'],
    ['at the same time', '1:00 One\n0:01:00 Two', 'Two chapters begin at 1:00'],
    ['too many', Array.from({ length: 51 }, (_, at) => `${at}:00 Part`).join('\n'), 'up to 50'],
  ])('%s are refused with what is wrong', (_, typed, words) => {
    expect(refusal(typed)).toContain(words)
  })
})

describe('the chapters of a recording', () => {
  let bucket: Bucket
  let table: Table
  let event: Event
  beforeAll(async () => {
    bucket = await startBucket()
    table = await freshTable()
    event = await anEvent(table)
  })
  afterAll(() => bucket?.stop())

  test('are kept with it and taken away again; a handout has none', async () => {
    const materials = { table, files: filesAt(bucket) }
    const { id } = await aRecording(materials, event)
    const chaptersNow = async () => (await listMaterials(table, '5w22')).find((one) => one.id === id)?.chapters
    const chapters = readChapters('0:00 Welcome\n4:10 Board')
    await setChapters(table, '5w22', id, chapters)
    expect(await chaptersNow()).toEqual(chapters)
    await setChapters(table, '5w22', id, [])
    expect(await chaptersNow()).toBeUndefined()
    const handout = await aHandout(materials, event)
    await expect(setChapters(table, '5w22', handout.id, chapters)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(setChapters(table, '5w22', 'mat_none', chapters)).rejects.toMatchObject({ kind: 'not-found' })
  })
})
