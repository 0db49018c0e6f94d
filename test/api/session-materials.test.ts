import { saveInstructor } from '@lectern/core/catalog'
import { findPersonByEmail, listAudit } from '@lectern/core/identity'
import { partBytes } from '@lectern/core/materials'
import { addSeconds } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../packages/local/src/bucket.ts'
import { filesAt, seat, sendFile, unseat, vimeo } from '../support/materials.ts'
import { type House, openHouse, publish } from './support.ts'

const path = '/api/admin/events/5w22/materials'
const mine = '/api/me/events/5w22/materials'

let bucket: Bucket
let house: House
let session: string
beforeAll(async () => {
  bucket = await startBucket()
  house = await openHouse(undefined, filesAt(bucket))
  const james = { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' }
  await saveInstructor(house.table, james)
  const { body } = await publish(house, { instructors: ['james'] })
  session = body.sessions[0].id
  await publish(house, { slug: 'quiet', kind: 'breakout', recording: 'never' })
})
afterAll(async () => {
  await house?.close()
  await bucket?.stop()
})

const personOf = async (email: string): Promise<string> => (await findPersonByEmail(house.table, email))?.id ?? ''
const byLink = () => ({ session, kind: 'recording', title: 'Week one', link: vimeo })
const byFile = () => ({ session, kind: 'handout', filename: 'Slides.pdf', bytes: 8 })

describe('recordings and handouts', () => {
  test('are added by anyone who teaches the event, sent to the store, opened by those who attend, and taken away', async () => {
    const james = await house.keyOf('james@example.com', 'James')
    const added = await house.call('POST', path, { bearer: james, body: byLink() })
    expect(added).toMatchObject({ status: 201, body: { state: 'there', link: vimeo, kind: 'recording' } })
    const begun = await house.call('POST', path, { bearer: james, body: byFile() })
    expect(begun).toMatchObject({
      status: 201,
      body: { state: 'awaiting', title: 'Slides', upload: { method: 'PUT' } },
    })
    expect(begun.body.file).toEqual({ filename: 'Slides.pdf', bytes: 8, type: 'application/pdf' })
    const own = `${path}/${begun.body.id}`
    const done = () => house.call('POST', `${own}/done`, { bearer: james })
    expect(await done()).toMatchObject({ status: 409, body: { code: 'materials.not-uploaded' } })
    expect((await sendFile(begun.body.upload, '%PDF-1.7')).status).toBe(200)
    expect(await done()).toMatchObject({ status: 200, body: { state: 'there' } })
    expect((await house.admin('GET', path)).body.items).toHaveLength(2)

    const ada = await house.keyOf('ada@example.com')
    await seat(house.table, await personOf('ada@example.com'), '5w22')
    // For ten minutes it can be taken back, and those who attend do not see it.
    expect((await house.call('GET', mine, { bearer: ada })).body.items).toEqual([])
    expect((await house.call('GET', `${mine}/${begun.body.id}`, { bearer: ada })).status).toBe(404)
    house.clock.now = addSeconds(house.clock.now, 10 * 60)
    const list = await house.call('GET', mine, { bearer: ada })
    expect(list.body.items.map(({ title }: { title: string }) => title)).toEqual(['Week one', 'Slides'])
    // Where a link leads is told at the click.
    expect(list.text).not.toContain('vimeo')
    expect(list.text).not.toContain('materials/events')
    const opened = (id: string, bearer = ada) => house.call('GET', `${mine}/${id}`, { bearer })
    expect((await opened(added.body.id)).body).toEqual({ url: vimeo, seconds: 300 })
    expect(await (await fetch((await opened(begun.body.id)).body.url)).text()).toBe('%PDF-1.7')

    await unseat(house.table, await personOf('ada@example.com'), '5w22')
    expect((await opened(added.body.id)).status).toBe(404)
    expect((await house.call('DELETE', own, { bearer: james })).status).toBe(204)
    expect((await opened(begun.body.id, james)).status).toBe(404)
    const { items } = await listAudit(house.table, { subject: begun.body.id, limit: 9 }, house.services.realNow())
    expect(items.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['material.remove', await personOf('james@example.com')],
      ['material.add', await personOf('james@example.com')],
      ['material.add', await personOf('james@example.com')],
    ])
  })

  test('of several parts are sent by addresses that are asked for, and go on where they broke off', async () => {
    const james = await house.keyOf('james@example.com', 'James')
    const bytes = partBytes + 3
    const begun = await house.call('POST', path, {
      bearer: james,
      body: { filename: 'Week 2.mp4', bytes, modified: 1 },
    })
    expect(begun).toMatchObject({
      status: 201,
      body: { state: 'awaiting', kind: 'recording', parts: { bytes: partBytes, count: 2 } },
    })
    expect(begun.body.upload).toBeUndefined()
    for (const secret of ['uploadId', 'materials/events', 'modified']) expect(begun.text).not.toContain(secret)
    const own = `${path}/${begun.body.id}`
    const arrived = async () => (await house.call('GET', `${own}/parts`, { bearer: james })).body
    const sign = (numbers: unknown) => house.call('POST', `${own}/parts`, { bearer: james, body: { numbers } })
    const done = () => house.call('POST', `${own}/done`, { bearer: james })
    for (const wrong of [[], [0], [3], [1.5], ['1'], Array.from({ length: 51 }, () => 1), 1]) {
      expect([wrong, (await sign(wrong)).status]).toEqual([wrong, 400])
    }
    const signed = await sign([2])
    expect(signed.body).toMatchObject({ items: [{ number: 2, method: 'PUT' }], seconds: 900 })
    expect((await sendFile(signed.body.items[0], 'abc')).status).toBe(200)
    expect(await arrived()).toEqual({ bytes: partBytes, count: 2, arrived: [2] })
    expect(await done()).toMatchObject({ status: 409, body: { code: 'materials.not-uploaded' } })

    // Another teacher's, a student's and a visitor's way to it is none.
    const bob = await house.keyOf('bob@example.com')
    for (const [method, address, body] of [
      ['GET', `${own}/parts`, undefined],
      ['POST', `${own}/parts`, { numbers: [1] }],
      ['PATCH', own, { title: 'Mine' }],
    ] as const) {
      expect((await house.call(method, address, { bearer: bob, body })).status).toBe(404)
      expect((await house.call(method, address, { body })).status).toBe(401)
      const elsewhere = address.replace('/5w22/', '/quiet/')
      expect((await house.admin(method, elsewhere, body)).status).toBe(404)
    }

    expect((await sendFile((await sign([1])).body.items[0], 'a'.repeat(partBytes))).status).toBe(200)
    expect(await done()).toMatchObject({ status: 200, body: { state: 'there', file: { bytes } } })
    expect(await arrived()).toMatchObject({ arrived: [1, 2] })
    expect(await sign([1])).toMatchObject({ status: 409, body: { code: 'materials.arrived' } })
    const changed = await house.call('PATCH', own, { bearer: james, body: { kind: 'handout', title: 'A talk' } })
    expect(changed).toMatchObject({ status: 200, body: { kind: 'handout', title: 'A talk' } })
  })

  test('that are given up while they come are gone, with what had arrived', async () => {
    const begun = await house.admin('POST', path, { filename: 'Week 3.mp4', bytes: partBytes + 3 })
    const own = `${path}/${begun.body.id}`
    const { items } = (await house.admin('POST', `${own}/parts`, { numbers: [2] })).body
    expect((await house.admin('DELETE', own)).status).toBe(204)
    expect((await sendFile(items[0], 'abc')).status).toBe(404)
    for (const [method, address, body] of [
      ['POST', `${own}/done`, undefined],
      ['POST', `${own}/parts`, { numbers: [1] }],
      ['GET', `${own}/parts`, undefined],
      ['DELETE', own, undefined],
    ] as const) {
      expect((await house.admin(method, address, body)).status).toBe(404)
    }
  })

  test('are there for nobody else: visitors are asked to sign in, others find nothing', async () => {
    const { body } = await house.admin('POST', path, byLink())
    const bob = await house.keyOf('bob@example.com')
    await seat(house.table, await personOf('bob@example.com'), 'quiet')
    for (const [method, address, sent] of [
      ['GET', path, undefined],
      ['POST', path, byLink()],
      ['POST', `${path}/${body.id}/done`, undefined],
      ['DELETE', `${path}/${body.id}`, undefined],
      ['GET', mine, undefined],
      ['GET', `${mine}/${body.id}`, undefined],
      ['GET', `/api/me/events/quiet/materials/${body.id}`, undefined],
      ['GET', '/api/me/events/none/materials', undefined],
    ] as const) {
      const [other, nobody] = [
        await house.call(method, address, { bearer: bob, body: sent }),
        await house.call(method, address, { body: sent }),
      ]
      expect([address, other.status, nobody.status]).toEqual([address, 404, 401])
      expect(other.text + nobody.text).not.toContain('vimeo')
    }
    // Instructors of another event are no more than others there.
    const james = await house.keyOf('james@example.com', 'James')
    expect((await house.call('GET', '/api/admin/events/quiet/materials', { bearer: james })).status).toBe(404)
  })

  test('of a breakout are handouts alone', async () => {
    const quiet = '/api/admin/events/quiet/materials'
    const event = await house.admin('GET', '/api/admin/events/quiet')
    const at = { session: event.body.sessions[0].id }
    for (const more of [
      byLink(),
      { kind: 'recording', filename: 'talk.mp4', bytes: 8 },
      { kind: 'handout', filename: 'talk.mp4', bytes: 8 },
      { kind: 'handout', title: 'The talk', link: vimeo },
    ]) {
      const { status, body } = await house.admin('POST', quiet, { ...more, ...at })
      expect([status, body.code]).toEqual([409, 'materials.recording-not-allowed'])
    }
    expect((await house.admin('POST', quiet, { ...byFile(), ...at })).status).toBe(201)
    const wrong = await house.admin('POST', path, { ...byLink(), link: 'http://vimeo.com/1' })
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'link'])
  })
})
