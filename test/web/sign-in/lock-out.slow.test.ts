import { guessesPerCode, takeCodeRequest } from '@lectern/core/identity'
import { addSeconds, type Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { browser, type Site, signInSite, siteUrl, wrongCode } from './support.tsx'

let table: Table
let site: Site
beforeEach(async () => {
  table = await freshTable()
  site = signInSite(table)
})

const email = 'ada@example.com'
const from = (ip: string) => browser(site, { 'x-forwarded-for': ip })
const statusCounts = (answers: Response[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
/** Someone with eight machines asks for codes for Ada, forty times at once, each time in a new browser. */
const flood = async () => {
  const asks = Array.from({ length: 40 }, (_, index) => from(`198.51.100.${index % 8}`).post('/sign-in', { email }))
  return statusCounts(await Promise.all(asks))
}
const signIn = async (visitor: ReturnType<typeof browser>) => {
  const asked = await visitor.post('/sign-in', { email })
  return asked.status === 303 ? (await visitor.post('/sign-in/code', { code: site.lastCode() })).status : asked.status
}

describe('nobody keeps anybody from signing in', () => {
  test('a code stays good while others ask for the same address, many at once', async () => {
    const ada = from('192.0.2.1')
    await ada.post('/sign-in', { email })
    const code = site.lastCode()
    expect(await flood()).toEqual({ 303: 29, 429: 11 })
    expect((await ada.post('/sign-in/code', { code })).status).toBe(303)
  })

  test('who asks too often from one place is held back there, and nobody else is', async () => {
    const eve = '198.51.100.7'
    expect(
      statusCounts(await Promise.all(Array.from({ length: 12 }, () => from(eve).post('/sign-in', { email })))),
    ).toEqual({ 303: 5, 429: 7 })
    const refused = await from(eve).post('/sign-in', { email })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(880)
    expect(await refused.text()).toContain('value="ada@example.com"')
    expect(site.inbox).toHaveLength(5)
    expect(await signIn(from('192.0.2.1'))).toBe(303)
    site.pass(15 * 60 + 1)
    expect((await from(eve).post('/sign-in', { email })).status).toBe(303)
  })

  test('wrong codes count in the browser that enters them: the owner’s code is looked at after fifty of them', async () => {
    const ada = from('192.0.2.1')
    await ada.post('/sign-in', { email })
    const code = site.lastCode()
    for (let machine = 0; machine < 10; machine += 1) {
      const eve = from(`198.51.100.${machine}`)
      await eve.post('/sign-in', { email })
      const wrong = wrongCode(site.lastCode())
      await Promise.all(Array.from({ length: 5 }, () => eve.post('/sign-in/code', { code: wrong })))
    }
    expect((await ada.post('/sign-in/code', { code })).status).toBe(303)
  })

  test('a flood from many machines stops mail to unknown browsers alone: one that signed in before goes on', async () => {
    const ada = from('192.0.2.1')
    expect(await signIn(ada)).toBe(303)
    await ada.post('/sign-out', {})
    await flood()
    const stranger = await from('192.0.2.1').post('/sign-in', { email })
    expect([stranger.status, await stranger.text()]).toEqual([
      429,
      expect.stringContaining('Open the link in one of those'),
    ])
    expect(await signIn(ada)).toBe(303)
  })

  test('the owner reads the mails of a flood, and a link in any of them lets a new browser ask', async () => {
    await flood()
    const ada = from('192.0.2.1')
    expect(await signIn(ada)).toBe(429)
    const link = site.inbox.at(-1)?.browserUrl ?? ''
    expect(link.startsWith(`${siteUrl}/sign-in/browser/`)).toBe(true)
    const opened = await ada.get(link.slice(siteUrl.length))
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('value="ada@example.com"')])
    expect(await signIn(ada)).toBe(303)
  })

  test('such a link signs nobody in, is of its own address, and ends', async () => {
    await from('192.0.2.1').post('/sign-in', { email: 'eve@example.com' })
    const path = (site.inbox[0]?.browserUrl ?? '').slice(siteUrl.length)
    const eve = from('198.51.100.1')
    await eve.get(path)
    expect([...eve.cookies.keys()]).toEqual(['__Host-lectern-known'])
    expect(eve.cookies.get('__Host-lectern-known')).not.toContain('eve')
    await flood()
    expect(await signIn(eve)).toBe(429)
    site.pass(2 * 24 * 3600)
    expect((await eve.get(path)).status).toBe(400)
    expect((await eve.get(`${path}x`)).status).toBe(400)
    expect((await eve.get('/sign-in/browser/x.y')).status).toBe(400)
  })

  test('an earlier code of the same browser works beside the newest, since mails overtake each other', async () => {
    const ada = from('192.0.2.1')
    await ada.post('/sign-in', { email })
    const first = site.lastCode()
    await ada.post('/sign-in', { email })
    expect(site.lastCode()).not.toBe(first)
    expect((await ada.post('/sign-in/code', { code: first })).status).toBe(303)
  })

  test('strangers get fifty codes for an address in a day, from however many machines: 250 guesses', async () => {
    let [codes, asked] = [0, 0]
    for (const hour of [0, 1, 2, 23]) {
      for (let ask = 0; ask < 32; ask += 1) {
        asked += 1
        const request = { email, client: `198.51.100.${asked}`, browser: undefined }
        const taken = takeCodeRequest(table, request, addSeconds(site.realNow(), hour * 3600 + hour))
        codes += await taken.then(
          () => 1,
          () => 0,
        )
      }
    }
    expect([codes, codes * guessesPerCode]).toEqual([50, 250])
  })

  test('a client that guesses wrong is held back for all addresses, and a browser known there is not', async () => {
    const shared = '203.0.113.9'
    const ada = from(shared)
    expect(await signIn(ada)).toBe(303)
    for (let victim = 0; victim < 12; victim += 1) {
      const eve = from(shared)
      await eve.post('/sign-in', { email: `p${victim}@example.com` })
      const wrong = wrongCode(site.lastCode())
      for (let guess = 0; guess < 5; guess += 1) await eve.post('/sign-in/code', { code: wrong })
    }
    const other = from(shared)
    await other.post('/sign-in', { email: 'bob@example.com' })
    expect((await other.post('/sign-in/code', { code: site.lastCode() })).status).toBe(429)
    expect(await signIn(ada)).toBe(303)
  })

  test('a conference behind one address signs in', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        from(`10.0.0.${index}, 203.0.113.9`).post('/sign-in', { email: `p${index}@example.com` }),
      ),
    )
    expect(statusCounts(answers)).toEqual({ 303: 40 })
  })
})
