import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { runPlatform } from '../load/running-platform.ts'
import { callers, in2024, type OrderAnswer, payAt, withPlatform } from '../support/local-platform.ts'

const weekday = (local: string): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${local}Z`))

afterEach(() => vi.unstubAllEnvs())

describe('what runs, and the samples', () => {
  test('says what runs, where, and who can sign in; each sample key opens what its person may', async () => {
    await withPlatform(in2024, async (site) => {
      const { body } = await site.ask<{
        adminKey: string
        now: string
        services: Record<string, string>
        signIns: { email: string; role: string; apiKey: string }[]
      }>('/local')
      expect(body.services).toMatchObject({ site: site.url, inbox: `${site.url}/local/inbox` })
      expect(Object.keys(body.services)).toEqual(
        expect.arrayContaining(['database', 'materials', 'payments', 'mail', 'inbox']),
      )
      expect(body.now.slice(0, 16)).toBe('2024-04-01T16:00')
      expect(body.signIns.map(({ role }) => role)).toEqual([
        'admin',
        'instructor',
        'instructor',
        'member',
        'all-access member',
        'person',
      ])
      const admin = await site.ask('/api/admin/orders', { token: body.adminKey })
      const person = await site.ask('/api/admin/orders', { token: body.signIns.at(-1)?.apiKey ?? '' })
      expect([admin.status, person.status]).toEqual([200, 404])
    })
  })

  test('the sample of 2024 is published and on sale on January 15, and asks no question that must be answered', async () => {
    await withPlatform({ sample: '2024', now: '2024-01-15T12:00:00Z' }, async (site) => {
      const { body } = await site.ask<{ items: { slug: string }[] }>('/api/events')
      const events = await Promise.all(body.items.map(({ slug }) => site.event(slug)))
      expect(events.map(({ slug, availability }) => ({ slug, availability }))).toHaveLength(8)
      for (const event of events) {
        expect({ slug: event.slug, availability: event.availability }).toEqual({
          slug: event.slug,
          availability: 'open',
        })
        expect(event.questions.some(({ required }) => required)).toBe(false)
      }
    })
  })

  test('NSITSP frees every Columbus pass until the conference starts, and not after', async () => {
    await withPlatform({ sample: '2024', now: '2024-01-15T12:00:00Z' }, async (site) => {
      const { tickets } = await site.event('channelpro-live-columbus')
      const quote = async (sku: string, at: string) =>
        (
          await site.ask<{ listCents: number; totalCents: number }>('/api/admin/quotes', {
            token: site.adminKey,
            send: { lines: [{ sku, quantity: 1 }], codes: ['nsitsp'], at },
          })
        ).body
      for (const { sku, priceCents } of tickets) {
        expect(priceCents).toBeGreaterThan(0)
        expect(await quote(sku, '2024-01-15T12:00:00Z')).toMatchObject({ listCents: priceCents, totalCents: 0 })
        expect(await quote(sku, '2024-06-05T16:59:59Z')).toMatchObject({ totalCents: 0 })
        expect(await quote(sku, '2024-06-05T17:00:00Z')).toMatchObject({ totalCents: priceCents })
      }
    })
  })

  test.each(['2026-11-23T12:00:00Z', '2027-02-28T23:30:00Z'])(
    'the demo of %s lies in the coming weeks: Tuesdays stay Tuesdays, and third Thursdays third Thursdays',
    async (now) => {
      await withPlatform({ sample: 'demo', now }, async (site) => {
        const weeks = (startsAt = '') => (Date.parse(startsAt) - Date.parse(now)) / (7 * 24 * 3600_000)
        const sales = (await site.event('5w22')).sessions
        expect(sales.map(({ local }) => weekday(local))).toEqual(Array(5).fill('Tuesday'))
        expect(sales.map(({ local }) => local.slice(11))).toEqual(Array(5).fill('09:00'))
        expect(weeks(sales[0]?.startsAt)).toBeGreaterThan(0)
        expect(weeks(sales[0]?.startsAt)).toBeLessThan(3)
        const monthly = (await site.event('marketing-breakout')).sessions
        expect(monthly).toHaveLength(5)
        for (const { local } of monthly) {
          const day = Number(local.slice(8, 10))
          expect({ day: weekday(local), third: day > 14 && day <= 21 }).toEqual({ day: 'Thursday', third: true })
        }
        expect(weeks(monthly[0]?.startsAt)).toBeGreaterThan(0)
        expect(weeks(monthly[0]?.startsAt)).toBeLessThan(8)
        const open = ['5w22', 'unpopular-truth-kpis-slas', 'nsitsp-all-member-meeting', 'channelpro-live-columbus']
        for (const slug of open) {
          const event = await site.event(slug)
          expect({ slug, availability: event.availability }).toEqual({ slug, availability: 'open' })
        }
      })
    },
  )

  test('without a sample there is an admin, and nothing else', async () => {
    await withPlatform({ sample: 'none' }, async (site) => {
      const { body } = await site.ask<{ items: unknown[] }>('/api/events')
      expect(body.items).toEqual([])
      expect(site.signIns.map(({ role }) => role)).toEqual(['admin'])
    })
  })
})

describe('the inbox', () => {
  test('tells a mail to programs: whom to, the name of its template, its parts, and its key', async () => {
    await withPlatform(in2024, async (site) => {
      await site.order('dana@example.com', 'unpopular-truth-kpis-slas:free-seat')
      const mail = await site.mail('dana@example.com', 'registration-confirmed')
      expect(mail).toMatchObject({
        id: expect.any(String),
        to: ['dana@example.com'],
        subject: expect.stringContaining('KPIs'),
        template: 'registration-confirmed',
        html: expect.stringContaining('<html'),
        text: expect.stringContaining('Unpopular Truth'),
        headers: expect.any(Object),
        idempotencyKey: expect.any(String),
        at: expect.stringMatching(/^2024-04-01T16:00:\d\dZ$/),
      })
      expect(mail.attachments).toEqual([
        {
          filename: 'invite.ics',
          contentType: expect.stringContaining('text/calendar'),
          content: expect.stringContaining('BEGIN:VCALENDAR'),
        },
      ])
      expect((await site.ask(`/local/inbox/${mail.id}`)).body).toEqual(mail)
      expect((await site.ask('/local/inbox/nothing')).status).toBe(404)
    })
  })
})

describe('in a process of its own', () => {
  const withData = async (use: (data: string) => Promise<void>): Promise<void> => {
    const data = await mkdtemp(join(tmpdir(), 'lectern-platform-'))
    try {
      await use(data)
    } finally {
      await rm(data, { recursive: true, force: true })
    }
  }

  test('what was ordered, mailed and opened for payment survives being stopped and being killed', async () => {
    await withData(async (data) => {
      const flags = ['--port', '0', '--data', data, '--sample', '2024', '--now', in2024.now]
      const first = await runPlatform(flags)
      const orders: OrderAnswer[] = []
      try {
        const site = callers(first.url)
        orders.push(await site.order('free@example.com', 'unpopular-truth-kpis-slas:free-seat'))
        orders.push(await site.order('paid@example.com', '5w22:seat'))
      } finally {
        await first.kill()
      }
      const second = await runPlatform(flags)
      try {
        const site = callers(second.url)
        const [free, paid] = orders
        if (!free || !paid) throw new Error('Two orders were placed')
        expect(second.adminKey).toBe(first.adminKey)
        expect((await site.orderNow(free)).status).toBe('confirmed')
        expect((await site.orderNow(paid)).status).toBe('awaiting-payment')
        // Killed before it was sent or after: it comes, and once.
        await site.mail('free@example.com', 'registration-confirmed')
        expect(await site.mails('free@example.com', 'registration-confirmed')).toHaveLength(1)
        expect((await site.ask(`${payAt(paid)}/pay`, { send: {} })).status).toBe(200)
        expect((await site.orderNow(paid)).status).toBe('confirmed')
      } finally {
        await second.stop()
      }
      const third = await runPlatform(flags)
      try {
        const site = callers(third.url)
        expect(await Promise.all(orders.map(async (order) => (await site.orderNow(order)).status))).toEqual([
          'confirmed',
          'confirmed',
        ])
        expect(await site.mails('paid@example.com')).toHaveLength(2)
      } finally {
        await third.stop()
      }
    })
  })

  test('a second one on the same data or port is refused with a word on it, and takes nothing from the first', async () => {
    await withData(async (data) => {
      const first = await runPlatform(['--port', '0', '--data', data, '--sample', 'none'])
      try {
        const start = (...flags: string[]) => runPlatform([...flags, '--sample', 'none'])
        await expect(start('--port', '0', '--data', data)).rejects.toThrow(/already runs on .*--data/)
        const other = await mkdtemp(join(tmpdir(), 'lectern-second-'))
        await expect(start('--port', new URL(first.url).port, '--data', other)).rejects.toThrow(/is taken.*--port/)
        await rm(other, { recursive: true })
        expect((await fetch(`${first.url}/events`)).status).toBe(200)
      } finally {
        await first.stop()
      }
    })
  })

  test('a flag that cannot be read, or a set clock beside a real key, ends the start with a word on it', async () => {
    await withData(async (data) => {
      const start = (...more: string[]) => runPlatform(['--port', '0', '--data', data, ...more])
      await Promise.all([
        expect(start('--sample', '2025')).rejects.toThrow(/--sample/),
        expect(start('--now', 'yesterday')).rejects.toThrow(/--now/),
      ])
      vi.stubEnv('STRIPE_SECRET_KEY', 'sk_test_x')
      await expect(start('--now', in2024.now)).rejects.toThrow(/The clock cannot be set while real keys are in use/)
    })
  })
})
