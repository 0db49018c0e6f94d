import { changePromotion, changeSale } from '@lectern/core/pricing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cachePolicy } from '../../../packages/web/src/pages/sales/caching.ts'
import { textOf } from '../../support/admin-site.ts'
import { makeSale } from '../../support/sale.ts'
import { openSite, type TestSite } from '../../support/site.ts'

const announced = '2024-02-20T17:00:00Z'
let site: TestSite
let promotionId: string
beforeAll(async () => {
  site = await openSite({ now: announced })
  promotionId = (await makeSale(site.table, announced)).promotion.id
})
afterAll(() => site.stop())
beforeEach(() => {
  site.clock.now = announced
})

const page = async (path: string, now = announced) => {
  site.clock.now = now
  const response = await site.request(path)
  const html = await response.text()
  return { status: response.status, html, text: textOf(html), cache: response.headers.get('cache-control') ?? '' }
}

describe('the page of a sale', () => {
  it('before its hour says when it is, here and elsewhere, what to do, and no code', async () => {
    const { status, html, text } = await page('/sales/leap-day')
    expect(status).toBe(200)
    expect(text).toContain('All day Thursday, February 29, Pacific time')
    expect(text).toContain('In New York it starts at 3:00 AM and ends at 3:00 AM on Friday, March 1.')
    expect(text).toContain('Starts Thursday, February 29, 12:00 AM Pacific time')
    expect(text).toContain('Come back when the sale starts')
    expect(html).not.toMatch(/hop-29/i)
    expect(html).not.toContain('Quadrennial')
    for (const href of ['/store', '/events', '/sales/leap-day/reminder.ics']) expect(html).toContain(`href="${href}"`)
  })

  it('counts down by the server: the page carries its time, and the script asks for it', async () => {
    const { html } = await page('/sales/leap-day')
    const [countdown = ''] = /<span[^>]*data-countdown[^>]*>/.exec(html) ?? []
    expect(countdown).toContain('data-countdown="2024-02-29T08:00:00Z"')
    expect(countdown).toContain(`data-now="${announced}"`)
    expect(countdown).toContain('data-clock="/api/health"')
  })

  it.each([
    ['2024-02-29T07:59:59Z', 'Announced', false],
    ['2024-02-29T08:00:00Z', 'On now', true],
    ['2024-03-01T07:59:59Z', 'On now', true],
    ['2024-03-01T08:00:00Z', 'This sale has ended', false],
  ])('at %s says %s', async (now, words, code) => {
    const { html, text } = await page('/sales/leap-day', now)
    expect(text).toContain(words)
    expect(html.includes('value="HOP-29"')).toBe(code)
  })

  it('afterwards tells what comes next', async () => {
    const over = '2024-03-01T08:00:00Z'
    expect((await page('/sales/leap-day', over)).text).toContain('No other sales right now.')
    const window = { zone: 'Europe/London', from: '2024-03-31T00:00', until: '2024-04-01T00:00' }
    await makeSale(
      site.table,
      over,
      { code: 'SPRING', window, revealsAt: undefined },
      { slug: 'spring', title: 'Spring' },
    )
    const { html, text } = await page('/sales/leap-day', over)
    expect(html).toContain('href="/sales/spring"')
    expect(text).toContain('All day Sunday, March 31, London time')
    expect((await page('/sales', over)).text).toMatch(/Current and upcoming.*Spring.*Past.*29% off for one day/)
    await changeSale(site.table, 'spring', { status: 'draft' }, over)
    expect((await page('/sales/spring', over)).status).toBe(404)
  })

  it('says so when it is paused, without its code', async () => {
    await changePromotion(site.table, promotionId, { paused: true }, announced)
    const { html, text } = await page('/sales/leap-day', '2024-02-29T12:00:00Z')
    expect(text).toContain('The sale is paused')
    expect(html).not.toContain('HOP-29')
    await changePromotion(site.table, promotionId, { paused: false }, announced)
  })
})

describe('the way there', () => {
  it('stands on the home page while a sale is announced or goes on, and in every footer', async () => {
    for (const now of [announced, '2024-02-29T12:00:00Z']) {
      expect((await page('/', now)).html).toContain('href="/sales/leap-day"')
    }
    const over = await page('/', '2024-03-02T00:00:00Z')
    expect(over.html).not.toContain('/sales/leap-day')
    expect(over.html).toContain('href="/sales"')
  })

  it('a page of a sale that is not there is not found', async () => {
    expect((await page('/sales/nothing')).status).toBe(404)
    expect((await page('/sales/nothing/reminder.ics')).status).toBe(404)
  })
})

describe('caching', () => {
  it.each([
    ['2024-02-29T07:58:00Z', '2024-02-29T08:00:00Z', 'public, max-age=0, s-maxage=60, must-revalidate'],
    ['2024-02-29T07:59:30Z', '2024-02-29T08:00:00Z', 'public, max-age=0, s-maxage=29, must-revalidate'],
    ['2024-02-29T07:59:58Z', '2024-02-29T08:00:00Z', 'public, max-age=0, s-maxage=1, must-revalidate'],
    ['2024-02-29T07:59:59Z', '2024-02-29T08:00:00Z', 'no-cache'],
    ['2024-02-29T08:00:00Z', undefined, 'public, max-age=0, s-maxage=60, must-revalidate'],
  ])('of a page made at %s that changes at %s', (now, until, policy) => {
    expect(cachePolicy(now, until)).toBe(policy)
  })

  it('ends with the second in which a page changes: at the reveal, and at the end', async () => {
    for (const edge of ['2024-02-29T08:00:00Z', '2024-03-01T08:00:00Z']) {
      for (const before of [1, 2, 20, 59, 60, 61, 3600]) {
        const now = `${new Date(Date.parse(edge) - before * 1000).toISOString().slice(0, 19)}Z`
        for (const path of ['/sales/leap-day', '/sales']) {
          const [, seconds = '0'] = /s-maxage=(\d+)/.exec((await page(path, now)).cache) ?? []
          expect(Number(seconds)).toBeLessThan(before)
        }
      }
    }
    expect((await page('/sales/leap-day')).cache).toContain('s-maxage=60')
  })

  it('keeps nothing that greets someone or counts a cart', async () => {
    const visitor = await site.signIn('ada@example.com')
    const own = await visitor.get('/sales/leap-day')
    expect(own.headers.get('cache-control')).toBe('private, no-cache')
    expect(own.headers.get('vary')).toMatch(/cookie/i)
    const filled = await site.request('/sales/leap-day', { headers: { cookie: 'lectern-cart=x' } })
    expect(filled.headers.get('cache-control')).toBe('private, no-cache')
    expect((await site.request('/')).headers.get('cache-control')).toBe('private, no-cache')
  })
})

describe('the reminder', () => {
  it('is a calendar file with the day and the address of the page, never with the code, and gone afterwards', async () => {
    for (const now of [announced, '2024-02-29T12:00:00Z']) {
      site.clock.now = now
      const response = await site.request('/sales/leap-day/reminder.ics')
      expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
      const text = await response.text()
      expect(text).toContain('DTSTART;VALUE=DATE:20240229\r\nDTEND;VALUE=DATE:20240301\r\n')
      expect(text.replaceAll('\r\n ', '')).toContain(`${site.services.siteUrl}/sales/leap-day`)
      expect(text).not.toMatch(/hop-29/i)
    }
    expect((await page('/sales/leap-day/reminder.ics', '2024-03-01T08:00:00Z')).status).toBe(404)
  })
})
