import { recordRedemptions, stepCodeBatch } from '@lectern/core/pricing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { tickets: [{ name: 'Seat', priceCents: 39900 }] })
})
afterAll(() => house.close())

const terms = {
  title: 'For partners',
  trigger: 'code',
  benefit: { type: 'percent', percentBasisPoints: 2900 },
  scope: { everything: true },
}
const make = async (more: Record<string, unknown>): Promise<string> => {
  const { status, body } = await house.admin('POST', '/api/admin/promotions', { ...terms, ...more })
  expect(status).toBe(201)
  return `/api/admin/promotions/${body.id}`
}

describe('what is done to a promotion', () => {
  test('every term is kept as it was sent, and taken away again by null', async () => {
    const all = {
      ...{ code: 'TERMS', partner: 'NSITSP', budgetCents: 50_000, minimum: { spendCents: 1999, quantity: 2 } },
      ...{ limits: { total: 10, perPerson: 2, perOrder: 3 }, scope: { authors: ['karl palachuk'], kinds: ['book'] } },
      audience: { type: 'plan', plan: 'all-access' },
    }
    const path = await make(all)
    expect((await house.admin('GET', path)).body).toMatchObject({ ...all, givenCents: 0, usesTaken: 0 })
    const bare = { budgetCents: null, minimum: null, limits: null, partner: null }
    const { body } = await house.admin('PATCH', path, { ...bare, audience: { type: 'first-purchase' } })
    for (const gone of Object.keys(bare)) expect(body).not.toHaveProperty(gone)
    const wrong = await house.admin('PATCH', path, { audience: { type: 'plan', plan: 'none' } })
    expect([wrong.status, wrong.body.code]).toEqual([400, 'pricing.unknown-plan'])
  })

  test('it is paused, resumed and ended, each once however often it is asked', async () => {
    const path = await make({ code: 'ACTS' })
    for (const [act, state] of [
      ['pause', 'paused'],
      ['resume', 'running'],
      ['end', 'ended'],
    ] as const) {
      const first = await house.admin('POST', `${path}/${act}`)
      expect([first.status, first.body.state]).toEqual([200, state])
      expect((await house.admin('POST', `${path}/${act}`)).body.version).toBe(first.body.version)
    }
    const { body } = await house.admin('GET', `${path}/changes`)
    expect(body.items.map(({ act }: { act: string }) => act)).toEqual(['ended', 'resumed', 'paused', 'made'])
    expect(body.items[0]).toMatchObject({ by: expect.stringMatching(/^per_/), fields: [{ field: 'endedAt' }] })
    for (const act of ['pause', 'resume', 'end', 'duplicate']) {
      expect((await house.admin('POST', `/api/admin/promotions/prm_none/${act}`)).status).toBe(404)
    }
    expect((await house.admin('GET', '/api/admin/promotions/prm_none/changes')).status).toBe(404)
  })

  test('its copy is paused, has a code of its own, and is made once for a key', async () => {
    const path = await make({ code: 'ORIGINAL', partner: 'ASCII' })
    expect((await house.admin('POST', `${path}/duplicate`)).body.code).toBe('pricing.code-missing')
    expect((await house.admin('POST', `${path}/duplicate`, { code: 'original' })).body.code).toBe('pricing.code-taken')
    const copy = () =>
      house.call('POST', `${path}/duplicate`, {
        body: { code: 'COPY', title: 'Again' },
        bearer: house.adminKey,
        headers: { 'idempotency-key': 'copy-1' },
      })
    const made = await copy()
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ code: 'COPY', title: 'Again', partner: 'ASCII', state: 'paused' })
    expect((await copy()).body.id).toBe(made.body.id)
  })
})

describe('many codes', () => {
  test('are ordered at once, made step by step, and read as a file; each works once', async () => {
    const path = await make({ codes: 'many', codePrefix: 'LEAP' })
    const ordered = await house.admin('POST', `${path}/codes`, { count: 700 })
    expect(ordered.status).toBe(202)
    expect(ordered.body).toMatchObject({ prefix: 'LEAP', wanted: 700, made: 0, state: 'making' })
    const batch = `${path}/batches/${ordered.body.id}`
    await stepCodeBatch(house.table, ordered.body.id)
    expect((await house.admin('GET', batch)).body).toMatchObject({ made: 500, state: 'making' })
    await stepCodeBatch(house.table, ordered.body.id)
    expect((await house.admin('GET', `${path}/batches`)).body.items).toMatchObject([{ made: 700, state: 'done' }])
    const rows = (await house.admin('GET', `${path}/codes?format=csv`)).text.trimEnd().split('\r\n')
    expect(rows).toHaveLength(701)
    expect(rows[0]).toBe('code,state,batchId')
    const page = await house.admin('GET', `${path}/codes?limit=2`)
    expect(page.body.items).toHaveLength(2)
    const [{ code }] = page.body.items
    const quote = await house.admin('POST', '/api/admin/quotes', { lines: [{ sku: '5w22:seat' }], codes: [code] })
    expect(quote.body).toMatchObject({
      totalCents: 28_329,
      considered: [{ code, applied: true, discountCents: 11_571 }],
    })
    const other = await make({ codes: 'many', codePrefix: 'OTHER' })
    expect((await house.admin('GET', `${other}/batches/${ordered.body.id}`)).status).toBe(404)
  })

  test.each([0, 10_001, 1.5, -1, '5', null])('are not ordered for %j', async (count) => {
    const path = await make({ codes: 'many', codePrefix: 'WRONG' })
    expect((await house.admin('POST', `${path}/codes`, { count })).status).toBe(400)
    expect((await house.admin('GET', `${path}/batches`)).body.items).toEqual([])
  })

  test('are not to be had of a promotion with one code', async () => {
    const path = await make({ code: 'SINGLE' })
    const refused = await house.admin('POST', `${path}/codes`, { count: 5 })
    expect([refused.status, refused.body.code]).toEqual([400, 'pricing.bad-batch'])
  })
})

