import { createRecordingSource } from '@lectern/core/materials'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Wire } from '../../../packages/local/src/fault.ts'
import { listen } from '../../local/support/listen.ts'

describe('the source', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'opened',
      ({ code }: { code?: string }) => code,
    )

  test('asks hosts of Zoom alone, over HTTPS, and no other address that a webhook names', async () => {
    const source = createRecordingSource()
    for (const url of [
      'http://us02web.zoom.us/rec/a',
      'https://zoom.us.example.com/a',
      'https://notzoom.us/a',
      'https://zoom.us@example.com/a',
      'https://user:word@zoom.us/a',
      'https://zoom.us:8443/a',
      'https://127.0.0.1/a',
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      'nonsense',
    ]) {
      expect([url, await codeOf(source.open({ url, token: 't' }, 0, 1))]).toEqual([url, 'zoom.wrong-host'])
    }
  })

  test('follows a redirection to where it may ask, and to nowhere else', async () => {
    const reached: string[] = []
    const away = new Hono<Wire>()
    away.all('*', (c) => {
      reached.push(c.req.header('authorization') ?? '')
      return c.text('x')
    })
    const elsewhere = await listen(away)
    const app = new Hono<Wire>()
    app.get('/away', (c) => c.redirect(elsewhere.url))
    app.get('/circle', (c) => c.redirect('/circle'))
    app.get('/short', () => new Response('abc', { status: 206, headers: { 'content-range': 'bytes 5-7/100' } }))
    const here = await listen(app)
    const source = createRecordingSource({ address: here.url, patienceMilliseconds: 5000 })
    const ask = (path: string) => codeOf(source.open({ url: `${here.url}${path}`, token: 't' }, 0, 9))
    expect(await ask('/away')).toBe('zoom.wrong-host')
    expect(reached).toEqual([])
    expect(await ask('/circle')).toBe('zoom.unavailable')
    expect(await ask('/short')).toBe('zoom.unavailable')
    expect(await ask('/none')).toBe('zoom.refused')
    expect(await codeOf(source.open({ url: 'https://zoom.us/rec/a', token: 't' }, 0, 9))).toBe('zoom.wrong-host')
    await Promise.all([elsewhere.stop(), here.stop()])
  })
})
