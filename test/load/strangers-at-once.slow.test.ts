import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Platform, startPlatform } from '../../packages/local/src/platform.ts'
import { type Client, createClient, randomFrom } from './client.ts'

let platform: Platform
let client: Client

beforeAll(async () => {
  platform = await startPlatform({ port: 0, sample: 'none', log: () => {} })
  client = createClient(
    () => platform.url,
    () => platform.adminKey,
  )
  await client.publish({ slug: 'class', capacity: 60, tickets: [{ name: 'Seat', priceCents: 39_900 }] })
  await client.publish({ slug: 'free', tickets: [{ name: 'Seat', priceCents: 0 }] })
  const benefit = { type: 'percent', percentBasisPoints: 1000 }
  const terms = { title: 'Launch', trigger: 'code', code: 'LAUNCH', benefit, scope: { everything: true } }
  await client.asAdmin('POST', '/api/admin/promotions', { ...terms, limits: { total: 60 } })
})
afterAll(() => platform.stop())

type Seen = { status: number; code?: unknown; body?: Record<string, unknown> }

/** From an address, on a connection of its own: one that is kept may be closed in the moment it is used again. */
const headers = (from: string) => ({ 'x-forwarded-for': from, connection: 'close' })

const order = async (from: string, body: Record<string, unknown>): Promise<Seen> => {
  const answer = await client.call('POST', '/api/orders', body, headers(from))
  return { status: answer.status, code: answer.body.code, body: answer.body }
}

