import { expect, test } from 'vitest'
import { withPlatform } from '../support/local-platform.ts'

type Shown = {
  sessions: { title: string; audience?: string }[]
  tickets: { name: string; remaining: number; admits?: { days: string[] } }[]
}

test.each([{ sample: '2024' as const, now: '2024-02-01T18:00:00Z' }, { now: '2031-03-05T18:00:00Z' }])(
  'the sample conference has seats for each day, a pass for one of them, and a meeting that only its nine can see: %o',
  async (options) => {
    await withPlatform(options, async (site) => {
      const { body } = await site.ask<Shown>('/api/events/channelpro-live-columbus', {})
      expect(body.sessions.map(({ title }) => title)).toEqual(['Arrival and workshops', 'Main day'])
      expect(body.tickets.map(({ name, remaining }) => [name, remaining])).toEqual([
        ['Full pass', 90],
        ['Main day', 150],
      ])
      expect(body.tickets.map(({ admits }) => admits?.days.length)).toEqual([undefined, 1])
      const whole = await site.ask<Shown>('/api/admin/events/channelpro-live-columbus', { token: site.adminKey })
      expect(whole.body.sessions.map(({ title }) => title)).toContain('Board meeting')
    })
  },
)
