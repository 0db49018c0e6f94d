import { commit } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import {
  changePromotion,
  changeSale,
  createSale,
  describeSale,
  getSale,
  getShownSale,
  listShownSales,
  NewPromotion,
  NewSale,
  removePromotion,
  removeSale,
  saleMoment,
  saleTimes,
  savePromotion,
  showSale,
} from '../../../packages/core/src/pricing/index.ts'
import { withoutCode } from '../../../packages/core/src/pricing/sale.ts'
import { pendingChangedSale } from '../../../packages/core/src/pricing/sale-store.ts'
import { freshTable } from '../../support/table.ts'
import { aPromotion, aSale } from './sale-builder.ts'

const shownAt = (now: string, more: Parameters<typeof aPromotion>[0] = {}, sale: Parameters<typeof aSale>[0] = {}) =>
  showSale(aSale(sale), aPromotion(more), 0, now)

describe('the edges of a sale', () => {
  test.each([
    ['2024-02-01T00:00:00Z', 'announced', undefined, '2024-02-29T08:00:00Z'],
    ['2024-02-29T07:59:59Z', 'announced', undefined, '2024-02-29T08:00:00Z'],
    ['2024-02-29T08:00:00Z', 'running', 'LEAP-29', '2024-03-01T08:00:00Z'],
    ['2024-03-01T07:59:59Z', 'running', 'LEAP-29', '2024-03-01T08:00:00Z'],
    ['2024-03-01T08:00:00Z', 'over', undefined, undefined],
  ])('leap day in Pacific time: at %s it is %s', (now, state, code, nextChangeAt) => {
    const shown = shownAt(now)
    expect([shown?.state, shown?.code, shown?.nextChangeAt]).toEqual([state, code, nextChangeAt])
  })

  test.each([
    ['2024-03-31', '2024-04-01', '2024-03-31T00:00:00Z', '2024-03-31T23:00:00Z', '23 hours'],
    ['2024-10-27', '2024-10-28', '2024-10-26T23:00:00Z', '2024-10-28T00:00:00Z', '25 hours'],
  ])(
    'a day in London on which clocks change is %s from midnight to midnight',
    (day, next, startsAt, endsAt, length) => {
      const window = { zone: 'Europe/London', from: `${day}T00:00`, until: `${next}T00:00` }
      const times = saleTimes({ window, revealsAt: window.from })
      expect(times).toMatchObject({ startsAt, endsAt, allDay: true })
      if (times) expect(describeSale(times)).toMatchObject({ length })
      const at = (now: string) => shownAt(now, { window, revealsAt: window.from })?.state
      const secondBefore = (instant: string) => `${new Date(Date.parse(instant) - 1000).toISOString().slice(0, 19)}Z`
      expect([at(secondBefore(startsAt)), at(startsAt), at(secondBefore(endsAt)), at(endsAt)]).toEqual([
        'announced',
        'running',
        'running',
        'over',
      ])
    },
  )

  test('a code revealed before the window is shown and does not make it begin; one revealed later puts the beginning off', () => {
    const early = (now: string) => shownAt(now, { revealsAt: '2024-02-28T12:00' })
    expect(early('2024-02-28T19:59:59Z')).toMatchObject({ state: 'announced', nextChangeAt: '2024-02-28T20:00:00Z' })
    expect(early('2024-02-28T20:00:00Z')).toMatchObject({ state: 'announced', code: 'LEAP-29' })
    const late = (now: string) => shownAt(now, { revealsAt: '2024-02-29T09:00' })
    expect(late('2024-02-29T16:59:59Z')).toMatchObject({
      state: 'announced',
      startsAt: '2024-02-29T17:00:00Z',
      allDay: false,
    })
    expect(late('2024-02-29T16:59:59Z')?.code).toBeUndefined()
    expect(late('2024-02-29T17:00:00Z')).toMatchObject({ state: 'running', code: 'LEAP-29' })
  })

  test('a paused or used-up promotion is told as such, without its code', () => {
    expect(shownAt('2024-02-29T12:00:00Z', { paused: true })).toMatchObject({ state: 'paused' })
    expect(shownAt('2024-02-29T12:00:00Z', { paused: true })?.code).toBeUndefined()
    expect(showSale(aSale(), aPromotion({ limits: { total: 3 } }), 3, '2024-02-29T12:00:00Z')?.state).toBe('used-up')
    const spent = showSale(aSale(), aPromotion({ budgetCents: 500 }), 0, '2024-02-29T12:00:00Z', 500)
    expect(spent?.state).toBe('used-up')
  })

  test('a promotion ended early ends its sale then', () => {
    const endedAt = '2024-02-29T12:00:00Z'
    expect(shownAt('2024-02-29T11:59:59Z', { endedAt })).toMatchObject({ state: 'running', nextChangeAt: endedAt })
    expect(shownAt(endedAt, { endedAt })).toMatchObject({ state: 'over', endsAt: endedAt })
    expect(shownAt('2024-02-20T00:00:00Z', { endedAt: '2024-02-19T00:00:00Z' })?.state).toBe('over')
  })

  test('drafts, and sales whose promotion lost its window, are shown to nobody', () => {
    expect(shownAt('2024-02-29T12:00:00Z', {}, { status: 'draft' })).toBeUndefined()
    expect(shownAt('2024-02-29T12:00:00Z', { window: undefined, revealsAt: undefined })).toBeUndefined()
  })
})

