import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, orderOf, publish } from './support.ts'

let house: House
let placed: { id: string; token: string }
beforeAll(async () => {
  house = await openHouse()
  await publish(house)
  placed = (await house.call('POST', '/api/orders', { body: orderOf('ada@example.com') })).body
})
afterAll(() => house.close())

describe('guessing', () => {
  test('a client that asks for too many unknown codes waits; buying goes on, and so do others', async () => {
    const quote = (codes: string[], from: string) =>
      house.call('POST', '/api/quotes', {
        body: { lines: [{ sku: '5w22:seat' }], codes },
        headers: { 'x-forwarded-for': `1.2.3.4, ${from}` },
      })
    for (let round = 0; round < 6; round += 1) {
      const codes = Array.from({ length: 10 }, (_, index) => `GUESS-${round}-${index}`)
      expect((await quote(codes, '203.0.113.7')).status).toBe(200)
    }
    const limited = await quote(['NSITSP'], '203.0.113.7')
    expect([limited.status, limited.body.code]).toEqual([429, 'identity.too-many-attempts'])
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await quote([], '203.0.113.7')).status).toBe(200)
    expect((await quote(['NSITSP'], '203.0.113.8')).status).toBe(200)
    const bought = await house.call('POST', '/api/orders', {
      body: orderOf('patient@example.com'),
      headers: { 'x-forwarded-for': '203.0.113.7' },
    })
    expect(bought.status).toBe(201)
  })

  test('many accounts on one network share a wide limit; who is elsewhere is not held up', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, (_, at) => house.keyOf(`guesser${at}@example.com`)))
    const quote = (bearer: string | undefined, codes: string[], from: string) =>
      house.call('POST', '/api/quotes', {
        ...{ body: { lines: [{ sku: '5w22:seat' }], codes }, headers: { 'x-forwarded-for': from } },
        ...(bearer ? { bearer } : {}),
      })
    const statuses: number[] = []
    for (const key of keys) {
      for (let round = 0; round < 6; round += 1) {
        const codes = Array.from({ length: 10 }, (_, index) => `MANY-${key.slice(-4)}-${round}-${index}`)
        statuses.push((await quote(key, codes, '203.0.113.20')).status)
      }
    }
    // Four accounts of 60 guesses each, ten at once.
    expect(statuses.map((status) => status === 200)).toEqual(statuses.map((_, at) => at < 24))
    expect((await quote(keys[5], ['NSITSP'], '203.0.113.20')).status).toBe(429)
    const elsewhere = await house.keyOf('elsewhere@example.com')
    expect((await quote(elsewhere, ['NSITSP'], '203.0.113.20')).status).toBe(429)
    expect((await quote(elsewhere, ['NSITSP'], '203.0.113.21')).status).toBe(200)
  })

  test('a client that tries too many order tokens waits; the right token still opens', async () => {
    const read = (bearer: string) =>
      house.call('GET', `/api/orders/${placed.id}`, { bearer, headers: { 'x-forwarded-for': '203.0.113.9' } })
    const statuses = []
    for (let guess = 0; guess < 62; guess += 1) statuses.push((await read(`guess-${guess}`)).status)
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true)
    expect(statuses.slice(60)).toEqual([429, 429])
    expect((await read(placed.token)).status).toBe(200)
  })

  test('an order is no way around it: wrong codes count there too, and a refusal tells a guesser nothing more', async () => {
    await house.admin('POST', '/api/admin/promotions', {
      ...{ title: 'Secret', trigger: 'code', code: 'SECRET', benefit: { type: 'free' }, scope: { everything: true } },
    })
    const order = (codes: string[], more = {}) =>
      house.call('POST', '/api/orders', {
        body: orderOf('guesser@example.com', { codes, ...more }),
        headers: { 'x-forwarded-for': '203.0.113.10' },
      })
    for (let round = 0; round < 6; round += 1) {
      const codes = Array.from({ length: 10 }, (_, index) => `ORDER-${round}-${index}`)
      expect((await order(codes)).status).toBe(409)
    }
    // A right code beside a wrong total would tell by its refusal that it is right.
    expect((await order(['SECRET'], { expectedTotalCents: 1 })).status).toBe(429)
    // So would an order that comes off; one without codes is never held up.
    expect((await order(['SECRET'])).status).toBe(429)
    expect((await order([])).status).toBe(201)
  })

  test('keys that are none are counted too', async () => {
    const statuses = []
    for (let guess = 0; guess < 61; guess += 1) {
      const headers = { 'x-forwarded-for': '2001:db8:1:2:3:4:5:6' }
      statuses.push((await house.call('GET', '/api/me', { bearer: `lk_guess${guess}_wrongwrong`, headers })).status)
    }
    expect(statuses.slice(58)).toEqual([401, 401, 429])
    const neighbor = { 'x-forwarded-for': '2001:db8:1:2::1' }
    expect((await house.call('GET', '/api/me', { bearer: 'lk_other_wrongwrong', headers: neighbor })).status).toBe(429)
  })
})
