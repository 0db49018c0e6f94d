import { loadIndex, renewIndex, type SearchNoun, type Table } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { pendingSearchChange } from '../../../packages/core/src/platform/search-marks.ts'
import { committed } from '../../support/build.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'
import { wholeTable } from '../../support/whole-table.ts'

type Thing = { slug: string; text: string }

/** Things that are kept in memory, and how often all of them were read. */
const aNoun = () => {
  const things = new Map<string, string>()
  const count = { whole: 0, some: 0 }
  const entries = (slugs: Iterable<string>): Thing[] =>
    [...slugs].flatMap((slug) => (things.has(slug) ? [{ slug, text: things.get(slug) ?? '' }] : []))
  const noun: SearchNoun<Thing> = {
    name: 'things',
    readAll: async () => {
      count.whole += 1
      return entries(things.keys())
    },
    readSome: async (_table, slugs) => {
      count.some += slugs.length
      return entries(slugs)
    },
  }
  const change = async (table: Table, slug: string, text: string | undefined): Promise<void> => {
    if (text === undefined) things.delete(slug)
    else things.set(slug, text)
    await committed(table, [pendingSearchChange(table, 'things', slug)])
  }
  return { noun, things, count, change }
}

/** The same table as another process reaches it, which has loaded nothing yet. */
const elsewhere = (table: Table): Table => ({ ...table })

const textsIn = async (table: Table, noun: SearchNoun<Thing>): Promise<string[]> =>
  (await loadIndex(table, noun)).entries.map(({ slug, text }) => `${slug}: ${text}`)

const marksIn = async (table: Table): Promise<unknown[]> =>
  (await wholeTable(table)).filter(({ pk }) => pk === 'search').map(({ sk }) => sk)

describe('an index of what is searched', () => {
  test('holds what there was before it, and every change at once, in each process', async () => {
    const table = await freshTable()
    const { noun, things, count, change } = aNoun()
    things.set('old', 'was there before')
    await change(table, 'new', 'one')
    expect(await textsIn(table, noun)).toEqual(['new: one', 'old: was there before'])
    await renewIndex(table, noun)
    expect(await marksIn(table)).toEqual(['things#head#-'])
    const whole = count.whole
    for (const place of [table, elsewhere(table)]) {
      expect(await textsIn(place, noun)).toEqual(['new: one', 'old: was there before'])
    }
    await change(table, 'new', 'two')
    await change(table, 'old', undefined)
    for (const place of [table, elsewhere(table)]) expect(await textsIn(place, noun)).toEqual(['new: two'])
    await renewIndex(elsewhere(table), noun)
    for (const place of [table, elsewhere(table)]) expect(await textsIn(place, noun)).toEqual(['new: two'])
    expect(count.whole).toBe(whole)
  })

  test('costs one unit while nothing changes, and reads a change once in a process', async () => {
    const table = await freshTable()
    const spent = meter(table)
    const { noun, count, change } = aNoun()
    for (let at = 0; at < 30; at += 1) await change(table, `thing-${at}`, 'x'.repeat(2000))
    await renewIndex(table, noun)
    await loadIndex(table, noun)
    spent.reset()
    const first = await loadIndex(table, noun)
    expect(spent.reads()).toBeLessThanOrEqual(1)
    expect((await loadIndex(table, noun)).entries).toBe(first.entries)
    await change(table, 'thing-3', 'changed')
    const before = count.some
    await loadIndex(table, noun)
    await loadIndex(table, noun)
    expect(count.some).toBe(before + 1)
    spent.reset()
    await renewIndex(await elsewhere(table), noun)
    await renewIndex(table, noun)
    spent.reset()
    await renewIndex(table, noun)
    expect([spent.reads() <= 1, spent.writes()]).toEqual([true, 0])
  })

  test('is larger than an item can be', async () => {
    const table = await freshTable()
    const { noun, things } = aNoun()
    const random = () => Math.random().toString(36).slice(2)
    for (let at = 0; at < 400; at += 1) things.set(`thing-${at}`, Array.from({ length: 400 }, random).join(' '))
    await renewIndex(table, noun)
    things.clear()
    expect((await loadIndex(table, noun)).entries).toHaveLength(400)
    expect((await wholeTable(table)).filter(({ pk }) => pk === 'search-index#things').length).toBeGreaterThan(2)
  })

  test('made by several runs at once loses no change, and what is made too late is refused', async () => {
    const table = await freshTable()
    const { noun, things, change } = aNoun()
    things.set('old', 'zero')
    for (let round = 0; round < 8; round += 1) {
      await Promise.all([
        change(table, `thing-${round % 3}`, `round ${round}`),
        renewIndex(table, noun),
        renewIndex(elsewhere(table), noun),
        loadIndex(table, noun),
      ])
    }
    await renewIndex(table, noun)
    expect(await textsIn(elsewhere(table), noun)).toEqual([
      'old: zero',
      'thing-0: round 6',
      'thing-1: round 7',
      'thing-2: round 5',
    ])
    expect(await marksIn(table)).toEqual(['things#head#-'])
  })

  test('a change that comes while its index is made stays noted', async () => {
    const table = await freshTable()
    const { noun, change } = aNoun()
    await change(table, 'thing', 'early')
    await renewIndex(table, {
      ...noun,
      readSome: async (where, slugs) => {
        const read = await noun.readSome(where, slugs)
        await change(table, 'thing', 'late')
        return read
      },
    })
    expect(await textsIn(elsewhere(table), noun)).toEqual(['thing: late'])
    await renewIndex(table, noun)
    expect(await textsIn(elsewhere(table), noun)).toEqual(['thing: late'])
    expect(await marksIn(table)).toEqual(['things#head#-'])
  })

  test('more changes than a search looks at are worked in by the clock, and leave no old parts behind', async () => {
    const table = await freshTable()
    const { noun, change } = aNoun()
    await renewIndex(table, noun)
    for (let at = 0; at < 450; at += 1) await change(table, `thing-${at}`, 'new')
    expect((await loadIndex(table, noun)).entries).toHaveLength(200)
    await renewIndex(table, noun)
    expect((await loadIndex(table, noun)).entries).toHaveLength(450)
    expect((await wholeTable(table)).filter(({ pk }) => pk === 'search-index#things')).toHaveLength(2)
  })
})
