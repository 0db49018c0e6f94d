import { type Event, getEvent, saveInstructor } from '@lectern/core/catalog'
import { findPersonByEmail, listAudit } from '@lectern/core/identity'
import { instantFromDate } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../packages/local/src/bucket.ts'
import { until } from '../support/local-platform.ts'
import { aHandout, filesAt, seat, unseat } from '../support/materials.ts'
import { aRecording, captionsOf, published } from '../support/recordings.ts'
import { type House, openHouse, publish } from './support.ts'

const taught = '/api/admin/events/5w22/materials'
const mine = '/api/me/events/5w22'

let bucket: Bucket
let house: House
let event: Event
let james: string
const ids = { recording: '', handout: '' }
beforeAll(async () => {
  bucket = await startBucket()
  house = await openHouse(undefined, filesAt(bucket))
  await saveInstructor(house.table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  await publish(house, { instructors: ['james'] })
  event = await getEvent(house.table, '5w22')
  ids.recording = (await aRecording(house.services, event)).id
  ids.handout = (await aHandout(house.services, event)).id
  if (house.clock.now < published) house.clock.now = published
  james = await house.keyOf('james@example.com', 'James')
})
afterAll(async () => {
  await house?.close()
  await bucket?.stop()
})

const personOf = async (email: string): Promise<string> => (await findPersonByEmail(house.table, email))?.id ?? ''
const student = async (email: string, name?: string): Promise<string> => {
  const key = await house.keyOf(email, name)
  await seat(house.table, await personOf(email), '5w22')
  return key
}

describe('captions', () => {
  test('are saved by anyone who teaches, read and searched by those who attend, and taken away', async () => {
    const own = `${taught}/${ids.recording}/captions`
    const save = (body: unknown, bearer = james) => house.call('PUT', own, { bearer, body })
    const wrong = await save({ vtt: 'WEBVTT\n\nsoon --> later\nHi' })
    expect(wrong).toMatchObject({
      status: 400,
      body: {
        code: 'materials.captions-wrong',
        errors: [{ path: 'captions', message: expect.stringContaining('Line 3') }],
      },
    })
    const vtt = captionsOf('Welcome', 'A price is <b>a promise</b>')
    expect(await save({ vtt, revision: 0 })).toMatchObject({ status: 200, body: { revision: 1, cues: 2, seconds: 19 } })
    expect(await save({ vtt, revision: 0 })).toMatchObject({
      status: 409,
      body: { code: 'materials.captions-changed' },
    })
    expect((await save({ vtt })).body.revision).toBe(1)
    expect((await save({ vtt: `${vtt}\n\n${'NOTE x\n\n'.repeat(120_000)}` })).status).toBe(200)
    expect((await save({ vtt: 'x'.repeat(1_700_000) })).status).toBe(413)
    const { items } = await listAudit(house.table, { subject: ids.recording, limit: 5 }, instantFromDate(new Date()))
    expect(items[0]?.action).toBe('material.captions')

    const ada = await student('ada@example.com')
    const read = await house.call('GET', `${mine}/materials/${ids.recording}/captions`, { bearer: ada })
    expect(read.body.vtt).toContain('00:00:10.000 --> 00:00:19.000\nA price is a promise\n')
    expect(read.text).not.toContain('materials/captions')
    const search = (q: string, bearer = ada) =>
      house.call('GET', `${mine}/search?q=${encodeURIComponent(q)}`, { bearer })
    expect((await search('promise')).body).toEqual({
      items: [
        {
          material: ids.recording,
          title: 'Week one',
          session: event.sessions[0]?.id,
          seconds: 10,
          text: 'Welcome A price is a promise',
        },
      ],
      partly: false,
    })
    expect((await search('')).status).toBe(400)

    const bob = await house.keyOf('bob@example.com')
    expect((await save({ vtt }, ada)).status).toBe(404)
    for (const bearer of [ada, bob]) {
      expect((await house.call('GET', own, { bearer })).status).toBe(404)
      expect((await house.call('DELETE', own, { bearer })).status).toBe(404)
    }
    expect((await search('promise', bob)).status).toBe(404)
    expect((await house.call('GET', own, { bearer: james })).body.cues).toBe(2)
    expect((await house.call('DELETE', own, { bearer: james })).status).toBe(204)
    expect((await house.call('GET', `${mine}/materials/${ids.recording}/captions`, { bearer: ada })).status).toBe(404)
  })
})

describe('how far someone watched', () => {
  const place = (id = ids.recording, slug = '5w22') => `/api/me/events/${slug}/materials/${id}/position`
  const keep = (bearer: string | undefined, body: unknown, path = place()) =>
    house.call('PUT', path, { ...(bearer === undefined ? {} : { bearer }), body })

  test('is kept of those who may open it, at a bounded pace, and is theirs when they may not any more', async () => {
    const eve = await student('eve@example.com', 'Eve')
    const opened = await house.call('GET', `${mine}/materials/${ids.recording}`, { bearer: eve })
    expect(opened.status).toBe(200)
    expect((await keep(eve, { seconds: 12, length: 60 })).status).toBe(204)
    const at = await until(async () => {
      const many = await Promise.all([1, 2, 3].map((seconds) => keep(eve, { seconds, length: 60 })))
      return many.find(({ status }) => status === 429)
    })
    expect(at).toMatchObject({ body: { code: 'materials.position-too-often' } })
    await until(async () => (await keep(eve, { seconds: 33, length: 60 })).status === 204)
    const list = await house.call('GET', `${mine}/opened`, { bearer: eve })
    expect(list.body.items).toMatchObject([
      { material: ids.recording, count: 1, position: { seconds: 33, length: 60 } },
    ])
    const who = await house.call('GET', `${taught}/${ids.recording}/openings?limit=1`, { bearer: james })
    expect(who.body.items).toMatchObject([{ name: 'Eve', email: 'eve@example.com', position: { seconds: 33 } }])
    expect((await house.call('GET', `${taught}/${ids.recording}/openings`, { bearer: eve })).status).toBe(404)

    for (const body of [
      { seconds: -1, length: 60 },
      { seconds: 1 },
      { seconds: 1, length: 1e9 },
      { seconds: 1.5, length: 9 },
    ]) {
      expect((await keep(eve, body)).status).toBe(400)
    }
    await unseat(house.table, await personOf('eve@example.com'), '5w22')
    expect((await keep(eve, { seconds: 40, length: 60 })).status).toBe(404)
    expect((await house.call('GET', `${mine}/opened`, { bearer: eve })).body).toEqual(list.body)
    const exported = await house.call('GET', '/api/me/export', { bearer: eve })
    expect(exported.body.opened).toMatchObject([
      { event: '5w22', material: ids.recording, count: 1, position: { seconds: 33 } },
    ])
  })

  test('is refused to visitors and to others, of handouts, of another class and by guessing', async () => {
    const [ada, bob] = [await student('ada@example.com'), await house.keyOf('bob@example.com')]
    await publish(house, { slug: 'other', code: 'OTHER' })
    const body = { seconds: 1, length: 60 }
    expect((await keep(undefined, body)).status).toBe(401)
    expect((await keep(bob, body)).status).toBe(404)
    for (const path of [
      place(ids.handout),
      place('mat_none'),
      place(ids.recording, 'other'),
      place(ids.recording, 'none'),
    ]) {
      expect([path, (await keep(ada, body, path)).status]).toEqual([path, 404])
    }
  })
})
