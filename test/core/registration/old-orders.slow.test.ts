import { keptUntil } from '@lectern/core/platform'
import { eraseOldOrders, findOrder, findRegistration } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { aWebinar, minutes, people, placed, start } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'

const tenYears = keptUntil('order', start)
const dayAfter = (days: number) =>
  new Date(Date.parse(tenYears) + days * 86_400_000).toISOString().slice(0, 19).concat('Z')

test('after ten years an order loses its people and keeps its amounts; a younger one stays as it is', async () => {
  const desk = await openDesk()
  const { table } = desk
  await aWebinar(table)
  const old = []
  for (const email of people(12)) old.push(await placed(desk, email, 'kpis:seat'))
  const young = await placed(desk, 'young@example.com', 'kpis:seat', { now: minutes(24 * 60 * 3) })

  expect(await eraseOldOrders(table, minutes(-1, tenYears))).toBe(0)
  // Nothing was old, so the sweep rests for a day.
  expect(await eraseOldOrders(table, tenYears)).toBe(0)
  expect(await eraseOldOrders(table, dayAfter(1))).toBe(12)
  for (const order of old) {
    expect(await findOrder(table, order.id)).toMatchObject({
      buyer: { name: 'erased', email: 'erased' },
      totalCents: order.totalCents,
    })
    expect(await findRegistration(table, order.buyer.personId, 'kpis')).toMatchObject({
      name: 'erased',
      email: 'erased',
    })
  }
  expect(await findOrder(table, young.id)).toMatchObject({ buyer: { email: 'young@example.com' } })

  expect(await eraseOldOrders(table, dayAfter(2))).toBe(0)
  expect(await eraseOldOrders(table, dayAfter(4))).toBe(1)
  expect(await findOrder(table, young.id)).toMatchObject({ buyer: { email: 'erased' } })
})

test('many old orders are done in pages, run after run without a rest, and overlapping runs do no harm', async () => {
  const desk = await openDesk()
  const { table } = desk
  await aWebinar(table)
  // One shard of eight takes 25 in a run: with 240 orders some shard has more.
  const all = await Promise.all(people(240).map((email) => placed(desk, email, 'kpis:seat')))
  const overlapping = await Promise.all([eraseOldOrders(table, tenYears), eraseOldOrders(table, tenYears)])
  expect(Math.max(...overlapping)).toBeLessThan(240)
  let runs = 0
  while ((await eraseOldOrders(table, tenYears)) > 0) runs += 1
  expect(runs).toBeGreaterThan(0)
  const kept = await Promise.all(all.map(({ id }) => findOrder(table, id)))
  expect(new Set(kept.map((order) => order?.buyer.email))).toEqual(new Set(['erased']))
})
