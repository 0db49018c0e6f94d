import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { runPlatform } from '../load/running-platform.ts'
import { callers, type LocalSite, type OrderAnswer, until, withPlatform } from '../support/local-platform.ts'

const in2024 = { sample: '2024', now: '2024-04-01T16:00:00Z' } as const

/** The payment page's path: what programs pay at. */
const payAt = ({ checkoutUrl = '' }: OrderAnswer): string => new URL(checkoutUrl).pathname

const remaining = async (site: Pick<LocalSite, 'event'>, slug: string): Promise<number | null | undefined> =>
  (await site.event(slug)).tickets[0]?.remaining

/** The instant that lies so many minutes after the start of `in2024`. */
const minutesIn = (minutes: number): string =>
  `${new Date(Date.parse(in2024.now) + minutes * 60_000).toISOString().slice(0, 19)}Z`

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

describe('the clock', () => {
  const now = async (site: LocalSite): Promise<string> => (await site.ask<{ now: string }>('/api/health')).body.now

  const runsOnFrom = (site: LocalSite, moment: string): Promise<boolean> =>
    until(async () => (await now(site)) > moment)

  test('started at a moment it runs on; put to one it stands; told to run it runs; advanced it jumps', async () => {
    await withPlatform(in2024, async (site) => {
      expect(await runsOnFrom(site, in2024.now)).toBe(true)

      const put = await site.ask('/local/clock', { method: 'PUT', send: { now: '2024-04-02T09:00:00-07:00' } })
      expect(put).toEqual({ status: 200, body: { now: '2024-04-02T16:00:00Z' } })
      const wall = Date.now()
      expect(await until(async () => Date.now() > wall + 1100 && (await now(site)))).toBe('2024-04-02T16:00:00Z')

      const advanced = await site.ask('/local/clock/advance', { send: { seconds: 90 } })
      expect(advanced).toEqual({ status: 200, body: { now: '2024-04-02T16:01:30Z' } })
      expect(await now(site)).toBe('2024-04-02T16:01:30Z')

      await site.ask('/local/clock', { method: 'PUT', send: { now: '2024-05-01T00:00:00Z', runs: true } })
      expect(await runsOnFrom(site, '2024-05-01T00:00:00Z')).toBe(true)
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
    await withPlatform({ sample: 'none' }, async (site) => {
      const put = await site.ask('/local/clock', { method: 'PUT', send: { now: '2024-04-02T16:00:00Z' } })
      const advance = await site.ask('/local/clock/advance', { send: { seconds: 1 } })
      expect(put).toMatchObject({ status: 409, body: { code: 'local.clock-fixed', title: /real keys/ } })
      expect(advance.status).toBe(409)
      expect(Math.abs(Date.parse(await now(site)) - Date.now())).toBeLessThan(5000)
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

describe('the payment page', () => {
  test('is the address that the order names, and tells what is paid for', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      const page = await site.ask<{ id: string }>(payAt(order))
      expect(page.body).toMatchObject({
        status: 'open',
        paymentStatus: 'unpaid',
        totalCents: 39_900,
        email: 'dana@example.com',
        acts: ['pay', 'fail', 'expire'],
      })
      expect(order.checkoutUrl).toBe(`${site.url}/local/checkout/${page.body.id}`)
    })
  })

  test('paid twice, the second is refused: one charge, one confirmation and one receipt', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      const paid = await site.ask(`${payAt(order)}/pay`, { method: 'POST' })
      expect(paid).toMatchObject({ status: 200, body: { status: 'complete', paymentStatus: 'paid', delivered: true } })
      const again = await site.ask(`${payAt(order)}/pay`, { method: 'POST' })
      expect(again).toMatchObject({ status: 409, body: { code: 'checkout.complete' } })
      expect((await site.orderNow(order)).status).toBe('confirmed')
      const mails = await site.mails('dana@example.com')
      expect(mails.map(({ template }) => template).sort()).toEqual(['receipt', 'registration-confirmed'])
    })
  })

  test('a declined card leaves it open, and it can be paid after all', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      expect(await site.ask(`${payAt(order)}/fail`, { send: {} })).toMatchObject({
        status: 200,
        body: { status: 'open' },
      })
      expect((await site.orderNow(order)).status).toBe('awaiting-payment')
      await site.ask(`${payAt(order)}/pay`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('confirmed')
    })
  })

  test('expired, it gives the seat back at once', async () => {
    await withPlatform(in2024, async (site) => {
      const before = await remaining(site, '5w22')
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/expire`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('expired')
      expect(await remaining(site, '5w22')).toBe(before)
      expect((await site.ask(`${payAt(order)}/pay`, { send: {} })).status).toBe(409)
    })
  })

  test('paid with a lost webhook, the page that the buyer comes back to confirms', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: { deliver: false } })
      expect((await site.orderNow(order)).status).toBe('awaiting-payment')
      const page = await fetch(`${site.url}/orders/${order.id}?token=${order.token}`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('You are registered')
      expect((await site.orderNow(order)).status).toBe('confirmed')
    })
  })

  test('paid with a lost webhook and never come back, the end of the hold confirms', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: { deliver: false } })
      await site.ask('/local/clock/advance', { send: { seconds: 42 * 60 } })
      expect((await site.orderNow(order)).status).toBe('confirmed')
      expect(await site.mails('dana@example.com', 'registration-confirmed')).toHaveLength(1)
    })
  })

  test('paid by bank, the seat is kept for days; the debit that settles confirms', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      const paid = await site.ask(`${payAt(order)}/pay`, { send: { method: 'bank' } })
      expect(paid.body).toMatchObject({ status: 'complete', paymentStatus: 'unpaid', acts: ['settle', 'bounce'] })
      await site.setClock(minutesIn(3 * 24 * 60))
      expect((await site.orderNow(order)).status).toBe('awaiting-payment')
      await site.ask(`${payAt(order)}/settle`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('confirmed')
    })
  })

  test('paid by bank, the debit that bounces gives the seat back', async () => {
    await withPlatform(in2024, async (site) => {
      const before = await remaining(site, '5w22')
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: { method: 'bank' } })
      await site.setClock(minutesIn(3 * 24 * 60))
      await site.ask(`${payAt(order)}/bounce`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('expired')
      expect(await remaining(site, '5w22')).toBe(before)
      expect(await site.mails('dana@example.com', 'registration-confirmed')).toEqual([])
    })
  })

  test('webhooks replayed, strays among them, change nothing and mail nobody', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: {} })
      const session = payAt(order).split('/').at(-1)
      const replay = (type: string, times: number) =>
        site.ask<{ event: string; delivered: number }>('/local/webhooks/replay', { send: { session, type, times } })
      const first = await replay('checkout.session.completed', 3)
      const second = await replay('checkout.session.completed', 1)
      const stray = await replay('checkout.session.expired', 2)
      expect([first, second, stray].map(({ status, body }) => [status, body.delivered])).toEqual([
        [200, 3],
        [200, 1],
        [200, 2],
      ])
      expect(first.body.event).toBe(second.body.event)
      expect((await site.orderNow(order)).status).toBe('confirmed')
      expect(await site.mails('dana@example.com')).toHaveLength(2)
      expect(await replay('invoice.paid', 1)).toMatchObject({ status: 409 })
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

  test('a flag that cannot be read, or a set clock beside a real key, ends the start with a word on it', async () => {
    await withData(async (data) => {
      const start = (...more: string[]) => runPlatform(['--port', '0', '--data', data, ...more])
      await expect(start('--sample', '2025')).rejects.toThrow(/--sample/)
      await expect(start('--now', 'yesterday')).rejects.toThrow(/--now/)
      vi.stubEnv('STRIPE_SECRET_KEY', 'sk_test_x')
      await expect(start('--now', in2024.now)).rejects.toThrow(/The clock cannot be set while real keys are in use/)
    })
  })
})
