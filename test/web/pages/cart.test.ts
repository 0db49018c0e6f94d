import { savePromotion } from '@lectern/core/pricing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, salesClass, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { errorBeside, readText } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  const now = site.clock.now
  await seedProgram(site.table, now)
  await savePromotion(
    site.table,
    {
      title: '29% off everything',
      trigger: 'code',
      code: 'LEAP29',
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      scope: { everything: true },
      audience: { type: 'everyone' },
      combinable: false,
    },
    now,
  )
  await savePromotion(
    site.table,
    {
      title: 'Partners come free',
      trigger: 'code',
      code: 'NSITSP',
      benefit: { type: 'free' },
      scope: { events: ['channelpro-columbus'] },
      audience: { type: 'everyone' },
      combinable: false,
    },
    now,
  )
})
afterAll(() => site.stop())

const cartText = async (visitor: ReturnType<TestSite['visit']>) => readText(await visitor.get('/cart'))

describe('the cart', () => {
  test('is empty at first and says what to do', async () => {
    expect(await cartText(site.visit())).toContain('Your cart is empty')
  })

  test('takes one seat however often the button is pressed', async () => {
    const visitor = site.visit()
    const first = await visitor.post('/cart/lines', { sku: '5w22:seat' })
    expect(first.headers.get('location')).toBe('/cart?done=added')
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    expect(await cartText(visitor)).toContain('Total $399')
  })

  test('leads straight to the checkout for one free seat', async () => {
    const answer = await site.visit().post('/cart/lines', { sku: 'kpis-and-slas:seat', next: 'checkout' })
    expect(answer.headers.get('location')).toBe('/checkout')
  })

  test('changes numbers, and takes lines out', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat', quantity: '3' })
    expect(await cartText(visitor)).toContain('Total $1,197')
    await visitor.post('/cart/lines', { sku: '5w22:seat', quantity: '-4' })
    expect(await cartText(visitor)).toContain('Total $1,197')
    await visitor.post('/cart/lines/remove', { sku: '5w22:seat' })
    expect(await cartText(visitor)).toContain('Your cart is empty')
  })

  test('holds no price, and takes none from outside', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat', price: '1', priceCents: '1', unitCents: '1' })
    expect(decodeURIComponent([...visitor.cookies.values()].join())).toMatch(
      /^\[\[\["5w22:seat",1\]\],\[\],"[\w-]{22}"\]$/,
    )
    expect(await cartText(visitor)).toContain('Total $399')
  })

  test.each([
    'garbage',
    '[]',
    '{"lines":[]}',
    '[[["5w22:seat",-1]],[]]',
    '[[["5w22:seat",1.5]],[]]',
    '[[["5w22:seat",1000000]],[]]',
    JSON.stringify([Array.from({ length: 21 }, (_, index) => [`e${index}:seat`, 1]), []]),
    '[[["5w22:seat",1,1]],[]]',
  ])('counts as empty when its cookie was made up: %s', async (value) => {
    const visitor = site.visit()
    visitor.cookies.set('lectern-cart', encodeURIComponent(value))
    const answer = await visitor.get('/cart')
    expect(answer.status).toBe(200)
    expect(await readText(answer)).toContain('Your cart is empty')
  })

  test('says when something in it is no longer offered, and forgets it', async () => {
    const visitor = site.visit()
    visitor.cookies.set('lectern-cart', encodeURIComponent('[[["gone:seat",1],["5w22:seat",1]],[]]'))
    expect(await cartText(visitor)).toContain('One thing in your cart is no longer offered')
    expect(await cartText(visitor)).not.toContain('no longer offered')
  })

  test('refuses what does not exist, and more lines than it holds', async () => {
    expect((await site.visit().post('/cart/lines', { sku: 'gone:seat' })).status).toBe(404)
    expect((await site.visit().post('/cart/lines', { sku: '../..' })).status).toBe(404)
    const visitor = site.visit()
    visitor.cookies.set(
      'lectern-cart',
      encodeURIComponent(JSON.stringify([Array.from({ length: 20 }, (_, index) => [`e${index}:seat`, 1]), []])),
    )
    const full = await visitor.post('/cart/lines', { sku: '5w22:seat' })
    expect(full.status).toBe(409)
    expect(await readText(full)).toContain('Your cart is full')
  })

  test('says that sales have ended, keeps the line with the reason, and offers nothing to check out', async () => {
    const visitor = site.visit()
    await makeEvent(
      site.table,
      { ...salesClass, code: 'C1', slug: 'soon-closed', salesCloseAt: '2024-04-09T09:00' },
      site.clock.now,
    )
    await visitor.post('/cart/lines', { sku: 'soon-closed:seat' })
    site.clock.now = '2024-04-10T09:00:00Z'
    const html = await (await visitor.get('/cart')).text()
    site.clock.now = '2024-04-08T17:00:00Z'
    expect(html).toContain('Registration has closed. It isn’t part of your order.')
    expect(html).not.toContain('href="/checkout"')
  })
})

describe('a code', () => {
  test('shows what it takes off, line by line', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    const answer = await visitor.post('/cart/codes', { code: ' leap29 ' })
    expect(answer.headers.get('location')).toBe('/cart?done=code-added')
    const page = await cartText(visitor)
    expect(page).toContain('29% off everything (LEAP29) −$115.71')
    expect(page).toContain('Total $283.29')
    await visitor.post('/cart/codes/remove', { code: 'leap29' })
    expect(await cartText(visitor)).toContain('Total $399')
  })

  test('that frees the order says that no payment is needed', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: 'channelpro-columbus:pass' })
    await visitor.post('/cart/codes', { code: 'NSITSP' })
    const page = await cartText(visitor)
    expect(page).toContain('Total Free')
    expect(page).toContain('No payment needed.')
  })

  test('that is unknown is kept in its field with the reason beside it, and not in the cart', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    const answer = await visitor.post('/cart/codes', { code: '"><b>NOPE' })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;NOPE"')
    expect(errorBeside(html, 'code')).toContain('“"><b>NOPE')
    expect(html).not.toContain('<b>NOPE')
    expect([...visitor.cookies.values()].join()).not.toContain('NOPE')
  })

  test('that is for something else says so', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    const answer = await visitor.post('/cart/codes', { code: 'NSITSP' })
    expect(errorBeside(await answer.text(), 'code')).toBe('The code NSITSP doesn’t apply to anything in this order.')
  })

  test('that is empty or endless is answered in words', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    expect(errorBeside(await (await visitor.post('/cart/codes', { code: ' ' })).text(), 'code')).toContain(
      'Enter your code',
    )
    expect((await visitor.post('/cart/codes', { code: 'X'.repeat(5000) })).status).toBe(400)
  })
})
