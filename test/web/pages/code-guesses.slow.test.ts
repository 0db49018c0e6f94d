import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPromotion } from '../../support/build.ts'
import { makeEvent, salesClass } from '../../support/program.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { readText } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await makeEvent(site.table, { ...salesClass, course: undefined, instructors: [] }, site.clock.now)
  await aPromotion(site.table, {
    ...{ title: 'For friends', code: 'Q7', benefit: { type: 'percent', percentBasisPoints: 9000 } },
  })
})
afterAll(() => site.stop())

/** Puts codes into a cart by hand, as no form of ours would. */
const withCodes = <V extends Visitor>(visitor: V, codes: string[]): V => {
  visitor.cookies.set('lectern-cart', encodeURIComponent(JSON.stringify([[['5w22:seat', 1]], codes, 'by-hand'])))
  return visitor
}

describe('codes are guessed through a cart that was made by hand', () => {
  test.each(['/cart', '/checkout'])('540 guesses at %s, ten a request, do not find a hidden code', async (path) => {
    const from = { 'x-forwarded-for': path === '/cart' ? '203.0.113.20' : '203.0.113.21' }
    const seen: string[] = []
    for (let round = 0; round < 54; round += 1) {
      const codes = Array.from({ length: 10 }, (_, index) => (round * 10 + index === 539 ? 'Q7' : `G${round}-${index}`))
      const cookie = [...withCodes(site.visit(), codes).cookies].map((pair) => pair.join('=')).join()
      seen.push(await readText(await site.request(path, { headers: { cookie, ...from } })))
    }
    expect(seen[0]).not.toContain('Too many wrong codes')
    expect(seen[53]).toContain('Too many wrong codes')
    expect(seen.filter((page) => page.includes('For friends'))).toEqual([])
    expect(seen[53]).toContain('$399')
  })

  test('the page says how to go on, and who signs in goes on', async () => {
    const visitor = withCodes(site.visit(), [])
    for (let guess = 0; guess < 61; guess += 1) await visitor.post('/cart/codes', { code: `WRONG-${guess}` })
    const refused = await visitor.post('/cart/codes', { code: 'Q7' })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await readText(await withCodes(visitor, ['Q7']).get('/cart'))).toContain('Sign in to use your code now')
    const member = withCodes(await site.signIn('ada@example.com'), ['Q7'])
    expect(await readText(await member.get('/cart'))).toContain('For friends')
  })

  test('guesses at an order’s link are counted, and the right link still opens', async () => {
    const statuses: number[] = []
    for (let guess = 0; guess < 62; guess += 1)
      statuses.push((await site.visit().get(`/orders/ord_none?token=guess-${guess}`)).status)
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true)
    expect(statuses.slice(60)).toEqual([429, 429])
  })
})