describe('words', () => {
  const times = saleTimes(aPromotion())
  if (!times) throw new Error('no times')

  test('tell the day and its zone, and what that is elsewhere', () => {
    expect(describeSale(times, '2024-02-01T00:00:00Z')).toEqual({
      when: 'All day Thursday, February 29, Pacific time',
      elsewhere: [
        'In New York it starts at 3:00 AM and ends at 3:00 AM on Friday, March 1.',
        'In London it starts at 8:00 AM and ends at 8:00 AM on Friday, March 1.',
      ],
      length: '24 hours',
    })
    expect(describeSale(times).when).toBe('All day Thursday, February 29, 2024, Pacific time')
    expect(saleMoment(times.endsAt, times.zone, '2024-02-01T00:00:00Z')).toBe('Friday, March 1, 12:00 AM Pacific time')
  })

  test('tell several days, hours of one day, and hours over midnight', () => {
    const words = (zone: string, from: string, until: string) => {
      const found = saleTimes({ window: { zone, from, until } })
      return found && describeSale(found, '2024-01-05T00:00:00Z').when
    }
    expect(words('Europe/London', '2024-10-25T00:00', '2024-10-28T00:00')).toBe(
      'All day from Friday, October 25 to Sunday, October 27, London time',
    )
    expect(words('America/New_York', '2024-02-29T09:00', '2024-02-29T17:00')).toBe(
      'Thursday, February 29, 9:00 AM to 5:00 PM Eastern time',
    )
    expect(words('UTC', '2024-12-31T20:00', '2025-01-01T02:00')).toBe(
      'From Tuesday, December 31, 2024, 8:00 PM to Wednesday, January 1, 2025, 2:00 AM UTC',
    )
  })

  test('a sale that starts on another day elsewhere says on which', () => {
    const found = saleTimes({ window: { zone: 'Europe/London', from: '2024-05-10T00:00', until: '2024-05-11T00:00' } })
    expect(found && describeSale(found).elsewhere[0]).toBe(
      'In New York it starts at 7:00 PM on Thursday, May 9 and ends at 7:00 PM on Friday, May 10.',
    )
  })
})

describe('a code in a text', () => {
  test.each(['Use LEAP-29 now', 'use leap\u201329', 'ＬＥＡＰ-29!', '(Leap-29)'])(
    'is found and taken out: %s',
    (text) => {
      expect(withoutCode(text, 'LEAP-29')).not.toMatch(/29/)
    },
  )
  test.each(['Leap 29', 'LEAP-290', 'xLEAP-29', '29% off'])('is not seen where it is not: %s', (text) => {
    expect(withoutCode(text, 'LEAP-29')).toBe(text)
  })
  test('given to the promotion after the sale was written is not told before its hour', () => {
    const body = 'Think of SPRING!'
    expect(shownAt('2024-02-29T07:59:59Z', { code: 'spring' }, { body })?.body).toBe('Think of …!')
    expect(shownAt('2024-02-29T08:00:00Z', { code: 'spring' }, { body })?.body).toBe(body)
  })
})

