import { afterEach, describe, expect, test, vi } from 'vitest'
import { in2024, type LocalSite, minutesIn, payAt, remaining, withPlatform } from '../support/local-platform.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the clock of the local platform', () => {
  const now = async (site: LocalSite): Promise<string> => (await site.ask<{ now: string }>('/api/health')).body.now

  test('started at a moment it runs on; put to one it stands; told to run it runs; advanced it jumps', async () => {
    let wall = '2026-01-01T00:00:00Z'
    await withPlatform({ ...in2024, wall: () => wall }, async (site) => {
      expect(await now(site)).toBe(in2024.now)
      wall = '2026-01-01T00:00:07Z'
      expect(await now(site)).toBe('2024-04-01T16:00:07Z')

      const put = await site.ask('/local/clock', { method: 'PUT', send: { now: '2024-04-02T09:00:00-07:00' } })
      expect(put).toEqual({ status: 200, body: { now: '2024-04-02T16:00:00Z' } })
      wall = '2026-01-01T01:00:00Z'
      expect(await now(site)).toBe('2024-04-02T16:00:00Z')

      const advanced = await site.ask('/local/clock/advance', { send: { seconds: 90 } })
      expect(advanced).toEqual({ status: 200, body: { now: '2024-04-02T16:01:30Z' } })
      expect(await now(site)).toBe('2024-04-02T16:01:30Z')

      await site.ask('/local/clock', { method: 'PUT', send: { now: '2024-05-01T00:00:00Z', runs: true } })
      wall = '2026-01-01T01:00:30Z'
      expect(await now(site)).toBe('2024-05-01T00:00:30Z')
    })
  })

  test('what is no moment is refused, and the clock stays where it was', async () => {
    await withPlatform(in2024, async (site) => {
      await site.setClock('2024-04-02T16:00:00Z')
      const wrong = await Promise.all([
        site.ask('/local/clock', { method: 'PUT', send: { now: 'tomorrow' } }),
        site.ask('/local/clock', { method: 'PUT', send: {} }),
        site.ask('/local/clock/advance', { send: { seconds: -1 } }),
      ])
      expect(wrong.map(({ status }) => status)).toEqual([400, 400, 400])
      expect(await now(site)).toBe('2024-04-02T16:00:00Z')
    })
  })

  test.each([
    ['STRIPE_SECRET_KEY', 'sk_test_x'],
    ['RESEND_API_KEY', 're_x'],
  ])('is the wall clock beside a real %s: it cannot be set, and says why', async (name, key) => {
    vi.stubEnv(name, key)
    const wall = '2026-01-01T00:00:00Z'
    await withPlatform({ sample: 'none', wall: () => wall }, async (site) => {
      const put = await site.ask('/local/clock', { method: 'PUT', send: { now: '2024-04-02T16:00:00Z' } })
      const advance = await site.ask('/local/clock/advance', { send: { seconds: 1 } })
      expect(put).toMatchObject({ status: 409, body: { code: 'local.clock-fixed', title: /real keys/ } })
      expect(advance.status).toBe(409)
      expect(await now(site)).toBe(wall)
    })
    await expect(withPlatform(in2024, async () => {})).rejects.toThrow(/real keys/)
  })

  test('a hold that ran out is expired, its seat is back and its buyer told, when the clock answers', async () => {
    await withPlatform(in2024, async (site) => {
      const before = await remaining(site, '5w22')
      const order = await site.order('late@example.com', '5w22:seat')
      expect(await remaining(site, '5w22')).toBe((before ?? 0) - 1)

      await site.setClock(minutesIn(30))
      expect((await site.orderNow(order)).status).toBe('awaiting-payment')
      await site.setClock(minutesIn(42))
      expect((await site.orderNow(order)).status).toBe('expired')
      expect(await remaining(site, '5w22')).toBe(before)
      expect((await site.ask<{ status: string }>(payAt(order))).body.status).toBe('expired')
      const mails = await site.mails('late@example.com')
      expect(mails.map(({ template, at }) => ({ template, at }))).toEqual([
        { template: 'hold-expired', at: minutesIn(42) },
      ])
    })
  })
})
