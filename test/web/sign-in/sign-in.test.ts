import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { ensurePerson, findActorBySession, findPersonByEmail } from '@lectern/core/identity'
import type { Table } from '@lectern/core/platform'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { browser, type Site, secret, signInSite, wrongCode } from './support.tsx'

let table: Table
let site: Site
const logs = vi.fn()
beforeEach(async () => {
  table = await freshTable()
  site = signInSite(table)
  logs.mockClear()
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation(logs)
  }
})
afterEach(() => {
  vi.restoreAllMocks()
})

const email = 'ada@example.com'
const actorOf = (cookie: string) =>
  findActorBySession(table, cookie, { secret, secureCookies: true, realNow: site.realNow() })
const items = async () => (await table.client.send(new ScanCommand({ TableName: table.name }))).Items ?? []
const sessionCount = async () => (await items()).filter((item) => String(item.pk).startsWith('session#')).length

test('an address and the code sent to it sign a new person in and lead on', async () => {
  const ada = browser(site)
  const form = await ada.get('/sign-in?next=/orders?tab=open')
  expect(form.status).toBe(200)
  expect(form.headers.get('cache-control')).toBe('no-store')
  expect(await form.text()).toContain('value="/orders?tab=open"')
  const asked = await ada.post('/sign-in', { email: ' Ada@Example.com ', next: '/orders?tab=open' })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/sign-in/code?next=%2Forders%3Ftab%3Dopen'])
  expect(site.inbox).toMatchObject([{ email, code: expect.stringMatching(/^\d{6}$/), minutes: 10 }])
  expect(await (await ada.get(asked.headers.get('location') ?? '')).text()).toContain(email)
  const code = site.lastCode()
  const done = await ada.post('/sign-in/code', {
    code: ` ${code.slice(0, 3)} ${code.slice(3)}`,
    next: '/orders?tab=open',
  })
  expect([done.status, done.headers.get('location')]).toEqual([303, '/orders?tab=open'])
  expect(await actorOf(ada.cookie())).toMatchObject({ kind: 'person', email, name: 'ada', via: 'session' })
  expect([...ada.cookies.keys()].toSorted()).toEqual(['__Host-lectern-known', '__Host-lectern-session'])
  expect((await ada.get('/sign-in?next=/orders')).headers.get('location')).toBe('/orders')
  expect(logs).not.toHaveBeenCalled()
})

test('the session cookie is HttpOnly, Lax, Secure, for the whole site and 30 days', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const done = await ada.post('/sign-in/code', { code: site.lastCode() })
  const line = done.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-lectern-session=')) ?? ''
  const attributes = line.split('; ').slice(1)
  expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax', 'Secure'])
})

test('every cookie is __Host- where the site has TLS', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const flow = [...ada.cookies.keys()]
  await ada.post('/sign-in/code', { code: site.lastCode() })
  await ada.post('/sign-in/passkey/options', {})
  const names = [...flow, ...ada.cookies.keys()]
  expect(names.length).toBeGreaterThanOrEqual(4)
  expect(names.filter((name) => !name.startsWith('__Host-'))).toEqual([])
})

test('signing in again ends the session before', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  await ada.post('/sign-in/code', { code: site.lastCode() })
  const before = ada.cookie()
  expect(await actorOf(before)).toMatchObject({ email })
  await ada.post('/sign-in', { email })
  await ada.post('/sign-in/code', { code: site.lastCode() })
  expect(await actorOf(before)).toEqual({ kind: 'visitor' })
  expect(await actorOf(ada.cookie())).toMatchObject({ email })
})

test('without TLS on one machine the cookie has a plain name and works', async () => {
  site = signInSite(table, { secureCookies: false })
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const done = await ada.post('/sign-in/code', { code: site.lastCode() })
  expect(done.headers.getSetCookie().join()).not.toContain('Secure')
  const config = { secret, secureCookies: false, realNow: site.realNow() }
  expect(await findActorBySession(table, ada.cookie(), config)).toMatchObject({ email })
})

test('a known person keeps id and name', async () => {
  const known = await ensurePerson(table, { email, name: 'Ada Lovelace' }, site.realNow())
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  await ada.post('/sign-in/code', { code: site.lastCode() })
  expect(await actorOf(ada.cookie())).toMatchObject({ id: known.id, name: 'Ada Lovelace' })
})

test('asking is answered alike, with the same work, for known and unknown addresses', async () => {
  await ensurePerson(table, { email: 'known01@example.com', name: 'Known' }, site.realNow())
  const commands: string[] = []
  table.client.middlewareStack.add(
    (next, context) => (args) => {
      commands.push(String(context.commandName))
      return next(args)
    },
    { step: 'initialize' },
  )
  const answers = []
  for (const address of ['known01@example.com', 'unknown@example.com']) {
    commands.length = 0
    const visitor = browser(site)
    const asked = await visitor.post('/sign-in', { email: address, next: '/orders' })
    const work = [...commands]
    const form = await visitor.get('/sign-in/code')
    const wrong = await visitor.post('/sign-in/code', { code: wrongCode(site.lastCode()) })
    const alike = (text: string) => text.replaceAll(address, 'ADDRESS').replace(/value="\d{6}"/, 'CODE')
    answers.push({
      asked: [asked.status, asked.headers.get('location'), await asked.text()],
      cookie: asked.headers.getSetCookie().map((line) => line.replace(/=[^;]+/, (value) => `=${value.length}`)),
      form: [form.status, alike(await form.text())],
      wrong: [wrong.status, alike(await wrong.text())],
      work,
    })
  }
  expect(answers[1]).toEqual(answers[0])
  expect(answers[0]?.work.length).toBeGreaterThan(0)
  expect(site.inbox).toHaveLength(2)
  expect(await findPersonByEmail(table, 'unknown@example.com')).toBeUndefined()
})

