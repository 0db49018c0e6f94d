import { getStoreTerms } from '@lectern/core/pricing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { fieldsOf } from './store-fields.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

describe('shipping and tax', () => {
  const rates: Fields = {
    revision: '0',
    'regions.0.title': 'United States',
    'regions.0.countries': 'us',
    'regions.0.price': '6.95',
    'regions.1.title': 'Everywhere else',
    'regions.1.countries': '*',
    'regions.1.price': '29.95',
  }

  test('rates are set, and said in words', async () => {
    expect(await site.admin.read('/admin/store-terms')).toContain('no one can buy printed copies')
    expect((await site.admin.post('/admin/store-terms', rates)).status).toBe(303)
    expect(await getStoreTerms(site.table)).toEqual({
      shipping: [
        { region: 'united-states', title: 'United States', countries: ['US'], priceCents: 695 },
        { region: 'everywhere-else', title: 'Everywhere else', countries: ['*'], priceCents: 2995 },
      ],
      salesTax: false,
      revision: 1,
    })
    const page = await site.admin.read('/admin/store-terms?done=saved')
    expect(page).toContain('United States: $6.95 an order. Everywhere else (every other country): $29.95 an order.')
    expect(page).toContain('We don’t add sales tax.')
  })

  test('a region keeps its short name when its title changes, and sales tax is turned on', async () => {
    const mine = fieldsOf(await (await site.admin.get('/admin/store-terms')).text())
    await site.admin.post('/admin/store-terms', { ...mine, 'regions.0.title': 'The States', salesTax: 'yes' })
    const terms = await getStoreTerms(site.table)
    expect(terms).toMatchObject({ salesTax: true, revision: 2 })
    expect(terms.shipping[0]).toMatchObject({ region: 'united-states', title: 'The States' })
  })

  test.each<[Fields, string, string]>([
    [{ 'regions.0.countries': 'Mars' }, 'regions-0-countries', '“Mars” isn’t a two-letter country code'],
    [{ 'regions.1.countries': 'US' }, 'regions-1-countries', 'United States is already in “United States”'],
    [{ 'regions.0.price': '-1' }, 'regions-0-price', 'Enter a rate like 6.95, or 0'],
    [{ 'regions.0.title': '' }, 'regions-0-title', 'Fill this in'],
    [{ 'regions.0.countries': '' }, 'regions-0-countries', 'Enter at least 1'],
    [{ revision: '1' }, '', 'Someone else just edited these terms'],
  ])('%j is told in words, and nothing changes', async (more, field, words) => {
    const before = await getStoreTerms(site.table)
    const answer = await site.admin.post('/admin/store-terms', { ...rates, revision: '2', ...more })
    const html = await answer.text()
    expect([400, 409]).toContain(answer.status)
    if (field !== '') expect(html).toContain(`href="#field-${field}"`)
    expect(textOf(html)).toContain(words)
    expect(await getStoreTerms(site.table)).toEqual(before)
  })

  test('regions whose titles are in another script get short names with a number', async () => {
    const mine = fieldsOf(await (await site.admin.get('/admin/store-terms')).text())
    const titles = {
      'regions.0.title': 'США',
      'regions.1.title': 'Остальные',
      'regions.0.region': '',
      'regions.1.region': '',
    }
    expect((await site.admin.post('/admin/store-terms', { ...mine, ...titles })).status).toBe(303)
    expect((await getStoreTerms(site.table)).shipping.map(({ region }) => region)).toEqual(['region', 'region-2'])
  })
})