/** A browser at a network address that keeps its cookies. */
const browser = (from: string) => {
  const cookies = new Map<string, string>()
  return {
    cookies,
    post: async (path: string, fields: Record<string, string>): Promise<number> => {
      const answer = await fetch(`${platform.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields),
        headers: {
          origin: platform.url,
          ...headers(from),
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      })
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', ...value] = (line.split(';')[0] ?? '').split('=')
        cookies.set(name, value.join('='))
      }
      return answer.status
    },
  }
}

const buyers = Array.from({ length: 10 }, (_, index) => `buyer${index}@honest.example`)
const readers = Array.from({ length: 10 }, (_, index) => `reader${index}@honest.example`)
const seats = (sku: string, emails: string[], name = 'Someone Else') => emails.map((email) => ({ sku, email, name }))
const strangers = (count: number, of: string) =>
  Array.from({ length: count }, (_, index) => `${of}-${index}@named.example`)

/** What strangers at four network addresses try. */
const attacks: Record<string, (index: number, from: string) => Promise<Seen>> = {
  'registers honest people and never pays': (index, from) =>
    order(from, {
      lines: [{ sku: 'class:seat' }],
      codes: [],
      buyer: { email: `blocker-${index}@named.example`, name: 'Mallory' },
      attendees: seats('class:seat', [buyers[index % buyers.length] ?? '']),
    }),
  'takes seats and code uses by the dozen': (index, from) => {
    const emails = strangers(index % 2 === 0 ? 5 : 20, `hoarder-${index}`)
    return order(from, {
      lines: [{ sku: 'class:seat', quantity: emails.length }],
      codes: ['LAUNCH'],
      buyer: { email: `hoarder-${index}@named.example`, name: 'Mallory' },
      attendees: seats('class:seat', emails),
    })
  },
  'has us mail what they want to people they name': (index, from) => {
    const emails = strangers(5, `mailer-${index}`)
    return order(from, {
      lines: [{ sku: 'free:seat', quantity: emails.length }],
      codes: [],
      buyer: { email: `mailer-${index}@named.example`, name: 'Mallory' },
      attendees: seats('free:seat', emails, index % 2 === 0 ? 'URGENT pay at https://evil.example' : 'Urgent Invoice'),
    })
  },
  'asks for codes of others and guesses': async (index, from) => {
    const eve = browser(from)
    const email = readers[index % readers.length] ?? ''
    const asked = await eve.post('/sign-in', { email })
    return { status: asked === 303 ? await eve.post('/sign-in/code', { code: '123456' }) : asked }
  },
  'guesses codes, ten at a time': async (index, from) => {
    const codes = Array.from({ length: 10 }, (_, guess) => `GUESS${index}X${guess}`)
    const answer = await client.call('POST', '/api/quotes', { lines: [{ sku: 'class:seat' }], codes }, headers(from))
    return { status: answer.status, code: answer.body.code }
  },
}

const buy = (email: string, index: number) =>
  order(`192.0.2.${index}`, {
    lines: [{ sku: 'class:seat' }],
    codes: ['LAUNCH'],
    buyer: { email, name: `Buyer ${index}` },
  })

const signInCodes = (email: string): string[] =>
  platform.resend.listMails({ to: email }).flatMap(({ text }) => text?.match(/\b\d{6}\b/)?.[0] ?? [])

/** Signs in with whichever of the codes in the inbox is this browser's. */
const signIn = async (email: string, index: number): Promise<number> => {
  const me = browser(`192.0.2.${100 + index}`)
  const before = signInCodes(email).length
  const asked = await me.post('/sign-in', { email })
  if (asked !== 303) return asked
  for (const code of signInCodes(email).slice(0, signInCodes(email).length - before)) {
    if ((await me.post('/sign-in/code', { code })) === 303) return 303
  }
  return 400
}

/** In an order that a seed repeats. */
const shuffled = <T>(items: T[], random: () => number): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)

describe('200 requests of strangers at once, beside 20 honest people', () => {
  test('each who buys has a seat once they pay, each who signs in is in, and the strangers get no further than they may', async () => {
    const bought: Seen[] = []
    const signedIn: number[] = []
    const tried: (Seen & { attack: string })[] = []
    const tasks = [
      ...buyers.map((email, index) => async () => bought.push(await buy(email, index))),
      ...readers.map((email, index) => async () => signedIn.push(await signIn(email, index))),
      ...Object.entries(attacks).flatMap(([attack, run]) =>
        Array.from(
          { length: 40 },
          (_, index) => async () => tried.push({ attack, ...(await run(index, `198.51.100.${index % 4}`)) }),
        ),
      ),
    ]
    await Promise.all(shuffled(tasks, randomFrom(20)).map((task) => task()))

    expect(bought.map(({ status, code }) => code ?? status)).toEqual(buyers.map(() => 201))
    expect(signedIn).toEqual(readers.map(() => 303))
    expect(tried).toHaveLength(200)
    expect(tried.filter(({ status }) => status >= 500)).toEqual([])

    await Promise.all(
      bought.map(({ body }) =>
        platform.stripe.pay(new URL(String(body?.checkoutUrl)).pathname.split('/').at(-1) ?? ''),
      ),
    )
    await platform.doDueWork()
    const roster = await client.all('/api/admin/registrations?event=class')
    const own = roster.filter(({ email, status }) => buyers.includes(String(email)) && status === 'confirmed')
    expect(own).toHaveLength(buyers.length)
    expect(roster.filter(({ status }) => status === 'held' || status === 'confirmed').length).toBeLessThanOrEqual(60)

    const counted = (attack: string) => tried.filter((one) => one.attack.startsWith(attack))
    // Twenty seats in an order are refused always, and four networks name ten others each a day.
    expect(counted('takes seats').filter(({ status }) => status === 201).length).toBeLessThanOrEqual(8)
    expect(counted('takes seats').some(({ code }) => code === 'registration.sign-in-needed')).toBe(true)
    expect(counted('has us mail').filter(({ status }) => status === 400)).toHaveLength(20)
    const mailed = platform.resend.listMails({}).filter(({ to }) => to.some((one) => one.startsWith('m1-')))
    expect(mailed.length).toBeLessThanOrEqual(40)
    expect(mailed.filter(({ text }) => text?.includes('URGENT'))).toEqual([])
    expect(counted('asks for codes').filter(({ status }) => status === 303)).toEqual([])
    expect(counted('guesses codes').filter(({ status }) => status === 200).length).toBeLessThanOrEqual(4 * 6)
  })
})
