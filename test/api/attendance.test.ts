import { saveInstructor } from '@lectern/core/catalog'
import { findPersonByEmail, listAudit } from '@lectern/core/identity'
import { issueCertificate } from '@lectern/core/teaching'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registered } from '../support/attendance.ts'
import { type House, openHouse, publish } from './support.ts'

const attendance = '/api/admin/events/5w22/attendance'
const certificates = '/api/admin/events/5w22/certificates'
const mine = '/api/me/events/5w22/progress'
const over = '2024-07-01T00:00:00Z'

let house: House
let james: string
let ada: { id: string; key: string }
let sessions: string[]
beforeAll(async () => {
  house = await openHouse()
  const { table } = house
  await saveInstructor(table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  const { body } = await publish(house, { instructors: ['james'] })
  sessions = body.sessions.map(({ id }: { id: string }) => id)
  james = await house.keyOf('james@example.com', 'James')
  const key = await house.keyOf('ada@example.com', 'Ada Byron')
  const { getEvent } = await import('@lectern/core/catalog')
  const { id } = await registered(table, await getEvent(table, '5w22'), 'ada@example.com', 'Ada Byron')
  ada = { id, key }
})
afterAll(() => house?.close())

const mark = (session: string | undefined, present = true, person = ada.id) =>
  house.call('PUT', attendance, { bearer: james, body: { session, marks: [{ person, present }] } })

describe('attendance', () => {
  test('is marked by anyone who teaches the event, and read back with how it is known', async () => {
    expect(await mark(sessions[0])).toMatchObject({ status: 200, body: { kept: 1, outranked: 0, unknown: [] } })
    expect((await mark(sessions[0], true, 'per_nobody')).body).toEqual({
      kept: 0,
      outranked: 0,
      unknown: ['per_nobody'],
    })
    expect((await mark('ses_none')).status).toBe(404)
    const listed = await house.call('GET', `${attendance}?session=${sessions[0]}`, { bearer: james })
    expect(listed.body.items).toMatchObject([
      { person: ada.id, name: 'Ada Byron', email: 'ada@example.com', mark: { present: true, how: 'hand' } },
    ])
    const other = await house.call('GET', `${attendance}?session=${sessions[1]}`, { bearer: james })
    expect(other.body.items[0].mark).toBeUndefined()
    const teacher = (await findPersonByEmail(house.table, 'james@example.com'))?.id
    const { items } = await listAudit(house.table, { subject: 'event:5w22', limit: 9 }, house.services.realNow())
    const acts = items.filter(({ actorId }) => actorId === teacher).map(({ action }) => action)
    expect(new Set(acts)).toEqual(new Set(['attendance.read', 'attendance.mark']))
  })

  test('is imported from a report, after a preview that saves nothing; a hand mark stays', async () => {
    const report = 'Name (original name),Email,Duration (minutes)\nAda,ada@example.com,45\nSomeone,,50\n'
    const send = (more: Record<string, unknown>) =>
      house.call('POST', attendance, { bearer: james, body: { session: sessions[1], report, ...more } })
    const preview = await send({ preview: true })
    expect(preview).toMatchObject({
      status: 200,
      body: {
        matched: [{ person: ada.id, minutes: 45, foundBy: 'email', present: true }],
        unmatched: [{ name: 'Someone', minutes: 50 }],
      },
    })
    expect(preview.body.saved).toBeUndefined()
    const saved = await send({ assigned: [{ person: ada.id, minutes: 50 }] })
    expect(saved.body.saved).toEqual({ kept: 1, outranked: 0, unknown: [] })
    const listed = await house.call('GET', `${attendance}?session=${sessions[1]}`, { bearer: james })
    expect(listed.body.items[0].mark).toMatchObject({ how: 'import', minutes: 95, present: true })
    await mark(sessions[1], false)
    expect((await send({})).body.saved).toEqual({ kept: 0, outranked: 1, unknown: [] })
    expect(await send({ report: 'nonsense' })).toMatchObject({
      status: 400,
      body: { code: 'attendance.bad-report', errors: [{ path: 'report' }] },
    })
    expect((await send({ report: `\u0000${report}` })).status).toBe(400)
  })

  test('a report tells every line, and time that overlaps counts once', async () => {
    const lines = [
      'Name (original name),Email,Join time,Leave time,Duration (minutes)',
      'Ada Byron,ada@example.com,09:00,09:40,40',
      'Ada’s iPad,,09:20,10:00,40',
      'Someone,,,,',
    ]
    const send = (more: Record<string, unknown>) =>
      house.call('POST', attendance, {
        bearer: james,
        body: { session: sessions[2], report: lines.join('\n'), ...more },
      })
    expect((await send({ preview: true })).body).toEqual({
      matched: [
        { person: ada.id, name: 'Ada Byron', email: 'ada@example.com', minutes: 40, foundBy: 'email', present: true },
      ],
      unmatched: [{ name: 'Ada’s iPad', minutes: 40, lines: [3] }],
      unread: [{ line: 4, message: "Line 4 doesn't say how long the person stayed." }],
    })
    await send({ assigned: [{ person: ada.id, line: 3 }] })
    const listed = await house.call('GET', `${attendance}?session=${sessions[2]}`, { bearer: james })
    expect(listed.body.items[0].mark).toMatchObject({ how: 'import', minutes: 60 })
    expect(await send({ assigned: [{ person: ada.id, line: 2 }] })).toMatchObject({
      ...{ status: 400, body: { errors: [{ path: 'assigned.0.line' }] } },
    })
    expect((await send({ assigned: [{ person: ada.id }] })).status).toBe(400)
  })

  test('is there for nobody else', async () => {
    const bob = await house.keyOf('bob@example.com')
    for (const [method, path, body] of [
      ['GET', `${attendance}?session=${sessions[0]}`, undefined],
      ['PUT', attendance, { session: sessions[0], marks: [{ person: ada.id, present: true }] }],
      ['POST', attendance, { session: sessions[0], report: 'x' }],
      ['GET', certificates, undefined],
      ['POST', certificates, undefined],
      ['PUT', `${certificates}/rule`, { attend: 1 }],
      ['POST', `${certificates}/x/revoke`, { reason: 'x' }],
      ['GET', mine, undefined],
    ] as const) {
      const call = body === undefined ? {} : { body }
      expect((await house.call(method, path, { ...call, bearer: bob })).status).toBe(404)
      expect((await house.call(method, path, call)).status).toBe(401)
    }
  })
})

describe('certificates', () => {
  test('take what the rule says, are made for all who have earned one, and can be revoked', async () => {
    const rule = (attend: number | null) =>
      house.call('PUT', `${certificates}/rule`, { bearer: james, body: { attend } })
    expect((await house.call('POST', certificates, { bearer: james })).body.code).toBe('certificate.no-rule')
    expect((await rule(6)).status).toBe(400)
    expect(await rule(4)).toMatchObject({ status: 200, body: { attend: 4 } })
    expect((await house.call('GET', `${certificates}/rule`, { bearer: james })).body).toEqual({ attend: 4 })
    expect((await house.call('POST', certificates, { bearer: james })).body.code).toBe('certificate.not-over')
    for (const session of sessions.slice(0, 4)) await mark(session)
    expect((await house.call('GET', mine, { bearer: ada.key })).body).toMatchObject({
      ...{ attended: 4, of: 5, certificate: { needed: 4, earned: true } },
    })
    house.clock.now = over
    expect((await house.call('POST', certificates, { bearer: james })).status).toBe(202)
    const issued = await issueCertificate(house.services, '5w22', ada.id, over)
    const id = issued?.certificate.id ?? ''
    const own = await house.call('GET', mine, { bearer: ada.key })
    expect(own.body.certificate).toEqual({ needed: 4, earned: true, id, revoked: false })
    const list = await house.call('GET', certificates, { bearer: james })
    expect(list.body.items).toMatchObject([
      { id, person: ada.id, name: 'Ada Byron', state: 'valid', url: `https://lectern.example/certificates/${id}` },
    ])
    const act = (what: string, body?: unknown) =>
      house.call('POST', `${certificates}/${id}/${what}`, { bearer: james, ...(body ? { body } : {}) })
    expect((await act('revoke', { reason: '' })).status).toBe(400)
    expect((await act('revoke', { reason: 'By mistake.' })).body).toMatchObject({
      ...{ state: 'revoked', revokedAt: over, revokedReason: 'By mistake.' },
    })
    expect((await act('reissue')).body.code).toBe('certificate.not-valid')
    expect((await act('restore')).body).toMatchObject({ state: 'valid' })
    const again = await act('reissue')
    expect(again).toMatchObject({ status: 201, body: { state: 'valid', name: 'Ada Byron' } })
    expect((await house.call('GET', certificates, { bearer: james })).body.items).toHaveLength(2)
    expect((await act('restore')).body.code).toBe('certificate.not-revoked')
    expect((await rule(null)).body).toEqual({ attend: null })
  })
})
