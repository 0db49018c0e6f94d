import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
})
afterAll(() => site.stop())

describe('every answer', () => {
  test.each(['/', '/events', '/nothing', '/account'])(
    '%s carries a strict policy and the other headers',
    async (path) => {
      const { headers } = await site.request(path)
      expect(headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self' ${site.services.paymentOrigins[0]}; frame-ancestors 'none'; base-uri 'none'`,
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('x-request-id')).toMatch(/^req_/)
      expect(headers.get('strict-transport-security')).toBeNull()
    },
  )

  test('asks for TLS from then on where the site has it, and its cookies go nowhere else', async () => {
    const secure = await openSite({ secureCookies: true })
    await seedProgram(secure.table, secure.clock.now)
    expect((await secure.request('/')).headers.get('strict-transport-security')).toContain('max-age=63072000')
    const added = await secure.visit().post('/cart/lines', { sku: '5w22:seat' })
    expect(added.headers.get('set-cookie')).toMatch(/^__Host-lectern-cart=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    await secure.stop()
  })

  test('holds no inline script, style or handler', async () => {
    const html = await (await site.request('/events/5w22')).text()
    expect(html).not.toMatch(/<script(?![^>]*(src=|ld\+json))|<style| style="| on[a-z]+="/)
  })

  test.each(['/cart', '/checkout', '/account', '/orders/ord_1', '/registered', '/waitlist/joined'])(
    '%s is kept by no cache',
    async (path) => {
      expect((await site.request(path)).headers.get('cache-control')).toBe('private, no-store')
    },
  )
})

describe('a write', () => {
  const write = (headers: Record<string, string>, method = 'POST') =>
    site.request('/cart/lines', { method, headers, body: new URLSearchParams({ sku: '5w22:seat' }) })

  test('from another site is refused and changes nothing', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: site.url },
      { 'sec-fetch-site': 'same-site' },
      {},
    ] as Record<string, string>[]) {
      const answer = await write(headers)
      expect(answer.status).toBe(403)
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(await readText(answer)).toContain('can only be sent from this site')
    }
    expect((await write({ origin: 'https://evil.example' }, 'DELETE')).status).toBe(403)
  })

  test('from a page of this site goes through', async () => {
    expect((await write({ origin: site.url })).status).toBe(303)
    expect((await write({ 'sec-fetch-site': 'same-origin' })).status).toBe(303)
  })

  test('of more than 64 KB is refused before it is read', async () => {
    const answer = await site.visit().post('/cart/lines', { sku: 'x'.repeat(70_000) })
    expect(answer.status).toBe(413)
    expect(await readText(answer)).toContain('64 KB')
  })

  test('that is no form is refused in words', async () => {
    const answer = await site.request('/cart/lines', {
      method: 'POST',
      body: '{}',
      headers: { origin: site.url, 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
  })
})

describe('an error', () => {
  test('for what does not exist says what to do next, with the number of the request', async () => {
    for (const path of [
      '/nothing',
      '/events/nothing',
      '/courses/nothing',
      '/people/nothing',
      '/orders/ord_x?token=y',
    ]) {
      const answer = await site.request(path)
      expect(answer.status, path).toBe(404)
      const text = await readText(answer)
      expect(text).toContain('Page not found')
      expect(text).toContain('See all events')
      expect(text).toContain(answer.headers.get('x-request-id'))
    }
  })

  test('of ours is a calm page; the log has its number and nothing that someone typed', async () => {
    const { payments, table, ...rest } = site.services
    const { createSite } = await import('@lectern/web')
    const broken = createSite({ ...rest, payments, table: { ...table, name: 'no-such-table' } })
    const answer = await broken.request('/events?q=secret-words')
    expect(answer.status).toBe(500)
    expect(await readText(answer)).toContain('It’s our fault')
    const entry = site.logged.at(-1)
    expect(entry).toMatchObject({
      level: 'error',
      fields: { request: answer.headers.get('x-request-id'), path: '/events' },
    })
    expect(JSON.stringify(entry)).not.toContain('secret-words')
  })

  test('signing in comes first on a personal page, and leads back', async () => {
    const answer = await site.request('/account?x=1')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Faccount%3Fx%3D1')
  })

  test('hides the admin pages from everyone else', async () => {
    const ada = await site.signIn('someone@example.com')
    expect((await ada.get('/admin')).status).toBe(404)
  })
})

test('drafts and events by invitation do not exist for others, in any page', async () => {
  const now = site.clock.now
  const sessions = [{ startsAt: '2024-04-20T09:00', durationMinutes: 60 }]
  await makeEvent(site.table, { kind: 'meeting', slug: 'a-draft', title: 'Zebra draft', sessions }, now, {
    draft: true,
  })
  await makeEvent(
    site.table,
    {
      kind: 'meeting',
      slug: 'board',
      title: 'Zebra board',
      access: 'invited',
      invited: ['chair@example.com'],
      sessions,
    },
    now,
  )
  for (const path of ['/', '/events', '/events?q=zebra'])
    expect(await readText(await site.request(path))).not.toContain('Zebra')
  expect((await site.request('/events/a-draft')).status).toBe(404)
  expect((await site.request('/events/board')).status).toBe(404)
  expect((await site.visit().post('/cart/lines', { sku: 'board:seat' })).status).toBe(404)
  const chair = await site.signIn('chair@example.com')
  expect(await readText(await chair.get('/events'))).toContain('Zebra board')
  expect((await chair.get('/events/board')).status).toBe(200)
  const admin = await site.signIn('boss@example.com', { admin: true })
  expect(await readText(await admin.get('/events/a-draft'))).toContain('Only organizers can see it')
})
