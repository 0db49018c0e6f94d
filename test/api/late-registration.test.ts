import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house)
})
afterAll(() => house.close())

describe('an event says in the API what people who register now have missed', () => {
  test('nothing at first, then how many sessions, and whether their recordings are included', async () => {
    const read = async () => (await house.call('GET', '/api/events/5w22')).body
    expect((await read()).past).toBeUndefined()
    house.clock.now = '2024-05-15T16:00:00Z'
    expect((await read()).past).toEqual({
      over: 4,
      total: 5,
      recordings: true,
      message: '4 of 5 sessions are over. Their recordings are included.',
    })
  })
})