describe('an imported list', () => {
  test('is sent as JSON or as text, tells what it refused, and is read and thinned out again', async () => {
    const path = `${await make({ code: 'LISTED', audience: { type: 'imported' } })}/addresses`
    const json = await house.admin('POST', path, { addresses: ['Ada@Example.com', 'nobody', 'ada@example.com'] })
    expect(json.body).toMatchObject({ added: 1, known: 0, repeated: 1, refusedCount: 1, refused: [{ line: 2 }] })
    const csv = await house.call('POST', path, {
      body: 'email,name\r\ngrace@example.com,Grace\r\nada@example.com,Ada',
      bearer: house.adminKey,
      headers: { 'content-type': 'text/csv; charset=utf-8' },
    })
    expect(csv.body).toMatchObject({ added: 1, known: 1, refused: [] })
    const xml = { body: '<a/>', bearer: house.adminKey, headers: { 'content-type': 'application/xml' } }
    expect((await house.call('POST', path, xml)).status).toBe(415)
    expect((await house.admin('POST', path, { addresses: 'ada@example.com' })).status).toBe(400)
    expect((await house.admin('GET', path)).body.items.map(({ email }: { email: string }) => email)).toEqual([
      'ada@example.com',
      'grace@example.com',
    ])
    expect((await house.admin('DELETE', `${path}?email=ada@example.com`)).status).toBe(204)
    expect((await house.admin('GET', `${path}?format=csv`)).text).toMatch(/^email,addedAt\r\ngrace@example.com,2024/)
  })
})

describe('redemptions', () => {
  test('are listed for a promotion or all, and summed up by day, code and partner', async () => {
    const path = await make({ code: 'COUNTED', partner: 'NSITSP', window: { zone: 'UTC', from: '2024-01-01T00:00' } })
    const promotionId = path.split('/').at(-1) ?? ''
    const took = { listCents: 1000, discountCents: 290, totalCents: 710 }
    const back = { listCents: 0, discountCents: 0, totalCents: 0 }
    for (const [orderId, at] of [
      ['ord_1', '2024-01-20T12:00:00Z'],
      ['ord_2', '2024-01-21T12:00:00Z'],
    ] as const) {
      await recordRedemptions(
        house.table,
        {
          orderId,
          at,
          ended: 0,
          cuts: [{ promotionId, code: 'COUNTED', took, back }],
        },
        'America/Los_Angeles',
      )
    }
    const { body } = await house.admin('GET', `/api/admin/redemptions?promotion=${promotionId}`)
    expect(body.items).toMatchObject([
      { orderId: 'ord_2', took },
      { orderId: 'ord_1', partner: 'NSITSP' },
    ])
    expect((await house.admin('GET', '/api/admin/redemptions?promotion=prm_none')).body.items).toEqual([])
    const csv = await house.admin('GET', '/api/admin/redemptions?format=csv')
    expect(csv.text.split('\r\n')[0]).toContain('listCents,discountCents,totalCents')
    const report = await house.admin('GET', `${path}/report?from=2024-01-20&until=2024-01-21`)
    const sums = { orders: 1, ...took, givenBack: 0 }
    expect(report.body).toEqual({
      total: sums,
      byDay: [{ day: '2024-01-20', ...sums }],
      byCode: [{ code: 'COUNTED', ...sums }],
      byPartner: [{ partner: 'NSITSP', ...sums }],
    })
    expect((await house.admin('GET', `${path}/report`)).body.total.orders).toBe(2)
    expect((await house.admin('GET', `${path}/report?from=2024-02-30`)).status).toBe(400)
    expect((await house.admin('GET', '/api/admin/promotions/prm_none/report')).status).toBe(404)
  })
})

test('the simulator tells organizers of every promotion that was looked at, hidden ones by their codes; buyers learn nothing', async () => {
  await make({ code: 'CURTAIN', revealsAt: '2024-02-29T08:00:00Z' })
  await make({ code: 'TOOMUCH', minimum: { quantity: 5 } })
  const asked = { lines: [{ sku: '5w22:seat' }], codes: ['curtain', 'toomuch', 'nothing'] }
  const { body } = await house.admin('POST', '/api/admin/quotes', asked)
  expect(body.considered).toMatchObject([
    { code: 'toomuch', applied: false, reason: 'below-minimum' },
    { code: 'curtain', applied: false, reason: 'hidden' },
  ])
  expect(body.rejected.map(({ reason }: { reason: string }) => reason)).toEqual(['unknown', 'unknown', 'below-minimum'])
  const buyer = await house.call('POST', '/api/quotes', { body: asked })
  expect(buyer.body).not.toHaveProperty('considered')
  expect(buyer.text).not.toContain('For partners')
})

test('all of it is for admins alone', async () => {
  const path = await make({ code: 'ALONE' })
  const key = await house.keyOf('stranger@example.com')
  for (const [method, more] of [
    ...(['pause', 'resume', 'end', 'duplicate', 'codes', 'addresses'] as const).map((act) => ['POST', act] as const),
    ...(['codes', 'batches', 'addresses', 'changes', 'report'] as const).map((list) => ['GET', list] as const),
  ]) {
    const body = method === 'POST' ? { body: {} } : {}
    expect([more, (await house.call(method, `${path}/${more}`, { ...body, bearer: key })).status]).toEqual([more, 404])
    expect([more, (await house.call(method, `${path}/${more}`, body)).status]).toEqual([more, 401])
  }
  expect((await house.call('GET', '/api/admin/redemptions', { bearer: key })).status).toBe(404)
})
