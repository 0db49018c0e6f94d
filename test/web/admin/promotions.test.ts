import { findPromotionsByCodes, getPromotion, listPromotions, type Promotion } from '@lectern/core/pricing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { leapFields, makeShop } from '../../support/promotion-fields.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
  await makeShop(site.table, site.clock.now)
})
afterAll(() => site.stop())

const byCode = async (code: string): Promise<Promotion> => {
  const [found] = await findPromotionsByCodes(site.table, [code])
  if (!found) throw new Error(`no promotion has the code ${code}`)
  return found
}
const make = async (fields: Fields): Promise<string> => {
  const { code: _, ...bare } = leapFields
  const made = await site.admin.post('/admin/promotions/new', { ...bare, revealsAt: '', ...fields })
  expect(made.status).toBe(303)
  return /promotions\/(prm_\w+)/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
}
const preview = async (fields: Fields): Promise<string> => {
  const { code: _, ...bare } = leapFields
  const response = await site.admin.post('/admin/promotions/new', {
    ...{ ...bare, from: '', until: '', revealsAt: '', total: '', perPerson: '', intent: 'preview' },
    ...fields,
  })
  expect(response.status).toBe(200)
  return textOf(await response.text())
}

describe('the editor of promotions', () => {
  it('prices three carts with the terms as typed, and saves nothing', async () => {
    const text = textOf(
      await (await site.admin.post('/admin/promotions/new', { ...leapFields, intent: 'preview' })).text(),
    )
    expect(text).toContain('LEAP29: 29% off on everything')
    expect(text).toContain('24 hours, from Tue, Feb 29, 2028, 12:00 AM Pacific')
    expect(text).toContain('In New York it starts at 3:00 AM; in London at 8:00 AM.')
    expect(text).toContain('100 orders in total. One person can use it once.')
    // 39900 at 29% off; then with 1999, 3333 and the bundle; then what membership leaves, the bundle at 29% off.
    expect(text).toMatch(/One class .*Selling for MSPs: Seat .*Total \$283\.29/)
    expect(text).toMatch(/A mixed cart .*Total \$349\.55/)
    expect(text).toMatch(/A member's cart .*Included in your membership −\$399 .*Total \$28\.40/)
    expect(await findPromotionsByCodes(site.table, ['leap29'])).toEqual([])
  })

  it('warns of what becomes free, and of free without a limit', async () => {
    const free = await preview({ code: 'NEW', benefit: 'amount', amount: '20' })
    expect(free).toContain('It makes this free: The checklist: E-book ($19.99).')
    expect(free).toContain('No limit on orders or budget')
    expect(
      await preview({ code: 'NEW', benefit: 'percent', percent: '99', scope: 'named', products: 'checklist' }),
    ).toContain('It makes this free')
    expect(await preview({ code: 'NEW', benefit: 'percent', percent: '10' })).not.toContain('free:')
    expect(await preview({ code: 'NEW', benefit: 'free', budget: '500' })).toMatch(/It makes these 4 free/)
  })

  it('shows each cart as its buyer stands: a price for members leaves the others theirs', async () => {
    const text = await preview({ code: 'MEMBERS', audience: 'members', percent: '50' })
    expect(text).toMatch(/One class .*Total \$399 The code MEMBERS isn’t available to your account\./)
    expect(text).toMatch(/A member's cart .*Total \$20/)
    expect(await preview({ how: 'many', codePrefix: 'FIRST', audience: 'first-purchase', percent: '50' })).toMatch(
      /Single-use codes FIRST-….*One class .*Total \$199\.50/,
    )
  })

  it('keeps every term, and shows it again as it was typed', async () => {
    const id = await make({
      ...{ code: 'EVERY', partner: 'NSITSP', benefit: 'price', price: '49.50', combinable: '' },
      ...{ scope: 'named', kinds: ['class', 'checklist'], events: 'selling', products: ['checklist', 'workbook'] },
      ...{ tags: 'sales', authors: 'Karl W. Palachuk', audience: 'domains', domains: 'example.com\nexample.org' },
      ...{ total: '10', perPerson: '2', perOrder: '3', budget: '500', minSpend: '19.99', minQuantity: '2' },
    })
    const saved = await getPromotion(site.table, id)
    expect(saved).toMatchObject({
      ...{ partner: 'NSITSP', benefit: { type: 'price', priceCents: 4950 }, combinable: false },
      scope: {
        ...{ kinds: ['class', 'checklist'], events: ['selling'], products: ['checklist', 'workbook'] },
        ...{ tags: ['sales'], authors: ['karl w. palachuk'] },
      },
      audience: { type: 'domains', domains: ['example.com', 'example.org'] },
      limits: { total: 10, perPerson: 2, perOrder: 3 },
      ...{ budgetCents: 50_000, minimum: { spendCents: 1999, quantity: 2 } },
    })
    const html = await (await site.admin.get(`/admin/promotions/${id}`)).text()
    for (const shown of ['value="49.50"', 'value="NSITSP"', 'example.com\nexample.org', 'value="500"']) {
      expect(html).toContain(shown)
    }
    expect(html).toMatch(/name="authors" value="Karl W. Palachuk"[^>]* checked/)
  })

  it('takes away what is emptied, and nothing when nothing was changed', async () => {
    const id = await make({ code: 'LESS', partner: 'ASCII', budget: '100', minSpend: '5' })
    const path = `/admin/promotions/${id}`
    const change = { ...leapFields, code: 'LESS', revealsAt: '', version: '1' }
    const changed = await site.admin.post(path, { ...change, from: '', until: '', total: '', perPerson: '' })
    expect(changed.headers.get('location')).toBe(`${path}?done=saved`)
    const after = await getPromotion(site.table, id)
    for (const gone of ['partner', 'budgetCents', 'minimum', 'window', 'limits']) expect(after).not.toHaveProperty(gone)
    const again = { ...change, total: '7', perPerson: '3', version: '2' }
    expect((await site.admin.post(path, again)).headers.get('location')).toBe(`${path}?done=saved`)
    const same = await site.admin.post(path, { ...again, version: '3' })
    expect(same.headers.get('location')).toBe(`${path}?done=same`)
    expect((await getPromotion(site.table, id)).version).toBe(3)
    const late = await site.admin.post(path, { ...again, title: 'Late', version: '1' })
    expect(late.status).toBe(409)
    expect(textOf(await late.text())).toContain('Someone else just edited this promotion')
    expect((await getPromotion(site.table, id)).title).toBe('Leap day')
  })

  it.each<[string, Fields, string, number]>([
    ['a code twice', { code: 'taken ' }, 'code', 409],
    ['no code', { code: '' }, 'code', 400],
    ['no beginning of many', { how: 'many' }, 'codePrefix', 400],
    ['a bad beginning', { how: 'many', codePrefix: 'a b' }, 'codePrefix', 400],
    ['no title', { title: '' }, 'title', 400],
    ['no percentage', { percent: '' }, 'percent', 400],
    ['too much of it', { percent: '101' }, 'percent', 400],
    ['no amount', { benefit: 'amount', amount: '19,9' }, 'amount', 400],
    ['no price', { benefit: 'price', price: '' }, 'price', 400],
    ['an end before the beginning', { until: '2028-02-01T00:00' }, 'until', 400],
    ['an hour that clocks skip', { from: '2028-03-12T02:30', until: '2028-04-01T00:00' }, 'from', 400],
    ['a reveal after the end', { revealsAt: '2028-04-01T00:00' }, 'revealsAt', 400],
    ['a code to reveal without a code', { how: 'automatic', revealsAt: '2028-02-29T00:00' }, 'revealsAt', 400],
    ['nothing named', { scope: 'named' }, 'scope', 400],
    ['an unknown kind', { scope: 'named', kinds: 'cruise' }, 'kinds', 400],
    ['no domain', { audience: 'domains' }, 'domains', 400],
    ['a bad domain', { audience: 'domains', domains: 'nowhere' }, 'domains', 400],
    ['a bad address', { audience: 'emails', emails: 'nobody' }, 'emails', 400],
    ['no plan', { audience: 'plan' }, 'plan', 400],
    ['no number', { total: 'many' }, 'total', 400],
    ['more for one than for all', { total: '1', perPerson: '2' }, 'perPerson', 400],
    ['units of an amount', { benefit: 'amount', amount: '5', perOrder: '2' }, 'perOrder', 400],
    ['a budget below one discount', { benefit: 'amount', amount: '5', budget: '4' }, 'budget', 400],
    ['a bad minimum', { minSpend: '5 dollars' }, 'minSpend', 400],
    ['no unit', { minQuantity: '0' }, 'minQuantity', 400],
    ['free beside others', { benefit: 'free', combinable: 'yes' }, 'combinable', 400],
  ])('says beside the field what is wrong, and keeps what was typed: %s', async (_, wrong, field, status) => {
    await site.admin.post('/admin/promotions/new', { ...leapFields, code: 'TAKEN' })
    const before = (await listPromotions(site.table, { limit: 100 })).items.length
    const fields: Fields = { ...leapFields, code: 'OTHER', revealsAt: '', partner: 'Kept by the form', ...wrong }
    const response = await site.admin.post('/admin/promotions/new', fields)
    expect(response.status).toBe(status)
    const html = await response.text()
    expect(html).toContain(`id="field-${field}-error"`)
    expect(html).toContain(`href="#field-${field}"`)
    expect(html).toContain('value="Kept by the form"')
    expect((await listPromotions(site.table, { limit: 100 })).items).toHaveLength(before)
  })
})

describe('a promotion', () => {
  it('is paused and resumed, each with its way back', async () => {
    const path = `/admin/promotions/${await make({ code: 'PAUSE' })}`
    const paused = await site.admin.post(`${path}/pause`)
    expect(paused.headers.get('location')).toBe(`${path}?done=paused`)
    expect(await (await site.admin.get(`${path}?done=paused`)).text()).toMatch(/action="[^"]*\/resume".*Undo pause/s)
    expect((await byCode('PAUSE')).paused).toBe(true)
    await site.admin.post(`${path}/resume`)
    expect((await byCode('PAUSE')).paused).toBe(false)
    expect(await site.admin.read(`${path}?done=resumed`)).toContain('Undo resume')
  })

  it('is ended for good once it is confirmed, and only once', async () => {
    const path = `/admin/promotions/${await make({ code: 'ENDED', from: '', until: '' })}`
    expect(await site.admin.read(`${path}/end`)).toContain('You can’t undo this.')
    expect((await byCode('ENDED')).endedAt).toBeUndefined()
    expect((await site.admin.post(`${path}/end`)).headers.get('location')).toBe(`${path}?done=ended`)
    expect((await byCode('ENDED')).endedAt).toBe(site.clock.now)
    expect((await site.admin.post(`${path}/end`)).headers.get('location')).toBe(`${path}?done=over`)
    expect(await site.admin.read(path)).toContain('Ended early.')
  })

  it('is copied under another code; the copy is paused and can be taken back', async () => {
    const id = await make({ code: 'COPIED', partner: 'NSITSP' })
    const path = `/admin/promotions/${id}`
    const taken = await site.admin.post(`${path}/duplicate`, { copyTitle: 'Mine', copyCode: 'copied' })
    expect(taken.status).toBe(409)
    expect(await taken.text()).toMatch(/id="field-copyCode-error"/)
    expect((await site.admin.post(`${path}/duplicate`, { copyTitle: 'Mine', copyCode: '' })).status).toBe(400)
    const made = await site.admin.post(`${path}/duplicate`, { copyTitle: 'Mine', copyCode: 'COPY-2' })
    const copy = await byCode('COPY-2')
    expect(made.headers.get('location')).toBe(`/admin/promotions/${copy.id}?done=copied`)
    expect(copy).toMatchObject({ title: 'Mine', partner: 'NSITSP', paused: true, limits: { total: 100, perPerson: 1 } })
    expect(await site.admin.read(`/admin/promotions/${copy.id}?done=copied`)).toContain('Undo copy')
    const gone = await site.admin.post(`/admin/promotions/${copy.id}/delete`)
    expect(gone.headers.get('location')).toBe('/admin/promotions?done=deleted')
    expect(await findPromotionsByCodes(site.table, ['COPY-2'])).toEqual([])
    expect((await site.admin.get(`/admin/promotions/${copy.id}`)).status).toBe(404)
  })

  it('that stands in another’s way is not resumed, and the page says whose', async () => {
    const terms = { how: 'automatic', title: 'Summer', scope: 'named', tags: 'sales' }
    const first = await make({ ...terms, from: '2029-06-01T00:00', until: '2029-07-01T00:00' })
    await site.admin.post(`/admin/promotions/${first}/pause`)
    await make({ ...terms, title: 'Instead', from: '2029-06-10T00:00', until: '2029-06-20T00:00' })
    const refused = await site.admin.post(`/admin/promotions/${first}/resume`)
    expect(refused.status).toBe(409)
    expect(textOf(await refused.text())).toContain(
      '“Instead” also applies automatically to the same items at the same time',
    )
    expect((await getPromotion(site.table, first)).paused).toBe(true)
  })

  it('that is still to come tells how to rehearse it', async () => {
    const path = `/admin/promotions/${await make({ code: 'SOON' })}`
    expect(await (await site.admin.get(path)).text()).toMatch(/Rehearse it.*href="\/admin\/simulator\?promotion=/s)
  })
})

describe('the list of promotions', () => {
  it('is filtered by derived state and by partner, in the address', async () => {
    await make({ code: 'HID', title: 'Behind the curtain', revealsAt: '2028-02-29T00:00', partner: 'Third Tier' })
    await make({ code: 'RUN', title: 'On at present', from: '', until: '' })
    const hidden = await site.admin.read('/admin/promotions?state=hidden&partner=third')
    expect(hidden).toContain('Hidden until Tue, Feb 29, 2028, 12:00 AM Pacific')
    expect(hidden).not.toContain('On at present')
    const running = await site.admin.read('/admin/promotions?state=running')
    expect(running).toContain('On at present')
    expect(running).not.toContain('Behind the curtain')
    expect(await site.admin.read('/admin/promotions?state=used-up')).toContain('No results.')
    expect(await site.admin.read('/admin/promotions?state=nonsense')).toContain('Behind the curtain')
  })
})

it('is for admins alone', async () => {
  const id = await make({ code: 'SECRET' })
  const stranger = site.as(await site.signIn('stranger@example.com'))
  const visitor = site.as(site.visit())
  const own = [
    '',
    '/end',
    '/delete',
    '/codes',
    '/codes.csv',
    '/addresses',
    '/changes',
    '/report',
    '/report.csv',
    '/redemptions.csv',
  ]
  for (const path of [
    ...own.map((more) => `/admin/promotions/${id}${more}`),
    '/admin/promotions/new',
    '/admin/simulator',
  ]) {
    expect([path, (await stranger.get(path)).status]).toEqual([path, 404])
    expect([path, (await visitor.get(path)).status]).toEqual([path, 303])
  }
  for (const act of ['', '/pause', '/end', '/duplicate', '/delete', '/codes', '/addresses']) {
    expect([act, (await stranger.post(`/admin/promotions/${id}${act}`)).status]).toEqual([act, 404])
  }
  expect((await site.admin.get('/admin/promotions/prm_nobody')).status).toBe(404)
})
