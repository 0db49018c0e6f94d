import { type ApiScope, actorOf, createApiKey, ensurePerson, makeAdmin } from '@lectern/core/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const keyWith = async (email: string, scopes: ApiScope[], admin = false): Promise<string> => {
  const made = await ensurePerson(house.table, { email, name: 'Ada' }, house.clock.now)
  const person = admin ? await makeAdmin(house.table, email, house.clock.now) : made
  const realNow = house.services.realNow()
  return (await createApiKey(house.table, actorOf(person, 'session'), { title: 'Tests', scopes, days: 30 }, realNow))
    .key
}
const course = { slug: 'sales', title: 'Sales', summary: 'How to sell.' }

describe('the scopes of API keys', () => {
  it('let a key that only reads read, and refuse it everything else with the scope it lacks', async () => {
    const bearer = await keyWith('reader@example.com', ['read'])
    expect((await house.call('GET', '/api/me/registrations', { bearer })).status).toBe(200)
    const refused = await house.call('POST', '/api/me/calendar', { bearer })
    expect(refused).toMatchObject({ status: 403, body: { code: 'identity.scope-needed', scope: 'write' } })
    const quote = { lines: [], codes: [] }
    expect((await house.call('POST', '/api/quotes', { bearer, body: quote })).status).not.toBe(403)
  })

  it('keep an admin’s key from admin’s work unless it has the scope', async () => {
    const bearer = await keyWith('narrow@example.com', ['read', 'write'], true)
    for (const [method, path] of [
      ['GET', '/api/admin/people'],
      ['POST', '/api/admin/courses'],
    ] as const) {
      const body = method === 'POST' ? { body: course } : {}
      expect(await house.call(method, path, { bearer, ...body })).toMatchObject({
        status: 403,
        body: { code: 'identity.scope-needed', scope: 'admin' },
      })
    }
  })

  it('let an admin’s key that reads look at what admins see, and change none of it', async () => {
    const bearer = await keyWith('auditor@example.com', ['read', 'admin'], true)
    expect((await house.call('GET', '/api/admin/people', { bearer })).status).toBe(200)
    const refused = await house.call('POST', '/api/admin/courses', { bearer, body: course })
    expect(refused).toMatchObject({ status: 403, body: { scope: 'write' } })
  })

  it('leave admin’s work not found for people who are no admins', async () => {
    const bearer = await keyWith('plain@example.com', ['read', 'write'])
    expect((await house.call('GET', '/api/admin/people', { bearer })).status).toBe(404)
  })
})
