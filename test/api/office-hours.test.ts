import { saveInstructor } from '@lectern/core/catalog'
import { findPersonByEmail, listAudit } from '@lectern/core/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seat, unseat } from '../support/materials.ts'
import { type House, openHouse, publish } from './support.ts'

const path = '/api/admin/events/5w22/office-hours'
const mine = '/api/me/events/5w22/office-hours'
const link = 'https://zoom.us/j/95512345678'

let house: House
let james: string
let ada: string
let bob: string
beforeAll(async () => {
  house = await openHouse()
  await saveInstructor(house.table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  await publish(house, { instructors: ['james'] })
  james = await house.keyOf('james@example.com', 'James')
  ada = await house.keyOf('ada@example.com')
  bob = await house.keyOf('bob@example.com', 'Bob')
  for (const email of ['ada@example.com', 'bob@example.com']) await seat(house.table, await personOf(email), '5w22')
})
afterAll(() => house?.close())

const personOf = async (email: string): Promise<string> => (await findPersonByEmail(house.table, email))?.id ?? ''
const stretch = (more: Record<string, unknown> = {}) => ({
  ...{ startsAt: '2024-04-25T10:00', durationMinutes: 60, slotMinutes: 15, link },
  ...more,
})
const list = async (bearer: string) => (await house.call('GET', mine, { bearer })).body.items

describe('office hours', () => {
  test('are opened by who teaches, booked by who attends, moved, given back and taken away', async () => {
    const opened = await house.call('POST', path, { bearer: james, body: stretch() })
    expect([opened.status, opened.body.items.length]).toEqual([201, 4])
    const again = await house.call('POST', path, { bearer: james, body: stretch() })
    expect(again.body).toEqual(opened.body)
    const [{ id }, { id: other }] = opened.body.items
    const keyed = { bearer: ada, headers: { 'idempotency-key': 'once-and-only' } }
    const first = await house.call('POST', `${mine}/${id}/book`, keyed)
    expect(first).toMatchObject({ status: 200, body: { yours: true, link, startsAt: '2024-04-25T17:00:00Z' } })
    for (const call of [keyed, { bearer: ada }]) {
      expect((await house.call('POST', `${mine}/${id}/book`, call)).body).toEqual(first.body)
    }
    expect(await house.call('POST', `${mine}/${id}/book`, { bearer: bob })).toMatchObject({
      status: 409,
      body: { code: 'teaching.slot-taken', detail: 'Someone else just booked this slot.' },
    })
    expect(await house.call('POST', `${mine}/${other}/book`, { bearer: ada })).toMatchObject({
      body: { code: 'teaching.booked-already' },
    })
    expect((await list(ada)).map(({ yours }: { yours: boolean }) => yours)).toEqual([true, false, false, false])
    // What is not theirs tells neither who has it nor where it is.
    const seen = await house.call('GET', mine, { bearer: bob })
    expect([seen.body.items.length, seen.text.includes('ada'), seen.text.includes('zoom')]).toEqual([3, false, false])

    const all = await house.call('GET', path, { bearer: james })
    expect(all.body.items[0].booking).toMatchObject({ person: await personOf('ada@example.com'), name: 'Ada Lovelace' })
    const moved = await house.call('PATCH', `${path}/${id}`, {
      bearer: james,
      body: { startsAt: '2024-04-26T14:00', place: 'Room 2' },
    })
    expect(moved).toMatchObject({ status: 200, body: { sequence: 2, place: 'Room 2', online: false } })
    for (let time = 0; time < 2; time += 1) {
      expect((await house.call('DELETE', `${mine}/${id}/booking`, { bearer: ada })).status).toBe(204)
      expect(await list(ada)).toHaveLength(4)
    }
    await house.call('POST', `${mine}/${id}/book`, { bearer: bob })
    const freed = await house.call('DELETE', `${path}/${id}/booking`, { bearer: james })
    expect([freed.status, freed.body.booking]).toEqual([200, undefined])
    for (let time = 0; time < 2; time += 1) {
      expect((await house.call('DELETE', `${path}/${id}`, { bearer: james })).status).toBe(204)
    }
    expect((await house.call('POST', `${mine}/${id}/book`, { bearer: ada })).status).toBe(404)
    const { items } = await listAudit(house.table, { subject: id, limit: 9 }, house.services.realNow())
    expect(items.map(({ action }) => action).reverse()).toEqual([
      'office-hours.change',
      'office-hours.free',
      'office-hours.remove',
      'office-hours.remove',
    ])
  })

  test('what is wrong is said: a time in the gap, nowhere to meet, over another', async () => {
    const post = (body: Record<string, unknown>) => house.call('POST', path, { bearer: james, body })
    const gap = stretch({ startsAt: '2024-03-10T01:00', slotMinutes: 30, durationMinutes: 120 })
    expect(await post(gap)).toMatchObject({ status: 400, body: { code: 'schedule.in-gap' } })
    expect(await post(stretch({ link: undefined }))).toMatchObject({ status: 400, body: { code: 'input.invalid' } })
    expect(await post(stretch({ startsAt: '2024-04-25T10:20' }))).toMatchObject({
      status: 409,
      body: { code: 'teaching.slots-overlap' },
    })
    expect(await post(stretch({ recurrence: 'FREQ=DAILY;COUNT=100' }))).toMatchObject({ status: 400 })
  })

  test('are there for nobody else, nor after access has ended', async () => {
    const eve = await house.keyOf('eve@example.com')
    const [{ id }] = await list(bob)
    const writes: [string, string, unknown][] = [
      ['GET', path, undefined],
      ['POST', path, stretch()],
      ['PATCH', `${path}/${id}`, { place: 'Bar' }],
      ['DELETE', `${path}/${id}`, undefined],
      ['DELETE', `${path}/${id}/booking`, undefined],
    ]
    for (const [method, address, body] of writes) {
      for (const bearer of [eve, bob]) {
        expect([address, (await house.call(method, address, { bearer, body })).status]).toEqual([address, 404])
      }
      expect((await house.call(method, address, { body })).status).toBe(401)
    }
    for (const [method, address] of [
      ['GET', mine],
      ['POST', `${mine}/${id}/book`],
    ] as const) {
      expect((await house.call(method, address, { bearer: eve })).status).toBe(404)
      expect((await house.call(method, address)).status).toBe(401)
    }
    await unseat(house.table, await personOf('bob@example.com'), '5w22')
    expect((await house.call('GET', mine, { bearer: bob })).status).toBe(404)
    expect((await house.call('POST', `${mine}/${id}/book`, { bearer: bob })).status).toBe(404)
  })
})
