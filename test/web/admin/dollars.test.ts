import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDollars, writeDollars } from '../../../packages/web/src/forms/dollars.ts'

describe('an amount in dollars', () => {
  it.each([
    ['399', 39_900],
    ['19.99', 1_999],
    ['$19.9', 1_990],
    ['$1,399.50', 139_950],
    [' 0 ', 0],
    ['free', 0],
    ['0.07', 7],
    // As floating-point products these three come out one cent short.
    ['4.35', 435],
    ['1.15', 115],
    ['1136.12', 113_612],
  ])('is read to the cent: %s', (text, cents) => {
    expect(readDollars(text)).toBe(cents)
  })

  it.each(['', 'abc', '19,9', '19.999', '-5', '1e3', '1,39.00', '1.399,50', '٣٩٩', '399 USD'])(
    'is not guessed from “%s”',
    (text) => {
      expect(readDollars(text)).toBeUndefined()
    },
  )

  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (cents) => readDollars(writeDollars(cents)) === cents),
    )
    expect(writeDollars(1_999)).toBe('19.99')
  })
})
