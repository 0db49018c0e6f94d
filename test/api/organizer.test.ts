import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse('2024-04-01T00:30:00Z')
})
afterAll(() => house.close())

const path = '/api/admin/organizer'

test('the organizer’s settings are read and changed as on the page', async () => {
  const before = await house.admin('GET', path)
  expect(before.body).toMatchObject({ name: 'Small Biz Thoughts', zone: 'America/Los_Angeles', revision: 0 })
  const { email: _, termsVersion: _version, ...settings } = before.body
  const changed = await house.admin('PUT', path, { ...settings, zone: 'America/New_York' })
  expect(changed.status).toBe(200)
  expect(changed.body).toMatchObject({ zone: 'America/New_York', revision: 1 })
  const { about: _about, help: _help, ...older } = { ...settings, revision: 1 }
  await house.admin('PUT', path, { ...older, about: 'Three people.' })
  expect((await house.admin('PUT', path, { ...older, revision: 2 })).body).toMatchObject({
    about: 'Three people.',
    help: '',
  })
  expect((await house.admin('PUT', path, { ...settings, zone: 'Europe/Berlin' })).body.code).toBe('organizer.changed')
  const wrong = await house.admin('PUT', path, { ...settings, revision: 3, zone: 'Mars/Olympus' })
  expect(wrong.status).toBe(400)
  expect(wrong.body.errors[0]).toMatchObject({ path: 'zone', message: 'Enter a time zone like America/Los_Angeles' })
})

test('they are for admins alone', async () => {
  expect((await house.call('GET', path)).status).toBe(401)
  const bearer = await house.keyOf('eve@example.com', 'Eve')
  expect((await house.call('GET', path, { bearer })).status).toBe(404)
})
