import { hashToken, type Table } from '@lectern/core/platform'
import {
  changePromotion,
  countInvited,
  duplicatePromotion,
  endPromotion,
  findPromotionsByCodes,
  forgetInvited,
  getPromotion,
  importInvited,
  listInvited,
  listPromotionChanges,
  loadOffers,
  NewPromotion,
  type Promotion,
  promotionState,
  removeInvited,
  removePromotion,
  savePromotion,
} from '@lectern/core/pricing'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { now } from './cart-builder.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const later = '2024-03-05T12:00:00Z'
const sent = (terms: Record<string, unknown> = {}): NewPromotion =>
  NewPromotion.parse({
    title: 'Leap day',
    trigger: 'code',
    benefit: { type: 'percent', percentBasisPoints: 2900 },
    scope: { everything: true },
    ...terms,
  })
const changesOf = async ({ id }: Pick<Promotion, 'id'>) =>
  (await listPromotionChanges(table, id, { limit: 50 })).items.map(({ id: _, promotionId: __, ...told }) => told)

describe('changes', () => {
  it('are told with who made them, when, and what was before, the latest first', async () => {
    const made = await savePromotion(table, sent({ code: 'TOLD', limits: { total: 3 } }), now, 'per_ann')
    await changePromotion(table, made.id, { title: 'Leap year', limits: null }, later, 'per_bob')
    await changePromotion(table, made.id, { paused: true }, later, 'per_bob')
    await changePromotion(table, made.id, { paused: false }, later)
    await endPromotion(table, made.id, later, 'per_ann')
    await removePromotion(table, made.id, later, 'per_ann')
    const told = await changesOf(made)
    expect(told.map(({ act, by }) => [act, by])).toEqual([
      ['removed', 'per_ann'],
      ['ended', 'per_ann'],
      ['resumed', undefined],
      ['paused', 'per_bob'],
      ['changed', 'per_bob'],
      ['made', 'per_ann'],
    ])
    expect(told[4]).toEqual({
      at: later,
      by: 'per_bob',
      act: 'changed',
      fields: [
        { field: 'limits', before: { total: 3 } },
        { field: 'title', before: 'Leap day', after: 'Leap year' },
      ],
    })
    expect(told[5]?.fields).toContainEqual({ field: 'code', after: 'TOLD' })
    const first = await listPromotionChanges(table, made.id, { limit: 4 })
    const rest = await listPromotionChanges(table, made.id, { limit: 4, cursor: first.next })
    expect([first.items.length, rest.items.map(({ act }) => act), rest.next]).toEqual([
      4,
      ['changed', 'made'],
      undefined,
    ])
  })

  it('that are refused are not told', async () => {
    const made = await savePromotion(table, sent({ code: 'REFUSED' }), now)
    await savePromotion(table, sent({ code: 'OTHERS' }), now)
    await expect(changePromotion(table, made.id, { code: 'others' }, now)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(changePromotion(table, made.id, { budgetCents: 0 }, now)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await changesOf(made)).toHaveLength(1)
  })

  it('take optional terms away with null, each alone', async () => {
    const all = { budgetCents: 5000, minimum: { quantity: 2 }, partner: 'NSITSP', limits: { perOrder: 1 } }
    const made = await savePromotion(table, sent({ code: 'TERMS', ...all }), now)
    expect(await getPromotion(table, made.id)).toMatchObject(all)
    const after = await changePromotion(table, made.id, { minimum: null, partner: null }, now)
    expect([after.minimum, after.partner, after.budgetCents]).toEqual([undefined, undefined, 5000])
    expect(await getPromotion(table, made.id)).toEqual(after)
    // Saved again as it is, nothing happened.
    expect(await changePromotion(table, made.id, { title: after.title }, later)).toEqual(after)
    expect(await changesOf(made)).toHaveLength(2)
  })
})

describe('ending early', () => {
  it('ends the window now, once, and stays so when the terms are saved again', async () => {
    const window = { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-04-01T00:00' }
    const made = await savePromotion(table, sent({ code: 'EARLY', window }), now)
    const ended = await endPromotion(table, made.id, later)
    expect([ended.endedAt, promotionState(ended, 0, later)]).toEqual([later, 'ended'])
    expect(await endPromotion(table, made.id, '2024-03-06T00:00:00Z')).toEqual(ended)
    const after = await changePromotion(table, made.id, { title: 'Still over', window }, later)
    expect(promotionState(after, 0, later)).toBe('ended')
    const never = await savePromotion(
      table,
      sent({ code: 'BEFORE', window: { ...window, from: '2024-03-20T00:00' } }),
      now,
    )
    expect(promotionState(await endPromotion(table, never.id, later), 0, '2024-03-25T00:00:00Z')).toBe('ended')
  })
})

describe('a copy', () => {
  it('is paused, has another code, and says what it was made of', async () => {
    const made = await savePromotion(table, sent({ code: 'MODEL', limits: { total: 3 }, partner: 'NSITSP' }), now)
    await endPromotion(table, made.id, later)
    await expect(duplicatePromotion(table, made.id, {}, later)).rejects.toMatchObject({ code: 'pricing.code-missing' })
    await expect(duplicatePromotion(table, made.id, { code: 'model' }, later)).rejects.toMatchObject({
      code: 'pricing.code-taken',
    })
    const copy = await duplicatePromotion(table, made.id, { code: 'COPY', title: 'Again' }, later, 'per_ann')
    expect(copy).toMatchObject({
      title: 'Again',
      code: 'COPY',
      paused: true,
      version: 1,
      limits: { total: 3 },
      partner: 'NSITSP',
    })
    expect(copy).not.toHaveProperty('endedAt')
    expect(await findPromotionsByCodes(table, ['copy'])).toEqual([copy])
    expect((await changesOf(copy))[0]).toMatchObject({
      act: 'made',
      by: 'per_ann',
      fields: expect.arrayContaining([{ field: 'copiedFrom', after: made.id }]),
    })
  })
})

describe('automatic promotions', () => {
  const automatic = (terms: Record<string, unknown>) => sent({ trigger: 'automatic', ...terms })
  const march = { zone: 'UTC', from: '2024-03-01T00:00', until: '2024-04-01T00:00' }

  it('that claim the same purchases at the same time are refused, naming the other', async () => {
    const own = await freshTable()
    const scope = { kinds: ['class', 'webinar'] }
    const made = await savePromotion(own, automatic({ title: 'Spring', scope, window: march }), now)
    const save = (terms: Record<string, unknown>) =>
      savePromotion(own, automatic({ scope, window: march, ...terms }), now)
    const refused = { kind: 'conflict', code: 'pricing.overlap', details: { promotion: made.id } }
    await expect(save({ scope: { kinds: ['webinar', 'class'], tags: [] } })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('Spring'),
    })
    await expect(save({ window: { zone: 'UTC', from: '2024-03-31T23:59' } })).rejects.toMatchObject(refused)
    await expect(save({ window: undefined })).rejects.toMatchObject(refused)
    // Half-open windows touch without overlapping; another scope, audience or minimum is another offer.
    const april = await save({ window: { zone: 'UTC', from: '2024-04-01T00:00' } })
    await save({ audience: { type: 'members' } })
    await save({ minimum: { spendCents: 50_000 } })
    await save({ combinable: true })
    await save({ scope: { kinds: ['class'] } })
    await expect(changePromotion(own, april.id, { window: march }, now)).rejects.toMatchObject(refused)
    const copy = await duplicatePromotion(own, made.id, {}, now)
    await expect(changePromotion(own, copy.id, { paused: false }, now)).rejects.toMatchObject(refused)
    await endPromotion(own, made.id, '2024-03-10T00:00:00Z')
    await changePromotion(own, copy.id, { window: { ...march, from: '2024-03-10T00:00' }, paused: false }, now)
  })

  it('and codes for a plan that nobody has are refused', async () => {
    const audience = { type: 'plan', plan: 'gold' }
    await expect(savePromotion(table, sent({ code: 'GOLD', audience }), now)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'pricing.unknown-plan',
      details: { errors: [{ path: 'audience.plan', message: expect.stringContaining('gold') }] },
    })
    await savePromotion(table, sent({ code: 'GOLD', audience: { type: 'plan', plan: 'community' } }), now)
  })
})