describe('saving', () => {
  const now = '2024-02-01T00:00:00Z'
  const terms = (more: Record<string, unknown> = {}) =>
    NewPromotion.parse({
      ...{ title: 'Leap day', trigger: 'code', code: 'LEAP-29', scope: { everything: true }, combinable: true },
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      window: { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
      revealsAt: '2024-02-29T00:00',
      ...more,
    })
  const sale = (promotionId: string, more: Record<string, unknown> = {}) =>
    NewSale.parse({ title: 'Leap-day sale', promotionId, ...more })

  test('a sale is made a draft, published, listed and taken away; its promotion stays', async () => {
    const table = await freshTable()
    const { id } = await savePromotion(table, terms(), now)
    const made = await createSale(table, sale(id), now)
    expect(made).toMatchObject({ slug: 'leap-day-sale', status: 'draft', revision: 1, createdAt: now })
    expect(await listShownSales(table, now)).toEqual([])
    await expect(getShownSale(table, made.slug, now)).rejects.toMatchObject({ kind: 'not-found' })
    const published = await changeSale(table, made.slug, { status: 'published' }, '2024-02-02T00:00:00Z', 1)
    expect(published).toMatchObject({ revision: 2, updatedAt: '2024-02-02T00:00:00Z', createdAt: now })
    await expect(changeSale(table, made.slug, { title: 'Late' }, now, 1)).rejects.toMatchObject({
      code: 'pricing.sale-changed',
    })
    expect(await listShownSales(table, now)).toMatchObject([{ slug: 'leap-day-sale', state: 'announced' }])
    await expect(createSale(table, sale(id), now)).rejects.toMatchObject({ code: 'pricing.sale-address-taken' })
    await removePromotion(table, id, now)
    expect(await listShownSales(table, now)).toEqual([])
    await removeSale(table, made.slug)
    await expect(getSale(table, made.slug)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('sales whose titles are in another script get numbered addresses', async () => {
    const table = await freshTable()
    const { id } = await savePromotion(table, terms(), now)
    const titles = ['Распродажа', 'Скидки', '大売出し']
    const slugs: string[] = []
    for (const title of titles) slugs.push((await createSale(table, sale(id, { title }), now)).slug)
    expect(slugs).toEqual(['sale', 'sale-2', 'sale-3'])
  })

  test('a change of a sale that was stored under looser rules is refused with the field', async () => {
    const table = await freshTable()
    const { id } = await savePromotion(table, terms(), now)
    const made = await createSale(table, sale(id), now)
    const stored = { ...made, summary: 'x'.repeat(500), revision: 2 }
    await commit(table, [pendingChangedSale(table, stored, 1)])
    await expect(changeSale(table, made.slug, { status: 'published' }, now)).rejects.toMatchObject({
      ...{ kind: 'invalid', code: 'input.invalid' },
      details: { errors: [{ path: 'summary', message: 'Use 400 characters or fewer' }] },
    })
    expect(await changeSale(table, made.slug, { summary: 'Shorter' }, now)).toMatchObject({ revision: 3 })
  })

  test('what contradicts itself is refused with a sentence, and nothing is written', async () => {
    const table = await freshTable()
    const { id } = await savePromotion(table, terms(), now)
    const open = await savePromotion(
      table,
      terms({ code: 'OPEN', revealsAt: undefined, window: { zone: 'UTC', from: '2024-02-29T00:00' } }),
      now,
    )
    const refused = async (input: NewSale) => {
      const error = await createSale(table, input, now).catch((problem: unknown) => problem)
      return error as { kind: string; code: string; message: string; details: { errors: { path: string }[] } }
    }
    expect(await refused(sale(open.id))).toMatchObject({
      kind: 'invalid',
      code: 'pricing.sale-without-window',
      details: { errors: [{ path: 'promotionId' }] },
    })
    expect((await refused(sale('prm_none'))).code).toBe('pricing.no-such-promotion')
    for (const [path, text] of [
      ['title', 'Use leap–29 on the day'],
      ['summary', 'The code will be LEAP-29.'],
      ['body', 'Psst:\n\nleap-29'],
      ['slug', 'leap-29'],
    ]) {
      expect(await refused(sale(id, { slug: 'plain', [String(path)]: text }))).toMatchObject({
        code: 'pricing.sale-tells-code',
        details: { errors: [{ path }] },
      })
    }
    expect(await listShownSales(table, '2024-02-29T12:00:00Z')).toEqual([])
    const automatic = await savePromotion(
      table,
      terms({ trigger: 'automatic', code: undefined, revealsAt: undefined }),
      now,
    )
    expect(await createSale(table, sale(automatic.id), now)).toMatchObject({ promotionId: automatic.id })
  })

  test('a promotion that loses its end takes the page of its sale with it until it has one again', async () => {
    const table = await freshTable()
    const { id } = await savePromotion(table, terms({ revealsAt: undefined }), now)
    await createSale(table, sale(id, { status: 'published' }), now)
    await changePromotion(table, id, { window: null }, now)
    expect(await listShownSales(table, now)).toEqual([])
    const both = { zone: 'UTC', from: '2024-02-29T00:00', until: '2024-03-01T00:00' }
    await changePromotion(table, id, { window: both }, now)
    expect(await listShownSales(table, now)).toMatchObject([{ startsAt: '2024-02-29T00:00:00Z', sequence: 4 }])
  })
})
