import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { compressed } from '../../packages/functions/src/compress.ts'

const page = `<p>${'The same words again. '.repeat(200)}</p>`
const html = { 'content-type': 'text/html; charset=utf-8' }

const ask = (accepted: string, answer = new Response(page, { headers: html }), method = 'GET'): Response =>
  compressed(new Request('http://site.example/', { method, headers: { 'accept-encoding': accepted } }), answer)

const bytes = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

describe('an answer', () => {
  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate, br;q=0', 'gzip', gunzipSync],
    ['GZIP', 'gzip', gunzipSync],
  ] as const)('is compressed for who takes %s', async (accepted, encoding, open) => {
    const answer = ask(accepted)
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([encoding, 'Accept-Encoding'])
    const sent = await bytes(answer)
    expect(sent.length).toBeLessThan(page.length / 10)
    expect(open(sent).toString()).toBe(page)
  })

  test.each(['', 'identity', 'br;q=0, gzip;q=0.0', 'deflate', 'zstd'])(
    'is sent as it is for who takes “%s”',
    async (accepted) => {
      const answer = ask(accepted)
      expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([null, 'Accept-Encoding'])
      expect((await bytes(answer)).toString()).toBe(page)
    },
  )

  test.each<[string, Response]>([
    ['a picture', new Response(page, { headers: { 'content-type': 'image/webp' } })],
    ['what is short', new Response('short', { headers: { ...html, 'content-length': '5' } })],
    ['what is compressed already', new Response(page, { headers: { ...html, 'content-encoding': 'zstd' } })],
    ['a part of something', new Response(page, { status: 206, headers: html })],
    ['events that go on', new Response(page, { headers: { 'content-type': 'text/event-stream' } })],
  ])('is left alone: %s', (_, given) => expect(ask('br', given)).toBe(given))

  test('without a body says the same of itself, and sends none', async () => {
    const head = ask('br', new Response(null, { headers: { ...html, 'content-length': '4400' } }), 'HEAD')
    expect([head.headers.get('content-encoding'), head.headers.get('content-length')]).toEqual([null, '4400'])
    const unchanged = ask('br', new Response(null, { status: 304, headers: { ...html, etag: '"a"' } }))
    expect([unchanged.status, unchanged.headers.get('etag'), unchanged.body]).toEqual([304, '"a"', null])
  })

  test('keeps its cookies, and its tag is weak once its bytes are others', () => {
    const headers = new Headers({ ...html, etag: '"a"' })
    headers.append('set-cookie', 'one=1')
    headers.append('set-cookie', 'two=2')
    const answer = ask('gzip', new Response(page, { headers }))
    expect([answer.headers.get('etag'), answer.headers.getSetCookie()]).toEqual(['W/"a"', ['one=1', 'two=2']])
  })

  test('in pieces goes out piece by piece, and a failure on the way reaches the reader', async () => {
    let go: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        go = controller
      },
    })
    const reader = ask('gzip', new Response(body, { headers: html })).body?.getReader()
    go?.enqueue(Buffer.from('first'))
    const { value = new Uint8Array() } = (await reader?.read()) ?? {}
    expect(gunzipSync(value, { finishFlush: constants.Z_SYNC_FLUSH }).toString()).toBe('first')
    go?.error(new Error('the source broke'))
    await expect(
      (async () => {
        for (;;) if ((await reader?.read())?.done) return 'ended'
      })(),
    ).rejects.toThrow()
  })
})