describe('an imported list', () => {
  it('takes the addresses of a pasted table, tells what it refused, and changes nothing when sent again', async () => {
    const { id } = await savePromotion(table, sent({ code: 'LIST', audience: { type: 'imported' } }), now)
    const text = [
      'Name;Email',
      'Ann;ANN@msp.example',
      '"Bob Builder" <bob@msp.example>, carl@msp.example',
      '',
      'nobody here',
      'dan@@msp.example',
      '\tann@msp.example\t',
    ].join('\r\n')
    expect(await importInvited(table, id, text, now, 'per_ann')).toEqual({
      added: 3,
      known: 0,
      repeated: 1,
      refused: [
        { line: 5, text: 'nobody here', why: expect.stringMatching(/\.$/) },
        { line: 6, text: 'dan@@msp.example', why: expect.stringMatching(/\.$/) },
      ],
    })
    expect(await importInvited(table, id, 'bob@msp.example\neve@msp.example', now)).toMatchObject({
      added: 1,
      known: 1,
    })
    expect(await countInvited(table, id)).toBe(4)
    const page = await listInvited(table, id, { limit: 3 })
    expect(page.items.map(({ email }) => email)).toEqual(['ann@msp.example', 'bob@msp.example', 'carl@msp.example'])
    const rest = await listInvited(table, id, { limit: 3, cursor: page.next })
    expect(rest.items.map(({ email }) => email)).toEqual(['eve@msp.example'])
    const invited = async (email: string) => (await loadOffers(table, ['LIST'], now, { email })).buyer.invitedTo
    expect([await invited('Bob@MSP.example'), await invited('zoe@msp.example')]).toEqual([[id], []])
    await removeInvited(table, id, 'BOB@msp.example', now)
    await forgetInvited(table, hashToken('ann@msp.example'))
    expect([await invited('bob@msp.example'), await invited('ann@msp.example')]).toEqual([[], []])
    expect((await changesOf({ id })).map(({ act }) => act)).toEqual([
      'address-removed',
      'addresses-imported',
      'addresses-imported',
      'made',
    ])
  })

  it('takes thousands at once, and refuses more than 20,000 without importing any', async () => {
    const { id } = await savePromotion(table, sent({ code: 'LONG', audience: { type: 'imported' } }), now)
    const list = (count: number) => Array.from({ length: count }, (_, at) => `p${at}@example.com`).join('\n')
    await expect(importInvited(table, id, list(20_001), now)).rejects.toMatchObject({
      code: 'pricing.too-many-addresses',
    })
    expect(await countInvited(table, id)).toBe(0)
    expect(await importInvited(table, id, list(2000), now)).toMatchObject({ added: 2000, known: 0, refused: [] })
    expect(await importInvited(table, id, list(2010), now)).toMatchObject({ added: 10, known: 2000 })
    expect(await countInvited(table, id)).toBe(2010)
  })
})
