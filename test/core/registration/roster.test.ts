import { listRoster } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { aWebinar, order, people } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'

test('names that sort as nothing do not make the reading of a roster run in circles', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  await Promise.all(people(30).map((email) => order(desk, email, 'kpis:seat', { buyer: { email, name: '#' } })))
  const seen: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < 20; page += 1) {
    const { items, next } = await listRoster(desk.table, 'kpis', { cursor, limit: 4 })
    seen.push(...items.map(({ email }) => email))
    cursor = next
    if (!next) break
  }
  expect(seen.sort()).toEqual(people(30).sort())
})
