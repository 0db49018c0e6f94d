import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { ensurePerson, findActorBySession } from '@lectern/core/identity'
import type { Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { browser, type Site, secret, signInSite, siteUrl } from './support.tsx'

let table: Table
let site: Site
beforeEach(async () => {
  table = await freshTable()
  site = signInSite(table)
})

const email = 'ada@example.com'
const actorOf = (cookie: string) =>
  findActorBySession(table, cookie, { secret, secureCookies: true, realNow: site.realNow() })
const linkIn = () => (site.inbox.at(-1)?.linkUrl ?? '').slice(siteUrl.length)
const expired = 'This link has expired or was already used.'

const ask = async (next = '/orders') => {
  const ada = browser(site)
  await ada.post('/sign-in', { email, next })
  return { ada, link: linkIn() }
}

describe('the sign-in link beside the code', () => {
  test('signs in the browser that asked, and leads on where it was going', async () => {
    const { ada, link } = await ask()
    const page = await ada.get(link)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const shown = await page.text()
    expect(shown).toContain(email)
    expect(shown).not.toContain('If you didn’t ask for this email')
    const done = await ada.post(link, {})
    expect([done.status, done.headers.get('location')]).toEqual([303, '/orders'])
    expect(await actorOf(ada.cookie())).toMatchObject({ kind: 'person', email, via: 'session' })
    expect([...ada.cookies.keys()].toSorted()).toEqual(['__Host-lectern-known', '__Host-lectern-session'])
  })

  test('works in another browser, which is signed in while the one that asked is not', async () => {
    const { ada, link } = await ask('/cart?code=THEIRS')
    const phone = browser(site)
    expect(await (await phone.get(link)).text()).toContain('If you didn’t ask for this email')
    const done = await phone.post(link, {})
    // Anyone who asked doesn't decide where someone else goes.
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    expect(await actorOf(phone.cookie())).toMatchObject({ kind: 'person', email })
    expect(await actorOf(ada.cookie())).toEqual({ kind: 'visitor' })
  })

  test('is not used up by scanners that open it, however often', async () => {
    const { ada, link } = await ask()
    const scanner = browser(site)
    for (let look = 0; look < 20; look += 1) expect((await scanner.get(link)).status).toBe(200)
    expect(scanner.cookies.size).toBe(0)
    expect((await ada.post(link, {})).status).toBe(303)
  })

  test('works once, also ten times at once, and together with its code', async () => {
    const { ada, link } = await ask()
    const code = site.lastCode()
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser(site).post(link, {})))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await (await ada.post(link, {})).text()).toContain(expired)
    expect((await ada.post('/sign-in/code', { code })).status).toBe(400)
    const again = await ask()
    expect((await again.ada.post('/sign-in/code', { code: site.lastCode() })).status).toBe(303)
    expect((await browser(site).post(again.link, {})).status).toBe(400)
  })

  test('ends with its code, after ten minutes', async () => {
    const { ada, link } = await ask()
    site.pass(540)
    expect((await ada.get(link)).status).toBe(200)
    site.pass(60)
    expect((await ada.get(link)).status).toBe(400)
    expect((await ada.post(link, {})).status).toBe(400)
    expect(await actorOf(ada.cookie())).toEqual({ kind: 'visitor' })
  })

  test('opens nothing when a letter of it is changed, nor as another kind of link', async () => {
    const { link } = await ask()
    const at = link.length - 5
    const other = `${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`
    for (const wrong of [other, '/sign-in/link/nothing', link.replace('/link/', '/browser/')]) {
      const visitor = browser(site)
      expect([wrong, (await visitor.get(wrong)).status]).toEqual([wrong, 400])
      expect([...visitor.cookies.keys()]).toEqual([])
    }
    const browserUrl = (site.inbox.at(-1)?.browserUrl ?? '').slice(siteUrl.length)
    const visitor = browser(site)
    expect((await visitor.post(browserUrl.replace('/browser/', '/link/'), {})).status).toBe(400)
    expect(await actorOf(visitor.cookie())).toEqual({ kind: 'visitor' })
  })

  test('cannot be pressed by another site, which would sign someone in as someone else', async () => {
    const { link } = await ask()
    const victim = browser(site)
    const forged = await victim.post(link, {}, { origin: 'https://evil.example' })
    expect(forged.status).toBe(403)
    const fetched = await victim.post(link, {}, { 'sec-fetch-site': 'cross-site' })
    expect(fetched.status).toBe(403)
    expect(await actorOf(victim.cookie())).toEqual({ kind: 'visitor' })
  })

  test('says so before it signs out of another account, and ends that session', async () => {
    await ensurePerson(table, { email: 'bob@example.com', name: 'Bob' }, site.realNow())
    const bob = browser(site)
    await bob.post('/sign-in', { email: 'bob@example.com' })
    await bob.post('/sign-in/code', { code: site.lastCode() })
    const before = bob.cookie()
    const { link } = await ask()
    expect(await (await bob.get(link)).text()).toContain('You’re signed in as bob@example.com now.')
    await bob.post(link, {})
    expect(await actorOf(bob.cookie())).toMatchObject({ email })
    expect(await actorOf(before)).toEqual({ kind: 'visitor' })
  })

  test('is kept nowhere', async () => {
    const { ada, link } = await ask()
    await ada.post(link, {})
    const items = (await table.client.send(new ScanCommand({ TableName: table.name }))).Items ?? []
    const [payload = '', signature = ''] = link.slice('/sign-in/link/'.length).split('.')
    const [, issue] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as string[]
    expect(issue).toMatch(/^[\w-]{20,}$/)
    for (const secretPart of [payload, signature, issue ?? '']) expect(JSON.stringify(items)).not.toContain(secretPart)
  })
})
