import { describe, expect, test } from 'vitest'
import { type LocalSite, withPlatform } from '../support/local-platform.ts'

type Items = { items: { kind: string; title: string; session: string; source?: string; state?: string }[] }

const finish = (site: LocalSite, send: Record<string, unknown>) =>
  site.ask<{ answers?: number[]; code?: string }>('/local/zoom/recordings', { send })
const materials = async (site: LocalSite, slug: string) =>
  (await site.ask<Items>(`/api/admin/events/${slug}/materials`, { token: site.adminKey })).body.items
const joinsAt = (site: LocalSite, slug: string, more: Record<string, unknown> = {}) =>
  site.ask(`/api/admin/events/${slug}`, {
    ...{ method: 'PATCH', token: site.adminKey, send: { joinUrl: 'https://us02web.zoom.us/j/87565330005', ...more } },
  })

describe('Zoom on one machine', () => {
  test('finishes a recording of a session: doubled, out of order, and in the store before it answers, once', async () => {
    await withPlatform({ sample: '2024', now: '2024-05-01T16:00:00Z' }, async (site) => {
      const [, second] = (await site.event('5w22')).sessions
      const asked = { event: '5w22', session: second?.id, bytes: 20_000_000, times: 3, order: 'transcript-first' }
      expect(await finish(site, asked)).toMatchObject({ status: 409, body: { code: 'local.no-meeting' } })
      expect((await joinsAt(site, '5w22')).status).toBe(200)
      expect(await finish(site, asked)).toMatchObject({
        status: 200,
        body: { answers: [200, 200, 200, 200, 200, 200] },
      })
      expect(await materials(site, '5w22')).toMatchObject([
        { kind: 'recording', session: second?.id, source: 'zoom', state: 'there' },
      ])
      // Another time that the meeting was held in it is another recording.
      await finish(site, { event: '5w22' })
      expect(await materials(site, '5w22')).toHaveLength(2)
    })
  })

  test('finishes one of a breakout, which is refused, and says what of its own input is wrong', async () => {
    await withPlatform({ sample: '2024', now: '2024-05-01T16:00:00Z' }, async (site) => {
      const { body } = await site.ask<{ items: { slug: string; kind: string }[] }>('/api/events')
      const breakout = body.items.find(({ kind }) => kind === 'breakout')?.slug ?? ''
      expect((await joinsAt(site, breakout)).status).toBe(200)
      expect(await finish(site, { event: breakout })).toMatchObject({ status: 200 })
      expect(await materials(site, breakout)).toEqual([])
      expect((await finish(site, { event: 'none' })).status).toBe(404)
      expect((await finish(site, { event: breakout, times: 0 })).status).toBe(400)
    })
  })
})