test('a wrong code brings the form back with what was typed and the error beside it', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const wrong = wrongCode(site.lastCode())
  const answer = await ada.post('/sign-in/code', { code: wrong, next: '/orders' })
  const page = await answer.text()
  expect(answer.status).toBe(400)
  expect(page).toContain(`value="${wrong}"`)
  expect(page).toContain('value="/orders"')
  expect(page).toMatch(/aria-describedby="code-error"/)
  expect(page).toMatch(/aria-describedby="code-error"/)
  expect((await ada.post('/sign-in/code', { code: '12' })).status).toBe(400)
  expect(await actorOf(ada.cookie())).toEqual({ kind: 'visitor' })
})

test('an address that is none brings the form back with what was typed, escaped, and sends nothing', async () => {
  const answer = await browser(site).post('/sign-in', { email: '"><b>ada@example.com' })
  expect(answer.status).toBe(400)
  const page = await answer.text()
  expect(page).toContain('&quot;&gt;&lt;b&gt;ada@example.com')
  expect(page).toMatch(/aria-describedby="email-error"/)
  expect(site.inbox).toEqual([])
})

test('a code works for ten minutes', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  site.pass(595)
  expect((await ada.post('/sign-in/code', { code: wrongCode(site.lastCode()) })).status).toBe(400)
  site.pass(5)
  const late = await ada.post('/sign-in/code', { code: site.lastCode() })
  expect(late.status).toBe(400)
  expect(await late.text()).toContain('expired')
  expect(await sessionCount()).toBe(0)
})

test('a code works once', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const again = browser(site)
  for (const [name, value] of ada.cookies) again.cookies.set(name, value)
  expect((await ada.post('/sign-in/code', { code: site.lastCode() })).status).toBe(303)
  expect((await again.post('/sign-in/code', { code: site.lastCode() })).status).toBe(400)
  expect(await sessionCount()).toBe(1)
})

test('a code is worth nothing in a browser that did not ask for it', async () => {
  await browser(site).post('/sign-in', { email })
  const eve = browser(site)
  const answer = await eve.post('/sign-in/code', { code: site.lastCode() })
  expect(answer.status).toBe(400)
  eve.cookies.set('__Host-lectern-sign-in', 'WyJhZGFAZXhhbXBsZS5jb20iLCJ4IiwiOSJd.forged')
  expect((await eve.post('/sign-in/code', { code: site.lastCode() })).status).toBe(400)
  await eve.post('/sign-in', { email: 'eve@example.com' })
  const eves = site.lastCode()
  expect((await eve.post('/sign-in/code', { code: site.inbox[0]?.code ?? '' })).status).toBe(
    site.inbox[0]?.code === eves ? 303 : 400,
  )
})

test('nothing secret is in the table in plain text: no code, token, cookie or address in a key', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const waiting = JSON.stringify(await items())
  expect(waiting).toContain('attempts#')
  expect(waiting).not.toContain('example.com')
  expect(waiting).not.toMatch(new RegExp(`(?<![0-9])${site.lastCode()}(?![0-9])`))
  await ada.post('/sign-in/code', { code: site.lastCode() })
  const kept = JSON.stringify(await items())
  const cookie = decodeURIComponent(ada.cookies.get('__Host-lectern-session') ?? '')
  const [token = '', signature = ''] = cookie.split('.')
  // 160 bits in base64.
  expect(token.length).toBeGreaterThanOrEqual(27)
  expect(signature.length).toBeGreaterThan(40)
  expect(kept).toContain('session#')
  expect(kept).not.toContain(token)
  expect(kept).not.toContain(signature)
  expect(logs).not.toHaveBeenCalled()
})

test('signing out ends the session here, signing out everywhere in every browser', async () => {
  const browsers = []
  for (let index = 0; index < 3; index += 1) {
    const ada = browser(site)
    await ada.post('/sign-in', { email })
    await ada.post('/sign-in/code', { code: site.lastCode() })
    browsers.push({ ada, cookie: ada.cookie() })
  }
  const [first, second, third] = browsers
  if (!first || !second || !third) throw new Error('three browsers')
  const out = await first.ada.post('/sign-out', {})
  expect([out.status, out.headers.get('location')]).toEqual([303, '/'])
  expect([...first.ada.cookies.keys()]).toEqual(['__Host-lectern-known'])
  expect(await actorOf(first.cookie)).toEqual({ kind: 'visitor' })
  expect(await actorOf(second.cookie)).toMatchObject({ email })
  await second.ada.post('/sign-out-everywhere', {})
  expect(await actorOf(second.cookie)).toEqual({ kind: 'visitor' })
  expect(await actorOf(third.cookie)).toEqual({ kind: 'visitor' })
})
