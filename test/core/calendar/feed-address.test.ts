import {
  ensureFeedAddress,
  findFeedAddress,
  findPersonByFeedToken,
  personFeed,
  removeFeed,
  renewFeedAddress,
} from '@lectern/core/calendar'
import { createEvent, NewEvent, publishEvent } from '@lectern/core/catalog'
import { ensurePerson } from '@lectern/core/identity'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEvent, placed, start } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'
import { itemsWith } from '../../support/whole-table.ts'

type Site = Parameters<typeof ensureFeedAddress>[0]

const tokenOf = ({ url }: { url: string }): string => new URL(url).pathname.slice('/calendar/'.length, -'.ics'.length)

describe('the address of a private calendar', () => {
  let site: Site
  beforeAll(async () => {
    site = { table: await freshTable(), secret: 'a secret of the tests', siteUrl: 'https://lectern.example' }
  })

  test('opens one person’s calendar, until it is renewed or taken away', async () => {
    const first = await ensureFeedAddress(site, 'per_ada', start)
    expect(await ensureFeedAddress(site, 'per_ada', start)).toEqual(first)
    expect(await findPersonByFeedToken(site.table, tokenOf(first))).toBe('per_ada')
    const second = await renewFeedAddress(site, 'per_ada', start)
    expect(await findPersonByFeedToken(site.table, tokenOf(first))).toBeUndefined()
    expect(await findPersonByFeedToken(site.table, tokenOf(second))).toBe('per_ada')
    await removeFeed(site.table, 'per_ada')
    await removeFeed(site.table, 'per_ada')
    expect(await findPersonByFeedToken(site.table, tokenOf(second))).toBeUndefined()
    expect(await itemsWith(site.table, 'per_ada')).toEqual([])
  })

  test('asked for ten times at once is one at the end, and the others open nothing', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => renewFeedAddress(site, 'per_bo', start)))
    const last = await findFeedAddress(site, 'per_bo')
    const opened = await Promise.all(made.map((one) => findPersonByFeedToken(site.table, tokenOf(one))))
    expect(opened.filter((person) => person !== undefined)).toEqual(['per_bo'])
    expect(made.map(({ url }) => url)).toContain(last?.url)
  })

  test('goes on opening when the site’s secret was changed, though it can no longer be shown', async () => {
    const made = await ensureFeedAddress(site, 'per_cy', start)
    const changed = { ...site, secret: 'another secret' }
    expect(await findFeedAddress(changed, 'per_cy')).toBeUndefined()
    expect(await findPersonByFeedToken(site.table, tokenOf(made))).toBe('per_cy')
    const again = await ensureFeedAddress(changed, 'per_cy', start)
    expect(await findPersonByFeedToken(site.table, tokenOf(made))).toBeUndefined()
    expect(await findPersonByFeedToken(site.table, tokenOf(again))).toBe('per_cy')
  })

  test('is looked up only when it looks like one', async () => {
    const counted = meter(await freshTable())
    for (const token of ['', 'x', '../x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}#`]) {
      expect(await findPersonByFeedToken(counted.table, token)).toBeUndefined()
    }
    expect(counted.reads()).toBe(0)
  })
})

test('a calendar costs what is in it, however many events and people there are', async () => {
  const desk = await openDesk()
  const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
  await anEvent(desk.table, { tickets: free })
  await placed(desk, 'ada@example.com', '5w22:seat')
  const ada = await ensurePerson(desk.table, { email: 'ada@example.com', name: 'Ada' }, start)
  const counted = meter(desk.table)
  const cost = async () => {
    counted.reset()
    expect(await personFeed(counted.table, desk, ada.id, start)).toContain('UID:event-5w22@lectern.example')
    return counted.reads()
  }
  const before = await cost()
  for (let index = 0; index < 30; index += 1) {
    const schedule = { startsAt: '2024-05-07T09:00', durationMinutes: 60 }
    const more = { kind: 'webinar', slug: `other-${index}`, title: 'Other', zone: 'UTC', schedule, tickets: free }
    await publishEvent(desk.table, (await createEvent(desk.table, NewEvent.parse(more), start)).slug, start)
    await placed(desk, `p${index}@example.com`, index < 15 ? '5w22:seat' : `other-${index}:seat`)
  }
  expect(await cost()).toBe(before)
  expect(before).toBeLessThanOrEqual(4)
})
