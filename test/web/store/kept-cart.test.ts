import { NewPromotion, savePromotion } from '@lectern/core/pricing'
import { findKeptCart, listOrdersOf } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { openForm, someone } from '../pages/checkout-steps.ts'
import { readText } from '../pages/page-text.ts'
import { seedTitles } from './titles.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
  await seedTitles(site.table, site.clock.now)
  await savePromotion(
    site.table,
    NewPromotion.parse({
      title: '29% off everything',
      trigger: 'code',
      code: 'LEAP29',
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      scope: { everything: true },
    }),
    site.clock.now,
  )
})
afterAll(() => site.stop())

const cookie = (lines: [string, number][], codes: string[] = [], id = 'a-cookie') =>
  encodeURIComponent(JSON.stringify([lines, codes, id]))

const linesOf = async (personId: string) => (await findKeptCart(site.table, personId))?.lines

describe('the cart of a visitor', () => {
  test('stays in the browser for three months, and holds for longer than a sale is announced before', async () => {
    const answer = await site.visit().post('/cart/lines', { sku: 'fearless:audio' })
    const [line = ''] = answer.headers.getSetCookie()
    const [, seconds = '0'] = line.match(/Max-Age=(\d+)/i) ?? []
    expect(Number(seconds)).toBeGreaterThan(30 * 24 * 3600)
    expect(line).toMatch(/HttpOnly/i)
    expect(line).toMatch(/SameSite=Lax/i)
  })
})

describe('the cart of someone signed in', () => {
  test('is the same on every device, with its codes, and leaves nothing in the browser', async () => {
    const desk = await site.signIn('devices@example.com')
    const phone = await site.signIn('devices@example.com')
    await desk.post('/cart/lines', { sku: 'fearless:audio' })
    await desk.post('/cart/codes', { code: 'leap29' })
    expect(desk.cookies.has('lectern-cart')).toBe(false)
    const page = await readText(await phone.get('/cart'))
    expect(page).toContain('I Am Fearless')
    expect(page).toContain('29% off everything (LEAP29) −$2.90')
    expect(await (await phone.get('/')).text()).toContain('aria-label="Cart, 1 item"')
    await phone.post('/cart/lines/remove', { sku: 'fearless:audio' })
    expect(await readText(await desk.get('/cart'))).toContain('Your cart is empty')
  })

  test('takes in what was in the browser once: the greater number of each, and nothing again after it is taken out', async () => {
    const ada = await site.signIn('merging@example.com')
    await ada.post('/cart/lines', { sku: '5w22:seat', quantity: '2' })
    const brought = cookie(
      [
        ['5w22:seat', 1],
        ['fearless:paperback', 3],
      ],
      ['LEAP29'],
    )
    ada.cookies.set('lectern-cart', brought)
    const answer = await ada.get('/events')
    expect(await answer.text()).toContain('aria-label="Cart, 5 items"')
    expect(ada.cookies.has('lectern-cart')).toBe(false)
    expect(await linesOf(ada.person.id)).toEqual([
      { sku: '5w22:seat', quantity: 2 },
      { sku: 'fearless:paperback', quantity: 3 },
    ])
    await ada.post('/cart/lines/remove', { sku: 'fearless:paperback' })
    // The answer that took the cookie away may have been lost.
    ada.cookies.set('lectern-cart', brought)
    await ada.get('/cart')
    expect(await linesOf(ada.person.id)).toEqual([{ sku: '5w22:seat', quantity: 2 }])
    ada.cookies.set('lectern-cart', cookie([['fearless:audio', 1]], [], 'another'))
    await Promise.all([ada.get('/'), ada.get('/store'), ada.get('/cart')])
    expect(await linesOf(ada.person.id)).toHaveLength(2)
  })

  test('stays with the person when they sign out, and none of it with the browser', async () => {
    const ada = await site.signIn('leaving@example.com')
    await ada.post('/cart/lines', { sku: 'fearless:audio' })
    await ada.post('/sign-out')
    expect(await readText(await site.visit().get('/cart'))).toContain('Your cart is empty')
    expect(await linesOf(ada.person.id)).toHaveLength(1)
  })

  test('is empty on every device after an order, which a form sent twice finds again', async () => {
    const desk = await site.signIn('ordering@example.com')
    const phone = await site.signIn('ordering@example.com')
    const { hidden } = await openForm(desk, 'famous-checklist:download')
    const fields = { ...hidden, ...someone() }
    const first = await desk.post('/checkout', fields)
    const second = await desk.post('/checkout', fields)
    expect(first.headers.get('location')).toMatch(/\/orders\/ord_/)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await listOrdersOf(site.table, desk.person.id)).toHaveLength(1)
    expect(await readText(await phone.get('/cart'))).toContain('Your cart is empty')
  })

  test('is in what they take with them, without what we note beside it', async () => {
    const ada = await site.signIn('taking@example.com')
    await ada.post('/cart/lines', { sku: 'fearless:audio' })
    const taken = await (await ada.get('/account/data/export')).json()
    expect(taken).toMatchObject({ cart: { lines: [{ sku: 'fearless:audio', quantity: 1 }], codes: [] } })
    expect(taken.cart).not.toHaveProperty('merged')
  })
})
