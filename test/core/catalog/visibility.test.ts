import { cancelEvent, eventState, getVisibleEvent, listEvents } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { anEvent, anOrder, aWebinar, draftEvent, order, start } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'

let table: Table
beforeEach(async () => {
  table = await freshTable()
})

describe('who sees what', () => {
  const nobody = { admin: false }
  const admin = { admin: true }

  test('a draft is there for admins alone', async () => {
    await draftEvent(table)
    await expect(getVisibleEvent(table, '5w22', nobody)).rejects.toMatchObject({ code: 'not-found' })
    expect(await getVisibleEvent(table, '5w22', admin)).toMatchObject({ status: 'draft' })
    expect((await listEvents(table, { viewer: nobody })).items).toEqual([])
  })

  test('an event by invitation is there for those invited alone, in lists and orders too', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { access: 'invited', invited: [' Ada@Example.com '] })
    const seen = async (email?: string) =>
      (await listEvents(desk.table, { viewer: { ...nobody, ...(email ? { email } : {}) } })).items.length
    expect([await seen(), await seen('eve@example.com'), await seen('ada@example.com')]).toEqual([0, 0, 1])
    await expect(getVisibleEvent(desk.table, 'kpis', nobody)).rejects.toMatchObject({ code: 'not-found' })
    const unknown = { kind: 'not-found', code: 'registration.unknown-ticket' }
    // Anyone who only says that they are invited is nobody we know.
    await expect(order(desk, 'ada@example.com', 'kpis:seat')).rejects.toMatchObject(unknown)
    const actor = {
      kind: 'person',
      id: 'per_1',
      email: 'ada@example.com',
      name: 'Ada',
      admin: false,
      via: 'session',
    } as const
    expect(await order(desk, 'ada@example.com', 'kpis:seat', { actor })).toMatchObject({ outcome: 'placed' })
  })

  test('nothing is sold of a draft, before sales open, after they close, or of what is cancelled', async () => {
    const desk = await openDesk()
    await draftEvent(desk.table)
    await aWebinar(desk.table, { salesOpenAt: '2024-04-01T09:00', salesCloseAt: '2024-04-05T17:00' })
    const at = (now: string) =>
      order(
        desk,
        `a${now.replace(/\D/g, '').replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}@example.com`,
        'kpis:seat',
        { now },
      )
    await expect(order(desk, 'a@example.com', '5w22:seat')).rejects.toMatchObject({
      code: 'registration.unknown-ticket',
    })
    await expect(at('2024-04-01T15:59:59Z')).rejects.toMatchObject({ code: 'registration.sales-not-open' })
    expect(await at('2024-04-01T16:00:00Z')).toMatchObject({ outcome: 'placed' })
    expect(await at('2024-04-05T23:59:59Z')).toMatchObject({ outcome: 'placed' })
    await expect(at('2024-04-06T00:00:00Z')).rejects.toMatchObject({ code: 'registration.sales-closed' })
    await cancelEvent(desk.table, 'kpis', undefined, start)
    await expect(at('2024-04-02T00:00:00Z')).rejects.toMatchObject({ code: 'registration.cancelled-event' })
    expect(anOrder('a@example.com', 'kpis:seat').codes).toEqual([])
  })

  test('where an event stands follows from the time', async () => {
    const event = await anEvent(table)
    const at = (now: string) => eventState(event, now)
    expect([
      at('2024-04-23T15:59:59Z'),
      at('2024-04-23T16:00:00Z'),
      at('2024-04-23T17:00:00Z'),
      at('2024-05-21T16:59:59Z'),
      at('2024-05-21T17:00:00Z'),
    ]).toEqual(['upcoming', 'live', 'under-way', 'live', 'ended'])
    expect(eventState(await draftEvent(table, { slug: 'd' }), start)).toBe('draft')
  })
})
