import {
  NewPromotion,
  orderCodes,
  type Promotion,
  recordRedemptions,
  savePromotion,
  stepCodeBatch,
} from '@lectern/core/pricing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { openBrowser, withPage } from '../../support/browser.ts'
import { lookThrough } from '../../support/looks.ts'
import { leapFields, makeShop } from '../../support/promotion-fields.ts'

let browser: Browser
let site: AdminSite
let empty: AdminSite
const pages = new Map<string, () => Promise<Response>>()

const save = (terms: Record<string, unknown>): Promise<Promotion> =>
  savePromotion(
    site.table,
    NewPromotion.parse({
      ...{ title: 'Leap day', trigger: 'code', benefit: { type: 'percent', percentBasisPoints: 2900 } },
      scope: { everything: true },
      ...terms,
    }),
    site.clock.now,
  )

/** Promotions of every state, with codes, addresses, changes and orders. */
const fill = async () => {
  const window = { zone: 'America/Los_Angeles', from: '2028-02-29T00:00', until: '2028-03-01T00:00' }
  const leap = await save({
    code: 'LEAP29',
    window,
    revealsAt: '2028-02-29T00:00',
    limits: { total: 100 },
    partner: 'NSITSP',
  })
  const many = await save({
    title: 'Single-use codes',
    codes: 'many',
    codePrefix: 'LEAP',
    audience: { type: 'imported' },
  })
  const batch = await orderCodes(site.table, many.id, 1200, site.clock.now)
  await stepCodeBatch(site.table, batch.id)
  const free = await save({
    ...{ title: 'Free for members', trigger: 'automatic', benefit: { type: 'free' } },
    ...{ scope: { kinds: ['class'], tags: ['service'], authors: ['erick simpson'] }, audience: { type: 'members' } },
  })
  const cents = (listCents: number) => ({ listCents, discountCents: listCents / 4, totalCents: (listCents * 3) / 4 })
  for (const [at, list] of [10, 12, 13, 13, 13, 17, 22].entries()) {
    await recordRedemptions(
      site.table,
      {
        ...{ orderId: `ord_${at}`, at: `2024-03-${list}T18:00:00Z`, ended: 0 },
        cuts: [{ promotionId: leap.id, code: 'LEAP29', took: cents(40_000), back: cents(0) }],
      },
      'America/Los_Angeles',
    )
  }
  await site.admin.post(`/admin/promotions/${leap.id}/pause`)
  await site.admin.post(`/admin/promotions/${leap.id}/resume`)
  return { leap, many, free }
}

beforeAll(async () => {
  browser = await openBrowser()
  site = await openAdminSite()
  empty = await openAdminSite()
  await makeShop(site.table, site.clock.now)
  const { leap, many, free } = await fill()
  const get = (name: string, path: string, from = site) => pages.set(name, () => from.admin.get(path))
  const post = (name: string, path: string, fields: Parameters<typeof site.admin.post>[1]) =>
    pages.set(name, () => site.admin.post(path, fields))
  get('list', '/admin/promotions')
  get('list-empty', '/admin/promotions', empty)
  get('new', '/admin/promotions/new')
  get('edit', `/admin/promotions/${leap.id}?done=paused`)
  get('edit-named', `/admin/promotions/${free.id}`)
  get('edit-many', `/admin/promotions/${many.id}`)
  get('end', `/admin/promotions/${leap.id}/end`)
  get('codes', `/admin/promotions/${many.id}/codes`)
  get('addresses', `/admin/promotions/${many.id}/addresses`)
  get('changes', `/admin/promotions/${leap.id}/changes`)
  get('report', `/admin/promotions/${leap.id}/report`)
  get('simulator', '/admin/simulator')
  post('errors', '/admin/promotions/new', {
    ...leapFields,
    code: '',
    percent: '150',
    until: '2028-02-01T00:00',
    total: 'x',
  })
  post('preview', '/admin/promotions/new', { ...leapFields, code: 'NEW', benefit: 'free', intent: 'preview' })
  post('import', `/admin/promotions/${many.id}/addresses`, { addresses: 'ada@example.com\nnobody\ngrace@example.com' })
  const cart = { 'lines.0.sku': 'selling:seat', 'lines.1.sku': 'checklist:e-book', 'lines.1.quantity': '2' }
  const asked = { ...cart, codes: 'LEAP29, NOTHING', at: '2028-02-29T12:00:00', zone: 'America/Los_Angeles' }
  post('simulated', '/admin/simulator', { ...asked, person: 'ada@example.com' })
  post('simulator-errors', '/admin/simulator', { ...cart, 'lines.0.sku': 'cruise:cabin', zone: 'UTC' })
})
afterAll(async () => {
  await browser.close()
  await Promise.all([site.stop(), empty.stop()])
})

it('every page of promotions is accessible, keeps its contrast in the dark, and fits a phone', async () => {
  expect(await lookThrough(browser, pages, [200, 400])).toEqual([])
})

const openEditor = async (page: Page): Promise<void> => {
  const admin = await site.signIn('editor@example.com', { admin: true })
  await page.context().addCookies([...admin.cookies].map(([name, value]) => ({ name, value, url: site.url })))
  await page.goto(`${site.url}/admin/promotions/new`)
}

it('where scripts run, the three carts follow what is typed, and say what is missing until then', async () => {
  await withPage(browser, {}, async (page) => {
    await openEditor(page)
    const part = page.locator('[data-part="prices"]')
    await page.getByLabel('Percentage', { exact: true }).fill('29')
    await part.getByText('Complete the terms to see prices').waitFor()
    await page.getByLabel('Title', { exact: true }).fill('Typed')
    await page.getByLabel('Code', { exact: true }).fill('TYPED')
    await part.getByText('$283.29').first().waitFor()
    await page.getByLabel('Percentage', { exact: true }).fill('50')
    await part.getByText('$199.50').first().waitFor()
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Typed')
    expect(new URL(page.url()).pathname).toBe('/admin/promotions/new')
  })
})

it('without scripts, the button shows them and keeps what was typed', async () => {
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await openEditor(page)
    await page.getByLabel('Title', { exact: true }).fill('Typed')
    await page.getByLabel('Code', { exact: true }).fill('TYPED')
    await page.getByLabel('Percentage', { exact: true }).fill('29')
    await page.getByRole('button', { name: 'Preview' }).click()
    expect(await page.locator('[data-part="prices"]').textContent()).toContain('$283.29')
    expect(await page.getByLabel('Code', { exact: true }).inputValue()).toBe('TYPED')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.getByText('Saved.', { exact: true }).count()).toBe(1)
  })
})
