import { listMaterials } from '@lectern/core/materials'
import { instantFromDate, type Log } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { createZoomEvents } from '../../packages/functions/src/zoom-events.ts'
import { signedByZoom } from '../../packages/local/src/zoom.ts'
import { anEvent, start } from '../support/build.ts'
import { drain } from '../support/desk.ts'
import { wholeTable } from '../support/whole-table.ts'
import { joinUrl, openStudio } from '../support/zoom.ts'

const secret = 'a secret of the tests'

/** The receiver as it is deployed, beside Zoom's stand-in, with what it logs. */
const open = async () => {
  const studio = await openStudio()
  const lines: string[] = []
  const log: Log = (...line) => void lines.push(JSON.stringify(line))
  const { table } = studio.desk
  const app = createZoomEvents({
    ...{ table, secret, log, now: () => start },
    realNow: () => instantFromDate(new Date()),
  })
  const send = async (body: string, headers: Record<string, string> = signedByZoom(secret, body)) => {
    const answer = await app.request('/webhooks/zoom', { method: 'POST', body, headers })
    const text = await answer.text()
    return { status: answer.status, body: text && JSON.parse(text) }
  }
  return { ...studio, table, lines, send, app }
}

const seconds = (ago: number) => String(Math.floor(Date.now() / 1000) - ago)

describe('POST /webhooks/zoom', () => {
  test('takes what Zoom signed, and answers before anything is copied', async () => {
    const { record, send, lines, table, zoom, desk } = await open()
    const [seen] = record(await anEvent(table, { joinUrl }))
    const body = seen?.body ?? ''
    expect(await send(body)).toEqual({ status: 200, body: { received: true } })
    expect([zoom.asked, await listMaterials(table, '5w22')]).toEqual([[], []])
    await drain(desk)
    expect(await listMaterials(table, '5w22')).toMatchObject([{ state: 'there' }])
    // Again, within its five minutes.
    expect((await send(body, signedByZoom(secret, body, seconds(200)))).status).toBe(200)
    await drain(desk)
    expect(await listMaterials(table, '5w22')).toHaveLength(1)
    expect(lines).toEqual([
      '["info","recordings are to be copied from Zoom",{"count":1}]',
      '["info","recordings were already known",{"count":1}]',
    ])
  })

  test('refuses what is spoofed, replayed, giant or malformed by a code: nothing is kept, and nothing of it is logged', async () => {
    const { record, send, lines, table } = await open()
    const [seen] = record(await anEvent(table, { joinUrl }))
    const body = seen?.body ?? ''
    const before = await wholeTable(table)
    const giant = JSON.stringify({ event: 'recording.completed', filling: 'x'.repeat(600 * 1024) })
    const spoilt = JSON.stringify({ ...JSON.parse(body), download_token: 7 })
    expect(await send(body, {})).toEqual({ status: 400, body: { code: 'zoom.bad-signature' } })
    expect(await send(body, signedByZoom('guessed', body))).toEqual({
      status: 400,
      body: { code: 'zoom.bad-signature' },
    })
    expect(await send(body, signedByZoom(secret, body, seconds(400)))).toEqual({
      ...{ status: 400, body: { code: 'zoom.bad-signature' } },
    })
    expect(await send(giant)).toEqual({ status: 413, body: { code: 'input.too-large' } })
    for (const odd of [spoilt, 'not json', '']) {
      expect(await send(odd)).toEqual({ status: 400, body: { code: 'zoom.malformed' } })
    }
    expect(await wholeTable(table)).toEqual(before)
    const { download_token: token, payload } = JSON.parse(body)
    for (const secretly of [token, payload.object.topic, payload.object.host_email, 'webhook_download', secret]) {
      expect(lines.join('\n')).not.toContain(secretly)
    }
  })

  test('takes no notice of other events, and of what is never recorded keeps nothing', async () => {
    const { record, send, lines, table } = await open()
    const event = await anEvent(table, { joinUrl, kind: 'breakout', recording: 'never' })
    const before = await wholeTable(table)
    const other = JSON.stringify({ event: 'meeting.ended', payload: { object: { id: '1', topic: 'words' } } })
    expect((await send(other)).status).toBe(200)
    for (const told of record(event)) expect((await send(told.body)).status).toBe(200)
    const [far] = record(event, { meeting: '11111111111' })
    expect((await send(far?.body ?? '')).status).toBe(200)
    expect(await wholeTable(table)).toEqual(before)
    expect(lines).toEqual([
      '["warn","recordings of what is never recorded were refused",{"count":1}]',
      '["warn","recordings of what is never recorded were refused",{"count":1}]',
      '["warn","recordings are of no session",{"count":1}]',
    ])
  })

  test("answers Zoom's challenge", async () => {
    const { send } = await open()
    const { status, body } = await send('{"event":"endpoint.url_validation","payload":{"plainToken":"abc"}}')
    expect(status).toBe(200)
    expect(body).toEqual({ plainToken: 'abc', encryptedToken: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })
})
