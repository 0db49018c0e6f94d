import { NewPromotion, savePromotion } from '@lectern/core/pricing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Meter, meter } from '../../support/meter.ts'
import { makeEvent, salesClass } from '../../support/program.ts'
import { makeSale } from '../../support/sale.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { someone } from '../pages/checkout-steps.ts'
import { fieldValue, readText, textOf } from '../pages/page-text.ts'

const before = '2024-02-29T07:59:59Z'
const during = '2024-02-29T20:00:00Z'
const button = 'Apply HOP-29 and save $115.71'

let site: TestSite
let counted: Meter
beforeAll(async () => {
  site = await openSite({ now: '2024-02-01T17:00:00Z' })
  const { table, clock } = site
  counted = meter(table)
  await makeEvent(table, { ...salesClass, capacity: undefined }, clock.now)
  await makeEvent(
    table,
    { ...salesClass, code: 'FREE', slug: 'gift', tickets: [{ name: 'Seat', priceCents: 0 }] },
    clock.now,
  )
  await makeSale(table, clock.now)
  const scoped = {
    title: 'Gift',
    trigger: 'code',
    code: 'GIFT',
    benefit: { type: 'free' },
    scope: { events: ['gift'] },
  }
  await savePromotion(table, NewPromotion.parse(scoped), clock.now)
})
beforeEach(() => {
  site.clock.now = before
})
afterAll(() => site.stop())

const withClass = async (visitor: Visitor = site.visit()): Promise<Visitor> => {
  await visitor.post('/cart/lines', { sku: '5w22:seat' })
  return visitor
}
/** Follows a link and what it leads to, as a browser does. */
const follow = async (visitor: Visitor, path: string): Promise<string> => {
  const answer = await visitor.get(path)
  const next = answer.headers.get('location')
  return next === null ? readText(answer) : follow(visitor, next)
}

describe('on the day of a sale, the cart and the checkout offer it', () => {
  test('to a cart that was filled before, with one button; before its hour and after it was applied, nothing', async () => {
    const visitor = await withClass()
    expect(await readText(await visitor.get('/cart'))).not.toContain('HOP-29')
    site.clock.now = during
    const html = await (await visitor.get('/cart')).text()
    expect(textOf(html)).toContain('29% off for one day')
    expect(textOf(html)).toContain(button)
    const applied = await visitor.post('/cart/codes', { code: fieldValue(html, 'code') ?? '' })
    expect(applied.headers.get('location')).toBe('/cart?done=code-added')
    const cart = await readText(await visitor.get('/cart'))
    expect(cart).toContain('$283.29')
    expect(cart).not.toContain('and save')
  })

  test('the page of the sale says what the cart drops to, and its button applies the code there', async () => {
    const visitor = await withClass()
    expect(await readText(await visitor.get('/sales/leap-day'))).not.toContain('drops from')
    site.clock.now = during
    expect(await readText(await site.request('/sales/leap-day'))).not.toContain('drops from')
    const html = await (await visitor.get('/sales/leap-day')).text()
    expect(textOf(html)).toContain('Your cart drops from $399 to $283.29.')
    expect(textOf(html)).toContain('Apply and open my cart (1)')
    await visitor.post('/cart/codes', { code: fieldValue(html, 'code') ?? '' })
    expect(await readText(await visitor.get('/sales/leap-day'))).not.toContain('drops from')
    expect(await readText(await visitor.get('/cart'))).toContain('$283.29')
  })

  test('in the checkout it applies without losing what was typed, and Enter still places the order', async () => {
    const visitor = await withClass()
    site.clock.now = during
    const html = await (await visitor.get('/checkout')).text()
    expect(textOf(html)).toContain(button)
    // The first button of a form is the one that Enter presses.
    expect(html.indexOf('Place the order')).toBeLessThan(html.indexOf('name="with"'))
    const typed = { ...someone(), 'buyer.name': 'Ada Typed', key: fieldValue(html, 'key') ?? '' }
    const answer = await visitor.post('/checkout', { ...typed, with: 'HOP-29' })
    const after = await answer.text()
    expect([answer.status, fieldValue(after, 'buyer.name')]).toEqual([200, 'Ada Typed'])
    expect(textOf(after)).toContain('Pay $283.29')
    expect(textOf(after)).not.toContain('and save')
  })

  test('not where it lowers nothing', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: 'gift:seat' })
    site.clock.now = during
    expect(await readText(await visitor.get('/cart'))).not.toContain('HOP-29')
  })

  test('its page applies it to the cart, which it counts, or leads to the store with it', async () => {
    site.clock.now = during
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat', quantity: '3' })
    expect(await readText(await visitor.get('/sales/leap-day'))).toContain('Apply and open my cart (3)')
    const empty = await (await site.visit().get('/sales/leap-day')).text()
    expect(empty).toContain('href="/store?code=HOP-29"')
    expect(textOf(empty)).not.toContain('open my cart')
  })
})

