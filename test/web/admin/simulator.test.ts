import { listAudit } from '@lectern/core/identity'
import { grantMembership } from '@lectern/core/membership'
import { NewPromotion, savePromotion } from '@lectern/core/pricing'
import { QuoteRequest, quoteOrder } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeShop } from '../../support/promotion-fields.ts'

let site: AdminSite
let leapId = ''
beforeAll(async () => {
  site = await openAdminSite({ now: '2024-02-01T17:00:00Z' })
  const { table, clock } = site
  await makeShop(table, clock.now)
  const save = (terms: Record<string, unknown>) =>
    savePromotion(
      table,
      NewPromotion.parse({
        scope: { everything: true },
        benefit: { type: 'percent', percentBasisPoints: 2900 },
        ...terms,
      }),
      clock.now,
    )
  const leap = await save({
    ...{ title: 'Leap day', trigger: 'code', code: 'LEAP29', combinable: true, revealsAt: '2024-02-29T00:00' },
    window: { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
  })
  leapId = leap.id
  await save({
    ...{ title: 'Service week', trigger: 'automatic', scope: { tags: ['service'] } },
    benefit: { type: 'percent', percentBasisPoints: 1000 },
  })
  await save({
    title: 'Colleagues',
    trigger: 'code',
    code: 'DOMAIN',
    audience: { type: 'domains', domains: ['msp.example'] },
  })
  const { person } = await site.signIn('ada@example.com', { name: 'Ada' })
  await grantMembership(table, person.id, { plan: 'all-access', until: '2030-01-01T00:00:00Z' }, clock.now)
})
afterAll(() => site.stop())

const cart: Fields = {
  'lines.0.sku': 'selling:seat',
  'lines.0.quantity': '1',
  'lines.4.sku': 'checklist:e-book',
  'lines.4.quantity': '2',
  zone: 'America/Los_Angeles',
}
const run = async (fields: Fields, status = 200): Promise<string> => {
  const response = await site.admin.post('/admin/simulator', { ...cart, ...fields })
  expect(response.status).toBe(status)
  return response.text()
}

describe('the simulator', () => {
  it.each([
    ['2024-02-28T23:59:59', 'Total $434.98', /LEAP29 No The code isn’t revealed yet/],
    ['2024-02-29T00:00:00', 'Total $308.84', /LEAP29 Yes Applied\. \$126\.14/],
    ['2024-02-29T23:59:59', 'Total $308.84', /LEAP29 Yes Applied/],
    ['2024-03-01T00:00:00', 'Total $434.98', /LEAP29 No It has ended/],
  ])('prices a cart at %s Pacific, with the reason for every cent', async (at, costs, considered) => {
    const text = textOf(await run({ at, codes: ' leap29 ' })).replaceAll('leap29', 'LEAP29')
    expect(text).toContain(costs)
    expect(text).toMatch(considered)
    expect(text).toMatch(/checklist:e-book \$39\.98 2 × \$19\.99 −\$4: Service week Promotion/)
    expect(text).toMatch(/Service week Applies automatically Yes Applied/)
  })

  it('says what the checkout says, to the cent', async () => {
    const request = QuoteRequest.parse({
      lines: [{ sku: 'selling:seat' }, { sku: 'checklist:e-book', quantity: 2 }],
      codes: ['LEAP29'],
    })
    const { totalCents } = await quoteOrder(site.table, request, { kind: 'visitor' }, '2024-02-29T20:00:00Z')
    expect(totalCents).toBe(30_884)
  })

  it('prices for anybody: a member, someone new at an address, and nobody', async () => {
    const member = textOf(await run({ person: 'Ada@Example.com' }))
    expect(member).toContain('For Ada (ada@example.com).')
    expect(member).toMatch(/selling:seat \$399 −\$399: Included in your membership Membership \$0/)
    const fresh = textOf(await run({ person: 'new@msp.example', codes: 'domain' }))
    expect(fresh).toContain('For someone new who signed in as new@msp.example.')
    expect(fresh).toMatch(/Colleagues domain Yes/)
    const nobody = textOf(await run({ codes: 'domain, unheard-of' }))
    expect(nobody).toMatch(/Colleagues domain No It’s only for certain people, and this buyer isn’t signed in/)
    expect(nobody).toContain('“unheard-of” isn’t a valid code')
    const { items } = await listAudit(site.table, { limit: 50 }, site.services.realNow())
    expect(items.filter(({ action }) => action === 'person.quote').length).toBeGreaterThanOrEqual(3)
    expect(JSON.stringify(items)).not.toContain('@')
  })

  it('is reached from a promotion with its code and a moment at which it counts', async () => {
    const html = await (await site.admin.get(`/admin/simulator?promotion=${leapId}`)).text()
    expect(html).toContain('value="LEAP29"')
    expect(html).toContain('value="2024-02-29T00:00"')
    expect(html).toContain('<option value="both:bundle">')
    expect((await site.admin.get('/admin/simulator?promotion=prm_nobody')).status).toBe(404)
  })

  it.each<[string, Fields, string]>([
    ['nothing in the cart', { 'lines.0.sku': '', 'lines.4.sku': '' }, 'lines-0-sku'],
    ['something unknown', { 'lines.0.sku': 'cruise:cabin' }, 'lines-0-sku'],
    ['something unknown further on', { 'lines.4.sku': 'cruise:cabin' }, 'lines-1-sku'],
    ['no number', { 'lines.0.quantity': 'two' }, 'lines-0-quantity'],
    ['less than nothing', { 'lines.0.quantity': '-1' }, 'lines-0-quantity'],
    ['too many', { 'lines.0.quantity': '5000' }, 'lines-0-quantity'],
    ['no address', { person: 'ada' }, 'person'],
    ['no moment', { at: 'soon' }, 'at'],
    ['a day that is none', { at: '2024-02-30T00:00' }, 'at'],
    ['an hour that clocks skip', { at: '2024-03-10T02:30' }, 'at'],
    ['no zone', { at: '2024-02-29T00:00', zone: 'Moon/Base' }, 'zone'],
    ['no country', { country: 'USA' }, 'country'],
  ])('says beside the field what is wrong, and keeps the rest: %s', async (_, wrong, field) => {
    const html = await run({ codes: 'KEPT-HERE', ...wrong }, 400)
    expect(html).toContain(`id="field-${field}-error"`)
    expect(html).toContain('value="KEPT-HERE"')
  })
})
