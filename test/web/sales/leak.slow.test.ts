// A hidden code cannot be had before its hour: not by looking everywhere, and not by asking for it.
import { randomUUID } from 'node:crypto'
import type { Table } from '@lectern/core/platform'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildAssets } from '../../../packages/web/build.ts'
import { meter } from '../../support/meter.ts'
import { makeEvent, salesClass, seedProgram } from '../../support/program.ts'
import { makeSale } from '../../support/sale.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { type Asker, askerOf, crawl, openDoor, type Seen } from './crawl.ts'

const before = '2024-02-29T07:59:59Z'
const hour = '2024-02-29T08:00:00Z'
const code = 'HOP-29'
/** Of the same length, so that answers can be compared to the byte. */
const unknown = 'HIP-29'
/** The code in any case and with any dash, the title that it would have in a cart, and the id that could lead to both. */
const secrets = (promotionId: string) => [/hop[-\u2010-\u2015%]*29/i, /quadrennial/i, new RegExp(promotionId, 'i')]

/** A shop a second before its sale: a program, the sale announced, and with it another that applies by itself. */
const openShop = async () => {
  const site = await openSite({ now: '2024-02-01T17:00:00Z' })
  onTestFinished(() => site.stop())
  const { table, clock } = site
  await seedProgram(table, clock.now)
  await makeEvent(table, { ...salesClass, slug: 'spring', code: 'S1', course: undefined, instructors: [] }, clock.now)
  const { promotion } = await makeSale(table, clock.now)
  const automatic = { trigger: 'automatic', code: undefined, revealsAt: undefined, title: 'Quadrennial surprise' }
  await makeSale(table, clock.now, automatic, { slug: 'surprise', title: 'A surprise' })
  clock.now = before
  return { site, promotion }
}

const names = {
  slug: ['5w22', 'spring', 'leap-day', 'surprise', 'professional-sales', 'james-kernan'],
  id: ['x'],
  person: ['x'],
}

/** As a buyer with something in the cart, and the code tried there already. */
const signInBuyer = async (site: TestSite): Promise<Asker> => {
  const visitor = await site.signIn('ada@example.com')
  await visitor.post('/cart/lines', { sku: 'spring:seat' })
  await visitor.post('/cart/codes', { code })
  return askerOf(site, visitor)
}

/** The cookies of a visitor with something in the cart. With a code they are those of tomorrow, brought back today. */
const cartOf = async (site: TestSite, kept?: string): Promise<Asker> => {
  const visitor = site.visit()
  await visitor.post('/cart/lines', { sku: 'spring:seat' })
  if (kept !== undefined) {
    site.clock.now = hour
    await visitor.post('/cart/codes', { code: kept })
    site.clock.now = before
  }
  return { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
}

const tellingOf = (seen: readonly Seen[], patterns: readonly RegExp[]): string[] =>
  seen.filter(({ said }) => patterns.some((pattern) => pattern.test(said))).map(({ path }) => path)

beforeAll(async () => {
  await buildAssets()
})

describe('looking everywhere', () => {
  it('a second before its hour no page, script, feed, file or answer tells the code; at its hour they do', async () => {
    const { site, promotion } = await openShop()
    const start = [
      '/sales',
      '/sales/leap-day/reminder.ics',
      '/store',
      '/checkout',
      '/cart',
      '/account',
      '/account/keys',
    ]
    const walk = async (who: Asker) => crawl(site, who, { names, start })
    for (const who of [{}, await signInBuyer(site)]) {
      site.clock.now = before
      const seen = await walk(who)
      const paths = seen.filter(({ status }) => status === 200).map(({ path }) => path)
      for (const path of [
        '/sales/leap-day',
        '/sales/leap-day/reminder.ics',
        '/api/sales/leap-day',
        '/api/events',
        '/cart',
      ]) {
        expect(paths).toContain(path)
      }
      expect(paths.filter((path) => path.startsWith('/assets/')).length).toBeGreaterThan(3)
      expect(paths.filter((path) => path.startsWith('/events/')).length).toBeGreaterThan(3)
      expect(paths.includes('/account')).toBe(who.cookie !== undefined)
      expect(tellingOf(seen, secrets(promotion.id))).toEqual([])

      // The control: the same walk finds it where it belongs as soon as it may be known, and never in a calendar.
      site.clock.now = hour
      const after = tellingOf(await walk(who), [/hop-29/i])
      expect(after).toContain('/sales/leap-day')
      expect(after).toContain('/api/sales/leap-day')
      expect(after).toContain('/api/sales')
      expect(after.filter((path) => path.includes('.ics'))).toEqual([])
    }
    // Four walks of some seven hundred addresses each.
  })
})

/** Every request to the engine, by its command and what it costs, in the order in which they were made. */
const watch = (table: Table): { asked: string[] } => {
  const watched = { asked: [] as string[] }
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const keys = JSON.stringify(args.input).split('"pk"').length - 1
      watched.asked.push(`${String(context.commandName)} of ${keys}`)
      return next(args)
    },
    { step: 'initialize', name: 'watch' },
  )
  return watched
}

