import { ensurePerson, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import { erasePerson, joinWaitingList } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, anOrder, aWebinar, people, placed, start } from '../../support/build.ts'
import { drain } from '../../support/desk.ts'
import { openLaggingDesk } from '../../support/lagging-table.ts'
import { itemsWith } from '../../support/whole-table.ts'

const runs = 40

describe('erased with cancellation on a lagging index, nothing keeps the address', () => {
  test(`${runs} people registered, and erased in the same second: the mail that cancels leaves nothing behind`, async () => {
    const desk = await openLaggingDesk(2)
    const { table } = desk
    await aWebinar(table)
    const addresses = people(runs)
    await Promise.all(addresses.map((email) => placed(desk, email, 'kpis:seat')))
    expect(await drain(desk)).toEqual([])
    desk.clock.now = addSeconds(start, 60)
    for (const email of addresses) {
      const person = await ensurePerson(table, { email, name: 'p' }, start)
      await erasePerson(desk, person, { cancel: true }, desk.clock.now)
    }
    expect(await drain(desk)).toEqual([])
    // The index shows nothing of it until all has been gone through a second time.
    table.hold()
    desk.clock.now = addSeconds(start, 60 + 15 * 60)
    expect(await drain(desk)).toEqual([])
    expect(await itemsWith(table, ...addresses)).toEqual([])
  })

  test('an order that the index does not show is erased by what it gave, and a place in a queue once it shows', async () => {
    const desk = await openLaggingDesk(2)
    const { table } = desk
    const email = 'ada@example.com'
    await aWebinar(table)
    await anEvent(table, { capacity: 1 })
    const taken = await placed(desk, 'other@example.com', '5w22:seat')
    expect(taken.seats).toHaveLength(1)
    desk.clock.now = addSeconds(start, 60)
    await placed(desk, email, 'kpis:seat', { buyer: anOrder(email, 'kpis:seat').buyer })
    await joinWaitingList(desk, { sku: '5w22:seat', email, name: 'Ada' }, visitor, desk.clock.now)
    const person = await ensurePerson(table, { email, name: 'Ada' }, start)
    await erasePerson(desk, person, { cancel: true }, desk.clock.now)
    expect(await drain(desk)).toEqual([])
    const kinds = (await itemsWith(table, email)).map((item) => item.__edb_e__)
    expect(kinds).not.toContain('order')
    expect(kinds).toContain('waiting')
    desk.clock.now = addSeconds(start, 60 + 15 * 60)
    expect(await drain(desk)).toEqual([])
    expect(await itemsWith(table, email)).toEqual([])
  })
})
