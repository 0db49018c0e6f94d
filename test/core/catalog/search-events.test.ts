import { holdsWords, listEvents } from '@lectern/core/catalog'
import { commit } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { pendingNewEvent } from '../../../packages/core/src/catalog/store.ts'
import { anEvent, aWebinar } from '../../support/build.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'

describe('F12: a search of events reads words as the store does', () => {
  test.each([
    ['cafe', 'Café Talk: Value Pricing'],
    ['karls', 'Karl’s Office Hours'],
    ['karl', 'Karl’s Office Hours'],
    ['vaule', 'Café Talk: Value Pricing'],
    ['pricng', 'Café Talk: Value Pricing'],
    ['the value of', 'Café Talk: Value Pricing'],
    ['CAFÉ', 'cafe talk'],
    ['managed serv', 'Managed Services in a Month'],
  ])('%s finds %s', (sought, title) => expect(holdsWords(title, sought)).toBe(true))

  test.each([
    ['cake', 'Café Talk: Value Pricing'],
    ['hourly', 'Karl’s Office Hours'],
    ['value zebra', 'Café Talk: Value Pricing'],
  ])('%s does not find %s', (sought, title) => expect(holdsWords(title, sought)).toBe(false))
})

test('S14: a search that matches nothing passes over 400 events at most, and says where to go on', async () => {
  const table = await freshTable()
  const spent = meter(table)
  await anEvent(table, { title: 'Café Talk' })
  const webinar = await aWebinar(table)
  const slugs = Array.from({ length: 410 }, (_, index) => `web-${index}`)
  for (let from = 0; from < slugs.length; from += 50) {
    const some = slugs.slice(from, from + 50)
    await commit(
      table,
      some.map((slug) => pendingNewEvent(table, { ...webinar, slug })),
    )
  }
  spent.reset()
  const page = await listEvents(table, { text: 'zebra' }, { limit: 50 })
  const most = spent.reads()
  expect(page.items).toEqual([])
  expect(page.next).toBeDefined()
  spent.reset()
  const rest = await listEvents(table, { text: 'cafe' }, { limit: 50, cursor: page.next })
  expect(rest.items.map(({ title }) => title)).toEqual(['Café Talk'])
  expect(rest.next).toBeUndefined()
  expect(spent.reads()).toBeLessThan(most)
})
