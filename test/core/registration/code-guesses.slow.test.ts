import { type Actor, type Client, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import { type CheckoutContext, QuoteRequest, quoteOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aPromotion, order, placed, start } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'

const from = (address: string, realNow = start): Client => ({ address, realNow })
const stranger = from('203.0.113.7')

/** What a code did, as far as anyone who sent it is told: the discount, or the code of the refusal. */
const tried = async (
  desk: Pick<CheckoutContext, 'table'>,
  codes: string[],
  client = stranger,
  actor: Actor = visitor,
): Promise<number | string> => {
  const request = QuoteRequest.parse({ lines: [{ sku: '5w22:seat' }], codes })
  return quoteOrder(desk.table, request, actor, start, client).then(
    (quote) => quote.discountCents,
    (error) => error.code,
  )
}

const opened = async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  await aPromotion(desk.table, {
    ...{ title: 'For friends', code: 'Q7', benefit: { type: 'percent', percentBasisPoints: 9000 } },
  })
  return desk
}

const guesses = (count: number) => Array.from({ length: count }, (_, index) => `G${index}`)

describe('a code that was never published is guessed', () => {
  test('by hundreds, ten a request: 60 are answered, and the right one among the rest is not', async () => {
    const desk = await opened()
    const told: (number | string)[] = []
    const all = [...guesses(539), 'Q7']
    while (all.length > 0) told.push(await tried(desk, all.splice(0, 10)))
    expect(told.filter((one) => typeof one === 'number')).toHaveLength(6)
    expect(told).not.toContain(35_910)
    expect(await tried(desk, ['Q7'])).toBe('identity.too-many-attempts')
  })

  test('by hundreds at once: 60 are answered, however they come', async () => {
    const desk = await opened()
    const told = await Promise.all(guesses(120).map((code) => tried(desk, [code])))
    expect(told.filter((one) => typeof one === 'number')).toHaveLength(60)
  })

  test('asked about another’s address, that they have used a code counts as a guess; for who signed in it does not', async () => {
    const desk = await opened()
    await aPromotion(desk.table, { code: 'ONCE', limits: { perPerson: 1 } })
    const ada = await aPerson(desk.table, 'ada@example.com')
    await placed(desk, ada.email, '5w22:seat', { actor: ada, codes: ['ONCE'] })
    await anEvent(desk.table, { slug: 'other', code: undefined })
    const ask = (who: { actor?: typeof ada }) =>
      order(desk, ada.email, 'other:seat', { codes: ['ONCE'], client: stranger, ...who }).then(
        ({ outcome }) => outcome,
        (error) => error.code,
      )
    const asked = await Promise.all(Array.from({ length: 61 }, () => ask({})))
    expect(asked.filter((one) => one === 'pricing.code-not-applied')).toHaveLength(60)
    for (let time = 0; time < 61; time += 1) expect(await ask({ actor: ada })).toBe('pricing.code-not-applied')
    expect(await tried(desk, ['ONCE'])).toBe('identity.too-many-attempts')
  })

  test('a batch that passes the limit is not answered, the right code in it neither', async () => {
    const desk = await opened()
    for (const batch of [guesses(30), guesses(25)]) for (const code of batch) await tried(desk, [code])
    expect(await tried(desk, [...guesses(9), 'Q7'])).toBe('identity.too-many-attempts')
  })

  test('an order is no way around it, and what was tried there counts for quotes too', async () => {
    const desk = await opened()
    const buy = (codes: string[]) =>
      order(desk, 'ada@example.com', '5w22:seat', { codes, client: stranger }).then(
        ({ outcome }) => outcome,
        (error) => error.code,
      )
    for (let round = 0; round < 6; round += 1) expect(await buy(guesses(10))).toBe('pricing.code-not-applied')
    expect(await buy(['Q7'])).toBe('identity.too-many-attempts')
    expect(await tried(desk, ['Q7'])).toBe('identity.too-many-attempts')
    expect(await buy([])).toBe('placed')
  })

  test('others are not held back: another network, a person on the same one, and the same one an hour later', async () => {
    const desk = await opened()
    for (let round = 0; round < 7; round += 1) await tried(desk, guesses(10))
    expect(await tried(desk, ['Q7'], from('203.0.113.8'))).toBe(35_910)
    const member = await aPerson(desk.table, 'ada@example.com')
    expect(await tried(desk, ['Q7'], stranger, member)).toBe(35_910)
    expect(await tried(desk, ['Q7'], from('203.0.113.7', addSeconds(start, 3601)))).toBe(35_910)
  })

  test('a quote without codes costs what it did; with a right one, a read', async () => {
    const desk = await opened()
    const spent = meter(desk.table)
    const cost = async (codes: string[], client?: Client) => {
      spent.reset()
      await quoteOrder(desk.table, QuoteRequest.parse({ lines: [{ sku: '5w22:seat' }], codes }), visitor, start, client)
      return [spent.reads(), spent.writes()]
    }
    expect(await cost([], stranger)).toEqual(await cost([]))
    const [reads = 0, writes = 0] = await cost(['Q7'])
    expect(await cost(['Q7'], stranger)).toEqual([reads + 1, writes])
  })
})
