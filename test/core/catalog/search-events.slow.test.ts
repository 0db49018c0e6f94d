import { cancelEvent, editEvent, listEvents, publishEvent, renewCatalogIndexes } from '@lectern/core/catalog'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, draftEvent, start } from '../../support/build.ts'
import { manyEvents } from '../../support/catalog.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'

const visitor = { admin: false }

const titlesFor = async (table: Awaited<ReturnType<typeof freshTable>>, text: string, viewer = {}): Promise<string[]> =>
  (await listEvents(table, { text, viewer: { ...visitor, ...viewer } })).items.map(({ title }) => title)

describe('a search of events reads words as the store does', () => {
  test('without regard to accents, apostrophes and mistyped letters', async () => {
    const table = await freshTable()
    const cafe = 'Café Talk: Value Pricing'
    const karl = 'Karl’s Office Hours'
    await aWebinar(table, { slug: 'cafe', title: cafe, summary: '' })
    await aWebinar(table, { slug: 'karl', title: karl, summary: '' })
    await renewCatalogIndexes(table)
    const expected: [string, string[]][] = [
      ['cafe', [cafe]],
      ['CAFÉ', [cafe]],
      ['karls', [karl]],
      ['karl’s', [karl]],
      ['karl', [karl]],
      ['vaule', [cafe]],
      ['pricng', [cafe]],
      ['vaule pricng', [cafe]],
      ['the value of', [cafe]],
      ['office ho', [karl]],
      ['cake', []],
      ['hourly', []],
      ['value zebra', []],
    ]
    for (const [sought, found] of expected) expect([sought, await titlesFor(table, sought)]).toEqual([sought, found])
  })
})

describe('a search of events costs a few reads, whatever is asked', () => {
  test.each([50, 2000])(
    'with %i events, of which none, one, or all match',
    async (count) => {
      const table = await freshTable()
      const spent = meter(table)
      await manyEvents(table, count - 1, { title: 'Value Pricing' })
      await anEvent(table, { title: 'Café Talk', kind: 'conference' })
      await renewCatalogIndexes(table)
      await titlesFor(table, 'zebra', { admin: true })
      const costs = async (ask: () => Promise<{ items: unknown[] }>, found: number): Promise<number> => {
        spent.reset()
        expect((await ask()).items).toHaveLength(found)
        return spent.reads()
      }
      expect(await costs(() => listEvents(table, { text: 'zebra', viewer: visitor }), 0)).toBeLessThanOrEqual(1)
      expect(await costs(() => listEvents(table, { text: 'cafe', viewer: visitor }), 1)).toBeLessThanOrEqual(2)
      expect(await costs(() => listEvents(table, { kind: 'conference', viewer: visitor }), 1)).toBeLessThanOrEqual(2)
      expect(await costs(() => listEvents(table, { taughtBy: ['nobody'] }), 0)).toBeLessThanOrEqual(2)
      const early = { until: '2001-01-01T00:00:00Z', viewer: visitor }
      expect(await costs(() => listEvents(table, early), 0)).toBeLessThanOrEqual(1)
      expect(
        await costs(() => listEvents(table, { text: 'pricing', viewer: visitor }, { limit: 20 }), 20),
      ).toBeLessThan(12)
    },
    120_000,
  )

  test('pages go on where the one before ended, in both directions', async () => {
    const table = await freshTable()
    await manyEvents(table, 25, { title: 'Value Pricing' })
    await renewCatalogIndexes(table)
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listEvents(table, { text: 'value' }, { limit: 10, order, cursor })
        seen.push(...page.items.map(({ slug }) => slug))
        cursor = page.next
      } while (cursor !== undefined)
      expect(new Set(seen).size).toBe(25)
    }
  })
})

describe('what is searched is as it is now', () => {
  test('an event is found from its publishing to its cancellation, before the clock comes and after', async () => {
    const table = await freshTable()
    await renewCatalogIndexes(table)
    const renewals = { before: async () => {}, after: () => renewCatalogIndexes(table) }
    for (const [slug, renew] of Object.entries(renewals)) {
      await draftEvent(table, { slug, title: 'Quagga' })
      await renew()
      expect(await titlesFor(table, 'quagga')).toEqual([])
      expect((await listEvents(table, { text: 'quagga', status: 'draft' })).items).toHaveLength(1)
      await publishEvent(table, slug, start)
      await renew()
      expect(await titlesFor(table, 'quagga')).toEqual(['Quagga'])
      await editEvent(table, slug, { title: 'Okapi' }, start)
      await renew()
      expect(await titlesFor(table, 'quagga')).toEqual([])
      expect(await titlesFor(table, 'okapi')).toEqual(['Okapi'])
      await cancelEvent(table, slug, undefined, start)
      await renew()
      expect(await titlesFor(table, 'okapi')).toEqual([])
    }
    expect((await listEvents(table, { text: 'okapi', status: 'cancelled' })).items).toHaveLength(2)
  })

  test('events for invited people are found by them and by admins, and are in no index that a visitor’s search reads', async () => {
    const table = await freshTable()
    await aWebinar(table, { slug: 'secret', title: 'Secret okapi', access: 'invited', invited: ['ada@example.com'] })
    await renewCatalogIndexes(table)
    expect(await titlesFor(table, 'okapi')).toEqual([])
    expect(await titlesFor(table, 'okapi', { email: 'eve@example.com' })).toEqual([])
    expect(await titlesFor(table, 'okapi', { email: 'ada@example.com' })).toEqual(['Secret okapi'])
    expect(await titlesFor(table, 'okapi', { admin: true })).toEqual(['Secret okapi'])
    expect((await listEvents(table, { text: 'okapi' })).items).toHaveLength(1)
  })
})
