import { findEvent } from '@lectern/core/catalog'
import { listAudit } from '@lectern/core/identity'
import { scheduleSpan } from '@lectern/core/schedule'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vimeo } from '../support/materials.ts'
import { type House, openHouse, publish } from './support.ts'

let house: House
const [before, slugs] = ['2024-01-15T12:00:00Z', ['registered', 'anyone-who-registers', 'public']] as const
const ids = new Map<string, string>()
let over: string
beforeAll(async () => {
  house = await openHouse(before)
  for (const slug of slugs) {
    const { body } = await publish(house, { slug, recordingAccess: slug })
    const material = { session: body.sessions[0].id, kind: 'recording', title: 'Week one', link: vimeo }
    ids.set(slug, (await house.admin('POST', `/api/admin/events/${slug}/materials`, material)).body.id)
  }
  over = scheduleSpan((await findEvent(house.table, 'public'))?.sessions ?? [])?.endsAt ?? ''
  house.clock.now = over
})
afterAll(() => house.close())

const pathOf = (slug: string) => `/api/events/${slug}/recordings`
const get = (path: string, bearer?: string) => house.call('GET', path, bearer ? { bearer } : {})

describe('recordings of an event that has ended, by the API', () => {
  test('are there for anyone who registers then, as often as they like, with one entry in the log for each', async () => {
    const path = pathOf('anyone-who-registers')
    const one = `${path}/${ids.get('anyone-who-registers')}`
    const ada = await house.keyOf('ada@example.com')
    expect(await get(path)).toMatchObject({ status: 200, body: { may: 'register', items: [] } })
    expect(await get(path, ada)).toMatchObject({ status: 200, body: { may: 'register', items: [] } })
    expect((await get(one, ada)).status).toBe(404)
    expect(await house.call('POST', path)).toMatchObject({ status: 401, body: { code: 'identity.sign-in-needed' } })
    for (const _ of [1, 2]) {
      const registered = await house.call('POST', path, { bearer: ada })
      expect(registered).toMatchObject({ status: 200, body: { may: 'watch', items: [{ title: 'Week one' }] } })
    }
    expect((await get(path, ada)).body.may).toBe('watch')
    expect(await get(one, ada)).toMatchObject({ status: 200, body: { url: vimeo, seconds: 600 } })
    expect((await get(one)).status).toBe(404)
    expect((await get('/api/me/registrations', ada)).body.items).toEqual([])
    const subject = 'event:anyone-who-registers'
    const { items } = await listAudit(house.table, { subject, limit: 9 }, house.services.realNow())
    expect(items.filter(({ action }) => action === 'recording.register')).toHaveLength(2)
  })

  test('are there for everyone where it is public, and the address of one is kept by nobody on the way', async () => {
    const path = pathOf('public')
    expect(await get(path)).toMatchObject({ status: 200, body: { may: 'watch', items: [{ kind: 'recording' }] } })
    const opened = await get(`${path}/${ids.get('public')}`)
    expect(opened).toMatchObject({ status: 200, body: { url: vimeo } })
    expect(opened.headers.get('cache-control')).toBe('no-store')
    expect((await get(`${path}/mat_none`)).status).toBe(404)
    expect((await get(`${path}/${'x'.repeat(3000)}`)).status).toBe(404)
  })

  test('do not exist where they are kept for those who were registered, nor before the end', async () => {
    const ada = await house.keyOf('ada@example.com')
    expect((await get(pathOf('registered'), ada)).status).toBe(404)
    expect((await house.call('POST', pathOf('registered'), { bearer: ada })).status).toBe(404)
    expect((await house.call('POST', pathOf('nowhere'), { bearer: ada })).status).toBe(404)
    house.clock.now = before
    expect((await get(pathOf('public'))).status).toBe(404)
    expect((await house.call('POST', pathOf('anyone-who-registers'), { bearer: ada })).status).toBe(404)
    house.clock.now = over
  })
})
