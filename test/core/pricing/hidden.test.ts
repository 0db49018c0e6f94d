import type { Table } from '@lectern/core/platform'
import { loadOffers, NewPromotion, quote, savePromotion } from '@lectern/core/pricing'
import { beforeAll, expect, it } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { known, lineOf } from './cart-builder.ts'

type Request = { command: string; keys: number }

let table: Table
const requests: Request[] = []
beforeAll(async () => {
  table = await freshTable()
  table.client.middlewareStack.add(
    (next, context) => (args) => {
      const { RequestItems: items = {} } = args.input as { RequestItems?: Record<string, { Keys?: unknown[] }> }
      const keys = Object.values(items).reduce((sum, { Keys: some = [] }) => sum + some.length, 0)
      requests.push({ command: String(context.commandName), keys })
      return next(args)
    },
    { step: 'initialize', name: 'requests' },
  )
  const hidden = (terms: Record<string, unknown>) =>
    savePromotion(
      table,
      NewPromotion.parse({
        title: 'Leap day',
        trigger: 'code',
        benefit: { type: 'percent', percentBasisPoints: 2900 },
        scope: { everything: true },
        window: { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
        revealsAt: '2024-02-29T00:00',
        ...terms,
      }),
      '2024-02-01T00:00:00Z',
    )
  await hidden({ code: 'LEAP29' })
  await hidden({ code: 'LIMITS', limits: { total: 10, perPerson: 1 }, budgetCents: 5000 })
  await hidden({ code: 'NEWBIE', audience: { type: 'first-purchase' } })
  await hidden({ code: 'LISTED', audience: { type: 'imported' }, minimum: { quantity: 5 } })
})

/** A second before its hour, by someone signed in: the answer, and what was read for it. */
const ask = async (codes: string[], now = '2024-02-29T07:59:59Z') => {
  requests.length = 0
  let asked = 0
  const offers = await loadOffers(table, codes, now, {
    personId: 'per_1',
    email: 'ann@msp.example',
    isFirstPurchase: async () => {
      asked += 1
      return true
    },
  })
  const made = quote({ ...offers, lines: [lineOf(39_900)], codes, buyer: { ...known, ...offers.buyer }, now })
  return { made, offers, asked, requests: [...requests] }
}

it.each(['LEAP29', 'LIMITS', 'NEWBIE', 'LISTED'])(
  'answers %s before its hour as it answers a code that never was, with the same reads',
  async (code) => {
    const [hidden, unknown] = [await ask([code]), await ask(['NOSUCH'])]
    expect(JSON.parse(JSON.stringify(hidden.made).replaceAll(code, 'NOSUCH'))).toEqual(unknown.made)
    expect(hidden.offers).toEqual(unknown.offers)
    expect([hidden.requests, hidden.asked]).toEqual([unknown.requests, unknown.asked])
    expect(hidden.requests.filter(({ keys }) => keys > 0)).toHaveLength(2)
  },
)

it('reads as much for hidden codes among others', async () => {
  const [hidden, unknown] = [await ask(['LEAP29', 'LIMITS', 'NOSUCH']), await ask(['A', 'B', 'C'])]
  expect(hidden.requests).toEqual(unknown.requests)
})

it('knows the code at its hour', async () => {
  const { made } = await ask(['LEAP29'], '2024-02-29T08:00:00Z')
  expect([made.totalCents, made.rejected]).toEqual([28_329, []])
})