type Told = { status: number; headers: string; body: string }

/** An answer without what differs from one request to the next by itself, and without the code that was sent. */
const told = async (response: Response, sent: string): Promise<Told> => {
  const plain = (text: string) =>
    text
      .replaceAll(sent, 'CODE')
      .replaceAll(encodeURIComponent(sent), 'CODE')
      .replaceAll(/req_[0-9a-z]+/g, 'req')
      .replaceAll(/key" value="[^"]+"/g, 'key')
  const headers = [...response.headers].map(([name, value]) => `${name}: ${plain(value)}`).sort()
  return { status: response.status, headers: headers.join('\n'), body: plain(await response.text()) }
}

describe('asking for it', () => {
  it('a hidden code is answered as an unknown one: the same words, the same reads, in quote, order and cart', async () => {
    const { site } = await openShop()
    const measured = meter(site.table)
    const watched = watch(site.table)
    const ask = openDoor(site)
    const buyer = await signInBuyer(site)
    const line = { lines: [{ sku: 'spring:seat', quantity: 1 }] }
    const post = (path: string, who: Asker, body: unknown) =>
      ask(path, who, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    const form = (path: string, who: Asker, fields: Record<string, string>) =>
      ask(path, who, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: site.url } })
    const filled = await cartOf(site)
    const { cookie = '' } = await cartOf(site, code)
    expect(cookie).toContain(code)
    const ways: Record<string, (sent: string) => Response | Promise<Response>> = {
      'a quote of a visitor': (sent) => post('/api/quotes', {}, { ...line, codes: [sent] }),
      'a quote of a buyer': (sent) => post('/api/quotes', { key: buyer.key }, { ...line, codes: [sent] }),
      'a quote with several codes': (sent) => post('/api/quotes', {}, { ...line, codes: ['none', sent, 'nothing'] }),
      'an order': (sent) =>
        post('/api/orders', {}, { ...line, codes: [sent], buyer: { email: 'x@example.com', name: 'X' } }),
      'the cart of a visitor': (sent) => form('/cart/codes', filled, { code: sent }),
      'the cart of a buyer': (sent) => form('/cart/codes', buyer, { code: sent }),
      'a cart that holds it already': (sent) => ask('/cart', { cookie: cookie.replaceAll(code, sent) }),
    }
    const tried = async (way: (sent: string) => Response | Promise<Response>, sent: string) => {
      measured.reset()
      watched.asked = []
      const answer = await told(await way(sent), sent)
      // Guesses are counted by their number: the second adds to the entry that the first made.
      return { answer, asked: [...watched.asked].sort(), reads: measured.reads() }
    }
    for (const [name, way] of Object.entries(ways)) {
      // Once before, so that neither is the first to be counted.
      await tried(way, 'HAP-29')
      const [hidden, nobodys] = [await tried(way, code), await tried(way, unknown)]
      expect({ name, ...hidden }).toEqual({ name, ...nobodys })
      expect(hidden.asked.length).toBeGreaterThan(1)
      expect([200, 400, 409]).toContain(hidden.answer.status)
    }

    // The control: at its hour the same question has another answer.
    site.clock.now = hour
    const quote = ways['a quote of a visitor']
    if (!quote) throw new Error('no way')
    const [known, nobodys] = [await tried(quote, code), await tried(quote, unknown)]
    expect(known.answer.body).not.toBe(nobodys.answer.body)
    expect(JSON.parse(known.answer.body)).toMatchObject({
      rejected: [],
      applied: expect.arrayContaining([expect.objectContaining({ code: 'CODE', title: 'Quadrennial terms' })]),
    })
  })

  it('a sale that applies by itself and has not begun lowers no price and costs no read of its own', async () => {
    const { site } = await openShop()
    const watched = watch(site.table)
    const ask = openDoor(site)
    const quote = async () => {
      watched.asked = []
      const body = JSON.stringify({
        lines: [{ sku: 'spring:seat', quantity: 1 }],
        codes: [],
        email: `${randomUUID()}@example.com`,
      })
      const answer = await ask(
        '/api/quotes',
        {},
        { method: 'POST', body, headers: { 'content-type': 'application/json' } },
      )
      return { body: (await answer.json()) as { totalCents: number }, asked: [...watched.asked] }
    }
    // The first request of a process also reads the organizer's settings.
    await quote()
    const hidden = await quote()
    expect(hidden.body.totalCents).toBe(39_900)
    site.clock.now = hour
    const shown = await quote()
    expect(shown.body.totalCents).toBe(28_329)
    // Its counter is read once it runs, and not before.
    expect(shown.asked.length).toBe(hidden.asked.length + 1)
  })
})
