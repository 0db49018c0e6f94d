import { createHmac } from 'node:crypto'
import { ensurePerson, saveSession, sessionCookieName, sessionSigningKey } from '@lectern/core/identity'
import { addSeconds, newToken } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, newEvent, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house)
})
afterAll(() => house.close())

describe('every answer', () => {
  test.each(['/api/health', '/api/events', '/api/openapi.json', '/api/docs', '/api/nothing', '/api'])(
    '%s names its request and cannot be framed or sniffed',
    async (path) => {
      const { headers } = await house.call('GET', path)
      expect(headers.get('x-request-id')).toMatch(/^req_/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    },
  )

  test('health tells the time of the product and its version', async () => {
    const { body } = await house.call('GET', '/api/health')
    expect(body).toEqual({ status: 'ok', now: '2024-01-15T12:00:00Z', version: '0.0.1' })
  })

  test('public lists are asked for again each time, and answered shortly while nothing changed', async () => {
    const first = await house.call('GET', '/api/events/5w22')
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const tag = first.headers.get('etag') ?? ''
    const again = await house.call('GET', '/api/events/5w22', { headers: { 'if-none-match': tag } })
    expect([again.status, again.text]).toEqual([304, ''])
    await house.call('POST', '/api/orders', { body: orderOf('one@example.com') })
    const changed = await house.call('GET', '/api/events/5w22', { headers: { 'if-none-match': tag } })
    expect([changed.status, changed.body.tickets[0].remaining]).toEqual([200, 19])
    expect((await house.admin('GET', '/api/events/5w22')).headers.get('cache-control')).toBe('no-store')
  })

  test('what is written is delivered soon; what is read or refused asks for nothing', async () => {
    house.pokes.count = 0
    await house.call('GET', '/api/events')
    await house.call('POST', '/api/orders', { body: {} })
    expect(house.pokes.count).toBe(0)
    await house.admin('POST', '/api/admin/events', newEvent({ slug: 'poke' }))
    expect(house.pokes.count).toBe(1)
  })
})

describe('a defect', () => {
  test('what nobody expected is logged with its request and tells the client nothing', async () => {
    const { payments } = house.services
    const { openCheckout } = payments
    payments.openCheckout = async () => {
      throw new Error('a secret detail')
    }
    const answer = await house.call('POST', '/api/orders', { body: orderOf('boom@example.com') })
    payments.openCheckout = openCheckout
    expect([answer.status, answer.body.code]).toEqual([500, 'internal'])
    expect(answer.text).not.toContain('secret detail')
    expect(house.logged.splice(0)).toEqual([expect.stringContaining(answer.body.requestId)])
  })
})

describe('a session of the site', () => {
  const cookieOf = async (email: string) => {
    const person = await ensurePerson(house.table, { email, name: 'Karl' }, house.clock.now)
    const token = newToken()
    const now = house.services.realNow()
    await saveSession(house.table, { token, person, createdAt: now, expiresAt: addSeconds(now, 3600) })
    const signature = createHmac('sha256', sessionSigningKey(house.services.secret)).update(token).digest('base64')
    return `${sessionCookieName(true)}=${encodeURIComponent(`${token}.${signature}`)}`
  }

  test('counts for what a page of this site asks, and for nothing that another site starts', async () => {
    const cookie = await cookieOf('karl@lectern.example')
    const read = (headers: Record<string, string>) =>
      house.call('GET', '/api/admin/orders', { headers: { cookie, ...headers } })
    expect((await read({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await read({ 'sec-fetch-site': 'cross-site' })).status).toBe(401)
    const write = (headers: Record<string, string>) =>
      house.call('POST', '/api/admin/events/5w22/publish', { headers: { cookie, ...headers } })
    expect((await write({ origin: 'https://lectern.example' })).status).toBe(200)
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}] as Record<
      string,
      string
    >[]) {
      const refused = await write(headers)
      expect([refused.status, refused.body.code]).toEqual([403, 'input.other-site'])
    }
  })
})

describe('webhooks', () => {
  test('are sent again when the provider could not be asked, and then acted on', async () => {
    const placed = await house.call('POST', '/api/orders', { body: orderOf('again@example.com') })
    const session = placed.body.checkoutUrl.split('/').at(-1)
    house.till.setFault({ path: /checkout\/sessions/, times: 3, kind: 'error-500', method: 'GET' })
    const paid = await house.till.pay(session)
    expect(paid.delivered).toBe(false)
    house.till.setFault(undefined)
    const order = () => house.call('GET', `/api/orders/${placed.body.id}`, { bearer: placed.body.token })
    expect((await order()).body.status).toBe('awaiting-payment')
    await house.till.redeliverPending()
    expect((await order()).body.status).toBe('confirmed')

    // What was acted on is not looked at again: the provider, down once more, is not even asked.
    house.till.setFault({ path: /checkout\/sessions/, times: 3, kind: 'error-500', method: 'GET' })
    const repeated = await house.till.replay({ session, type: 'checkout.session.completed', times: 2 })
    house.till.setFault(undefined)
    expect(repeated.delivered).toBe(2)
  })
})

describe('the readable page', () => {
  test('names every call of the document, without script or style of its own', async () => {
    const [{ text, headers }, document] = [
      await house.call('GET', '/api/docs'),
      await house.call('GET', '/api/openapi.json'),
    ]
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    for (const [path, methods] of Object.entries(document.body.paths)) {
      for (const method of Object.keys(methods as object)) expect(text).toContain(`${method.toUpperCase()} ${path}`)
    }
    expect(text).not.toMatch(/<script|<style|style="| on\w+="/)
  })
})
