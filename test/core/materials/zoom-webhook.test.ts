import { createHmac } from 'node:crypto'
import { readZoomEvent } from '@lectern/core/materials'
import { epochSeconds } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { signedByZoom } from '../../../packages/local/src/zoom.ts'
import { start } from '../../support/build.ts'

const secret = 'a secret of the tests'
const now = String(epochSeconds(start))

const read = (body: string, headers: Record<string, string> = signedByZoom(secret, body, now)) =>
  readZoomEvent(secret, body, (name) => headers[name], start)

const codeOf = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return (error as { code?: string }).code ?? error
  }
}

const file = (more: Record<string, unknown> = {}) => ({
  ...{ id: 'f1', meeting_id: 'm', recording_start: '2024-04-23T16:01:30Z', recording_end: '2024-04-23T17:00:00Z' },
  ...{ file_type: 'MP4', file_extension: 'MP4', file_size: 10, status: 'completed' },
  ...{
    recording_type: 'shared_screen_with_speaker_view',
    download_url: 'https://us02web.zoom.us/rec/webhook_download/a',
  },
  ...more,
})
const told = (more: Record<string, unknown> = {}) =>
  JSON.stringify({
    event: 'recording.completed',
    event_ts: 1,
    download_token: 'the-token',
    payload: {
      account_id: 'a',
      object: {
        uuid: 'u==',
        id: 87565330005,
        topic: 'Secret words',
        host_email: 'host@example.com',
        recording_files: [file()],
      },
    },
    ...more,
  })

describe('what Zoom tells', () => {
  test('is read when Zoom signed it: the meeting, and each finished file', () => {
    const unfinished = file({ id: 'f2', status: 'processing' })
    const object = { uuid: 'u==', id: '875', recording_files: [file(), unfinished, { odd: true }, 7] }
    expect(read(told())).toEqual({
      kind: 'recording',
      meeting: '87565330005',
      held: 'u==',
      token: 'the-token',
      files: [
        {
          startedAt: '2024-04-23T16:01:30Z',
          endedAt: '2024-04-23T17:00:00Z',
          type: 'MP4',
          view: 'shared_screen_with_speaker_view',
          url: 'https://us02web.zoom.us/rec/webhook_download/a',
        },
      ],
    })
    expect(read(told({ payload: { object } }))).toMatchObject({ meeting: '875', files: [{ type: 'MP4' }] })
    expect(read(told({ download_token: undefined }))).toMatchObject({ kind: 'recording', token: undefined })
    expect(read(JSON.stringify({ event: 'meeting.started', payload: {} }))).toEqual({ kind: 'other' })
  })

  test('without files it is read as nothing to copy, and what else Zoom tells is taken', () => {
    for (const files of [{}, { recording_files: null }, { recording_files: [] }]) {
      expect(read(told({ payload: { object: { uuid: 'u==', id: 875, ...files } } }))).toMatchObject({ files: [] })
    }
    for (const event of ['recording.trashed', 'recording.deleted', 'recording.recovered', 'recording.started']) {
      expect(read(JSON.stringify({ event, payload: { object: { uuid: 'u==' } } }))).toEqual({ kind: 'other' })
    }
  })

  test('is refused when someone else signed it, nobody, for another body, or five minutes ago', () => {
    const body = told()
    const good = signedByZoom(secret, body, now)
    const ago = (seconds: number) => signedByZoom(secret, body, String(epochSeconds(start) - seconds))
    for (const headers of [
      {},
      signedByZoom('another secret', body, now),
      signedByZoom(secret, `${body} `, now),
      { ...good, 'x-zm-signature': '' },
      { ...good, 'x-zm-signature': (good['x-zm-signature'] ?? '').slice(3) },
      { ...good, 'x-zm-request-timestamp': String(Number(now) - 1) },
      { ...good, 'x-zm-request-timestamp': '' },
      signedByZoom(secret, body, 'NaN'),
      signedByZoom(secret, body, `${now}.0`),
      ago(301),
      ago(-301),
    ]) {
      expect([headers, codeOf(() => read(body, headers))]).toEqual([headers, 'zoom.bad-signature'])
    }
    expect(read(body, ago(300)).kind).toBe('recording')
    // Without a secret, nothing is signed by Zoom.
    expect(codeOf(() => readZoomEvent('', body, (name) => signedByZoom('', body, now)[name], start))).toBe(
      'zoom.bad-signature',
    )
  })

  test('is refused by a code when it is signed and malformed, with no word of what it said', () => {
    const without = (name: string) => JSON.stringify({ ...JSON.parse(told()), [name]: undefined })
    for (const body of [
      '',
      'not json',
      '[]',
      '"recording.completed"',
      '{"event":7}',
      told({ download_token: 7 }),
      without('payload'),
      told({ payload: { object: { uuid: 'u', id: -1, recording_files: [] } } }),
      told({ payload: { object: { uuid: '', id: 1, recording_files: [] } } }),
      told({ payload: { object: { uuid: 'u', id: 'DROP TABLE', recording_files: [] } } }),
    ]) {
      expect([body, codeOf(() => read(body))]).toEqual([body, 'zoom.malformed'])
    }
    expect(() => read(without('payload'))).not.toThrow(/the-token|Secret words/)
  })
})

describe("Zoom's challenge", () => {
  const challenge = (plainToken: string) =>
    JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken } })

  test('is answered with the digest of its word', () => {
    const encryptedToken = createHmac('sha256', secret).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex')
    expect(read(challenge('qgg8vlvZRS6UYooatFL8Aw'))).toEqual({
      kind: 'challenge',
      answer: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken },
    })
  })

  test('gives nobody a signature for a body of theirs: it has to be signed itself, and its word is no message', () => {
    expect(codeOf(() => read(challenge('word'), {}))).toBe('zoom.bad-signature')
    for (const word of [`v0:${now}:${told()}`, `v0:${now}:{}`, '', 'a b', 'a'.repeat(201)]) {
      expect([word, codeOf(() => read(challenge(word)))]).toEqual([word, 'zoom.malformed'])
    }
  })
})
