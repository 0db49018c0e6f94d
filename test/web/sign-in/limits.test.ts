import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '@lectern/core/platform'
import { beforeEach, expect, test } from 'vitest'
import { clientAddressOf } from '../../../packages/web/src/sign-in/client-address.ts'
import { localPath } from '../../../packages/web/src/sign-in/local-path.ts'
import { freshTable } from '../../support/table.ts'
import { browser, type Site, signInSite, siteUrl, wrongCode } from './support.tsx'

let table: Table
let site: Site
beforeEach(async () => {
  table = await freshTable()
  site = signInSite(table)
})

const email = 'ada@example.com'
const sessionCount = async () => {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }))
  return Items.filter((item) => String(item.pk).startsWith('session#')).length
}
const statusCounts = (answers: Response[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

test('after five wrong codes the right one is refused, and a new code works', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  for (let index = 0; index < 5; index += 1) {
    expect((await ada.post('/sign-in/code', { code: wrongCode(site.lastCode(), index) })).status).toBe(400)
  }
  const locked = await ada.post('/sign-in/code', { code: site.lastCode() })
  expect(locked.status).toBe(429)
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await locked.text()).toContain('Request a new one')
  expect(await sessionCount()).toBe(0)
  await ada.post('/sign-in', { email })
  expect((await ada.post('/sign-in/code', { code: site.lastCode() })).status).toBe(303)
})

test('of fifty wrong codes at once five are looked at, and then the right one is refused', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const right = site.lastCode()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => ada.post('/sign-in/code', { code: wrongCode(right, index) })),
  )
  expect(statusCounts(answers)).toEqual({ 400: 5, 429: 45 })
  expect((await ada.post('/sign-in/code', { code: right })).status).toBe(429)
  expect(await sessionCount()).toBe(0)
})

test('control: after four wrong codes at once the right one is taken', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const right = site.lastCode()
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, index) => ada.post('/sign-in/code', { code: wrongCode(right, index) })),
  )
  expect(statusCounts(answers)).toEqual({ 400: 4 })
  expect((await ada.post('/sign-in/code', { code: right })).status).toBe(303)
  expect(await sessionCount()).toBe(1)
})

test('the right code sent ten times at once makes one session', async () => {
  const ada = browser(site)
  await ada.post('/sign-in', { email })
  const fields = { code: site.lastCode() }
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.post('/sign-in/code', fields)))
  expect(statusCounts(answers)).toEqual({ 303: 1, 400: 4, 429: 5 })
  expect(await sessionCount()).toBe(1)
})

test.each([
  [undefined, undefined],
  ['203.0.113.7', '203.0.113.7'],
  ['1.2.3.4, 203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:0db8:0001:0002:3:4:5:6', '2001:db8:1:2'],
])('the client behind %j counts as %j', (header, client) => {
  const headers: Record<string, string> = header === undefined ? {} : { 'x-forwarded-for': header }
  expect(clientAddressOf(new Request(siteUrl, { headers }))).toBe(client)
})

test('forms sent from other sites are refused, and so are those that do not say where they come from', async () => {
  const paths = ['/sign-in', '/sign-in/code', '/sign-out', '/sign-out-everywhere']
  const origins: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${siteUrl}.evil.example` },
    { origin: siteUrl, 'sec-fetch-site': 'cross-site' },
    { origin: siteUrl, 'sec-fetch-site': 'same-site' },
  ]
  for (const path of paths) {
    for (const headers of origins) {
      const body = new URLSearchParams({ email })
      const { status } = await site.app.request(path, { method: 'POST', body, headers })
      expect(status, `${path} ${JSON.stringify(headers)}`).toBe(403)
    }
  }
  expect(site.inbox).toEqual([])
  expect((await browser(site).post('/sign-in', { email }, { 'sec-fetch-site': 'same-origin' })).status).toBe(303)
})

test.each(['/', '/orders', '/orders?tab=open#top', '/a/b%20c'])('one may be led on to %j', (path) => {
  expect(localPath(path)).toBe(path)
})

test.each([
  '',
  'orders',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  '/orders\r\nSet-Cookie: a=b',
  '/sign-in?next=/sign-in',
  '/sign-out',
])('one is led to the front page instead of %j', (path) => {
  expect(localPath(path)).toBe('/')
})

test('a way on that leaves the site is dropped at every step', async () => {
  const ada = browser(site)
  expect(await (await ada.get('/sign-in?next=//evil.example')).text()).not.toContain('evil')
  const asked = await ada.post('/sign-in', { email, next: 'https://evil.example' })
  expect(asked.headers.get('location')).toBe('/sign-in/code?next=%2F')
  const done = await ada.post('/sign-in/code', { code: site.lastCode(), next: '/.//evil.example' })
  expect(done.headers.get('location')).toBe('/')
})

test('a code that could not be sent is an error, not a page that waits for it', async () => {
  site = signInSite(table, {
    sendCode: async () => {
      throw new Error('the provider is down')
    },
  })
  site.app.onError((_, c) => c.text('failed', 500))
  const answer = await browser(site).post('/sign-in', { email })
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([500, []])
})
