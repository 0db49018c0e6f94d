import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, salesClass } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await makeEvent(site.table, salesClass, site.clock.now)
  await makeEvent(site.table, { ...salesClass, code: 'OFF', slug: 'off', recording: 'never' }, site.clock.now)
  site.clock.now = '2024-05-15T17:00:00Z'
})
afterAll(() => site.stop())

describe('a class that goes on says what is over before anybody pays', () => {
  test.each([
    ['5w22', '4 of 5 sessions are over. Their recordings are included.'],
    ['off', '4 of 5 sessions are over, with no recordings.'],
  ])('%s: on its page, in the cart, and in the checkout', async (slug, words) => {
    const visitor = site.visit()
    expect(await readText(await visitor.get(`/events/${slug}`))).toContain(words)
    await visitor.post('/cart/lines', { sku: `${slug}:seat` })
    expect(await readText(await visitor.get('/cart'))).toContain(words)
    expect(await readText(await visitor.get('/checkout'))).toContain(words)
  })
})
