import type { Instant } from '@lectern/core/platform'
import {
  type Cart,
  changeKeptCart,
  emptyCart,
  erasePerson,
  findKeptCart,
  mergeCarts,
  removeKeptCart,
  withBrought,
  withLine,
  withoutLines,
  withoutOrdered,
} from '@lectern/core/registration'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aPerson } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'

const now: Instant = '2024-04-08T17:00:00Z'
const person = 'per_one'
const line = (sku: string, quantity = 1) => ({ sku, quantity })
const cart = (lines: [string, number][], codes: string[] = []): Cart => ({
  lines: lines.map(([sku, quantity]) => line(sku, quantity)),
  codes,
})

const carts = fc.record({
  lines: fc.uniqueArray(
    fc.record({ sku: fc.constantFrom('a:x', 'b:x', 'c:x', 'd:x'), quantity: fc.integer({ min: 1, max: 25 }) }),
    { selector: ({ sku }) => sku },
  ),
  codes: fc.uniqueArray(fc.constantFrom('LEAP29', 'NSITSP', 'TEN')),
})

describe('merging two carts', () => {
  test('takes the greater number of each thing, and each code once however it is written', () => {
    expect(
      mergeCarts(
        cart(
          [
            ['a:x', 2],
            ['b:x', 1],
          ],
          ['LEAP29'],
        ),
        cart(
          [
            ['a:x', 1],
            ['c:x', 4],
          ],
          ['leap29 ', 'TEN'],
        ),
      ),
    ).toEqual(
      cart(
        [
          ['a:x', 2],
          ['b:x', 1],
          ['c:x', 4],
        ],
        ['LEAP29', 'TEN'],
      ),
    )
  })

  test('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(carts, carts, (kept, brought) => {
        const once = mergeCarts(kept, brought)
        expect(mergeCarts(once, brought)).toEqual(once)
        for (const { sku, quantity } of [...kept.lines, ...brought.lines]) {
          expect(once.lines.find((one) => one.sku === sku)?.quantity).toBeGreaterThanOrEqual(quantity)
        }
      }),
    )
  })

  test('never passes what one order takes, and keeps what was kept', () => {
    const many = (name: string, count: number) =>
      cart(Array.from({ length: count }, (_, index): [string, number] => [`${name}${index}:x`, 1]))
    const merged = mergeCarts(many('kept', 18), many('brought', 5))
    expect(merged.lines).toHaveLength(20)
    expect(merged.lines.filter(({ sku }) => sku.startsWith('kept'))).toHaveLength(18)
  })
})

describe('a kept cart', () => {
  test('is there for anyone who reads it next, and gone when it is removed', async () => {
    const table = await freshTable()
    expect(await findKeptCart(table, person)).toBeUndefined()
    await changeKeptCart(table, person, (kept) => withLine(kept, line('5w22:seat', 2)), now)
    expect(await findKeptCart(table, person)).toMatchObject({ lines: [line('5w22:seat', 2)], updatedAt: now })
    expect(await findKeptCart(table, 'per_other')).toBeUndefined()
    await removeKeptCart(table, person)
    await removeKeptCart(table, person)
    expect(await findKeptCart(table, person)).toBeUndefined()
  })

  test('loses nothing when several devices put things in at once', async () => {
    const table = await freshTable()
    const skus = Array.from({ length: 6 }, (_, index) => `e${index}:seat`)
    await Promise.all(skus.map((sku) => changeKeptCart(table, person, (kept) => withLine(kept, line(sku)), now)))
    const kept = await findKeptCart(table, person)
    expect(kept?.lines.map(({ sku }) => sku).sort()).toEqual(skus)
  })

  test('takes in a cart from before signing in once, so that what is taken out then stays out', async () => {
    const table = await freshTable()
    const brought = {
      ...cart(
        [
          ['5w22:seat', 1],
          ['book:paperback', 2],
        ],
        ['LEAP29'],
      ),
      id: 'cookie-one',
    }
    await changeKeptCart(table, person, (kept) => withLine(kept, line('5w22:seat', 3)), now)
    const merge = () => changeKeptCart(table, person, (kept) => withBrought(kept, brought), now)
    const [first] = await Promise.all([merge(), merge()])
    expect(first).toMatchObject(
      cart(
        [
          ['5w22:seat', 3],
          ['book:paperback', 2],
        ],
        ['LEAP29'],
      ),
    )
    await changeKeptCart(table, person, (kept) => withoutLines(kept, ['book:paperback']), now)
    await merge()
    expect((await findKeptCart(table, person))?.lines).toEqual([line('5w22:seat', 3)])
    await changeKeptCart(table, person, (kept) => withBrought(kept, { ...brought, id: 'cookie-two' }), now)
    expect((await findKeptCart(table, person))?.lines).toHaveLength(2)
  })

  test('is empty after an order, but for what another device put in meanwhile', async () => {
    const table = await freshTable()
    await changeKeptCart(
      table,
      person,
      (kept) => ({
        ...kept,
        ...cart(
          [
            ['a:x', 1],
            ['b:x', 1],
          ],
          ['TEN'],
        ),
      }),
      now,
    )
    await changeKeptCart(table, person, (kept) => withLine(kept, line('late:x')), now)
    const ordered = { key: 'form', order: 'ord_1', skus: ['a:x', 'b:x'] }
    const kept = await changeKeptCart(table, person, (one) => withoutOrdered(one, ordered), now)
    expect(kept.lines).toEqual([line('late:x')])
    expect(kept.ordered).toEqual([{ key: 'form', order: 'ord_1' }])
    const whole = await changeKeptCart(
      table,
      person,
      (one) => withoutOrdered(one, { key: 'next', order: 'ord_2', skus: ['late:x'] }),
      now,
    )
    expect(whole).toMatchObject(emptyCart)
  })

  test('goes with its person when they are erased', async () => {
    const desk = await openDesk()
    const ada = await aPerson(desk.table, 'ada@example.com')
    await changeKeptCart(desk.table, ada.id, (kept) => withLine(kept, line('5w22:seat')), now)
    await erasePerson(desk, ada, { cancel: false }, now)
    expect(await drain(desk, now)).toEqual([])
    expect(await findKeptCart(desk.table, ada.id)).toBeUndefined()
  })

  test('refuses more lines than one order takes, and stays as it was', async () => {
    const table = await freshTable()
    const lines = Array.from({ length: 20 }, (_, index) => line(`e${index}:seat`))
    await changeKeptCart(table, person, (kept) => ({ ...kept, lines }), now)
    await expect(changeKeptCart(table, person, (kept) => withLine(kept, line('more:seat')), now)).rejects.toMatchObject(
      {
        code: 'cart.full',
      },
    )
    expect((await findKeptCart(table, person))?.lines).toEqual(lines)
  })
})
