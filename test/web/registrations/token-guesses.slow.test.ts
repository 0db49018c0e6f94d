import {
  findLinkedRegistration,
  findRegistration,
  joinWaitingList,
  registrationUrl,
  WaitingRequest,
} from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anEvent, placed, start } from '../../support/build.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'

let site: TestSite
/** The page of Ann's registration as her mail leads to it, and the token in it. */
let link: URL
let token: string
let order: { id: string; personId: string }
let signedIn: Visitor
beforeAll(async () => {
  site = await openSite({ now: start })
  await anEvent(site.table, { capacity: 1, tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
  const { id, seats } = await placed(site.services, 'ann@example.com', '5w22:seat')
  const personId = seats[0]?.personId ?? ''
  const registration = await findRegistration(site.table, personId, '5w22')
  if (!registration) throw new Error('Ann is not registered')
  link = new URL(registrationUrl(site.services, registration))
  token = link.searchParams.get('token') ?? ''
  order = { id, personId }
  const request = WaitingRequest.parse({ sku: '5w22:seat', email: 'bob@example.com', name: 'Bob' })
  await joinWaitingList(site.services, request, { kind: 'visitor' }, start)
  signedIn = await site.signIn('eve@example.com')
})
afterAll(() => site.stop())

/** Hers, but for its end. */
const wrong = (guess: number): string => `${token.slice(0, -4)}${String(guess).padStart(4, '0')}`

/** Asks from an address of its own; anybody's own network counts apart. */
const ask = async (path: string, from: string, init: RequestInit = {}): Promise<number> => {
  const headers = { 'x-forwarded-for': from, origin: site.url, ...(init.headers as Record<string, string>) }
  return (await site.request(path, { ...init, headers })).status
}

const posted = (path: string, fields: Record<string, string>, from: string) =>
  ask(path, from, { method: 'POST', body: new URLSearchParams(fields) })

/** Answers to so many guesses, one after another. */
const guessed = async (count: number, guess: (at: number) => Promise<number>): Promise<number[]> => {
  const statuses: number[] = []
  for (let at = 0; at < count; at += 1) statuses.push(await guess(at))
  return statuses
}

const sixtyThenNone = [...Array.from({ length: 60 }, () => 404), 429, 429]

describe('wrong tokens of links in mails are guesses, like those of orders and codes', () => {
  test('on the page of a registration: after sixty one waits, others do not, and the right link still opens', async () => {
    const page = (at: number) => ask(`${link.pathname}?token=${wrong(at)}`, '203.0.113.1')
    expect(await guessed(62, page)).toEqual(sixtyThenNone)
    expect(await ask(`${link.pathname}${link.search}`, '203.0.113.1')).toBe(200)
    expect(await ask(`${link.pathname}?token=${wrong(0)}`, '203.0.113.2')).toBe(404)
  })

  test('of its forms too, whatever they would do, and for events and people that there are not', async () => {
    const forms = ['/name', '/answers', '/cancel']
    const send = (at: number) =>
      posted(`${link.pathname}${forms[at % 3]}`, { token: wrong(at), name: 'Eve' }, '203.0.113.3')
    expect(await guessed(30, send)).toEqual(sixtyThenNone.slice(0, 30))
    const elsewhere = (at: number) => ask(`/registrations/none?token=${at % 2 ? wrong(at) : 'nonsense'}`, '203.0.113.3')
    expect(await guessed(32, elsewhere)).toEqual(sixtyThenNone.slice(30))
    expect((await findRegistration(site.table, order.personId, '5w22'))?.status).toBe('confirmed')
  })

  test('sixty at once are answered at most', async () => {
    const pages = Array.from({ length: 90 }, (_, at) => ask(`${link.pathname}?token=${wrong(at)}`, '203.0.113.4'))
    const statuses = await Promise.all(pages)
    expect(statuses.filter((status) => status === 404)).toHaveLength(60)
    expect(statuses.filter((status) => status === 429)).toHaveLength(30)
  })

  test('of offers, and by a cookie as by a link, which is forgotten; a link without a token is none', async () => {
    const offer = (at: number) => ask(`/offers/5w22%3Aseat?token=${wrong(at)}`, '203.0.113.5')
    expect(await guessed(50, offer)).toEqual(sixtyThenNone.slice(0, 50))
    expect(await guessed(20, () => ask('/offers/5w22%3Aseat', '203.0.113.5'))).toEqual(sixtyThenNone.slice(0, 20))
    const cart = encodeURIComponent(JSON.stringify([[['5w22:seat', 1]], [], 'mine']))
    const cookie = (at: number) => `lectern-cart=${cart}; lectern-offer=${encodeURIComponent(`5w22:seat~${wrong(at)}`)}`
    const shown = (at: number) => ask('/cart', '203.0.113.5', { headers: { cookie: cookie(at) } })
    expect(await guessed(12, shown)).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429])
    const headers = { cookie: cookie(0), 'x-forwarded-for': '203.0.113.6' }
    const forgets = await site.request('/cart', { headers })
    expect(forgets.headers.getSetCookie().join()).toMatch(/lectern-offer=;.*Max-Age=0/)
  })

  test('of orders for someone signed in, by the person, wherever they are', async () => {
    const cookie = [...signedIn.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const asked = (at: number) =>
      ask(`/orders/${order.id}?token=${wrong(at)}`, `198.51.100.${at}`, { headers: { cookie } })
    expect(await guessed(62, asked)).toEqual(sixtyThenNone)
  })

  test('control: a right token is never counted', async () => {
    const guesser = { actor: { kind: 'visitor' as const }, client: { address: '203.0.113.9', realNow: start } }
    for (let round = 0; round < 65; round += 1) {
      expect(await findLinkedRegistration(site.services, '5w22', token, guesser)).toMatchObject({ event: '5w22' })
    }
  })
})