describe('a link applies its code', () => {
  test.each([
    '/cart?code=HOP-29',
    '/with/hop-29',
    '/events/5w22?code=HOP-29',
    '/store?code=HOP-29',
    '/checkout?code=HOP-29',
  ])('%s', async (link) => {
    site.clock.now = during
    const visitor = await withClass()
    const answer = await visitor.get(link)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).not.toContain('code')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(await readText(await visitor.get('/checkout'))).toContain('Pay $283.29')
    // Applied once: taken off, it stays off.
    await visitor.post('/cart/codes/remove', { code: 'hop-29' })
    await visitor.post('/cart/codes/remove', { code: 'HOP-29' })
    expect(await readText(await visitor.get('/checkout'))).toContain('Pay $399')
  })

  test('followed before anything is in the cart, it applies to what is added later, also for someone signed in', async () => {
    site.clock.now = during
    for (const visitor of [site.visit(), await site.signIn('ada@example.com')]) {
      expect(await follow(visitor, '/with/HOP-29')).toContain('We’ll try HOP-29 when you add something to your cart.')
      await withClass(visitor)
      expect(await readText(await visitor.get('/cart'))).toContain('$283.29')
    }
  })

  test('the rest of the address stays', async () => {
    const answer = await site.visit().get('/events?kind=class&code=HOP-29')
    expect(answer.headers.get('location')).toBe('/events?kind=class')
  })

  test('by itself it changes nothing with us, and tells nothing of the code', async () => {
    const visitor = await withClass(await site.signIn('bo@example.com'))
    for (const code of ['HOP-29', 'HIP-29', 'GIFT']) {
      counted.reset()
      const answer = await visitor.get(`/with/${code}`)
      expect([answer.status, answer.headers.get('location'), counted.writes()]).toEqual([303, '/cart', 0])
    }
    for (const none of ['%00', 'x'.repeat(500)]) expect((await visitor.get(`/with/${none}`)).status).toBe(404)
    visitor.cookies.delete('lectern-code')
    expect(await readText(await visitor.get('/checkout'))).toContain('Pay $399')
  })

  test('a code before its hour gets the words, the reads, and the fate of one that nobody knows', async () => {
    const tryLink = async (code: string) => {
      const visitor = await withClass()
      await visitor.get(`/with/${code}`)
      counted.reset()
      const text = await readText(await visitor.get('/cart'))
      return { text: text.replaceAll(code, 'CODE'), reads: counted.reads(), cookies: [...visitor.cookies.keys()] }
    }
    // The first wrong code from a place opens its count.
    await tryLink('HUP-29')
    const [hidden, unknown] = [await tryLink('HOP-29'), await tryLink('HIP-29')]
    expect(hidden.text).toContain('“CODE” isn’t a valid code.')
    expect(hidden).toEqual(unknown)
    expect(hidden.cookies).toEqual(['lectern-cart'])
  })

  test('codes by links count as guesses, one each', async () => {
    site.clock.now = during
    const visitor = await withClass(await site.signIn('guesser@example.com'))
    for (let guess = 0; guess < 60; guess += 1) {
      expect(await follow(visitor, `/with/GUESS-${guess}`)).toContain(`“GUESS-${guess}” isn’t a valid code.`)
    }
    expect(await follow(visitor, '/with/GUESS-60')).toContain('Too many wrong codes')
    const held = await follow(visitor, '/with/HOP-29')
    expect(held).toContain('Too many wrong codes')
    expect(held).not.toContain('$283.29')
  })

  test('a right code for other things waits, blocks nothing, and can be let go', async () => {
    const visitor = await withClass()
    expect(await follow(visitor, '/with/GIFT')).toContain('The code GIFT doesn’t apply to anything in this order.')
    expect(await readText(await visitor.get('/checkout'))).toContain('Pay $399')
    await visitor.post('/cart/codes/remove', { code: 'GIFT' })
    expect(await readText(await visitor.get('/cart'))).not.toContain('GIFT')
  })
})
