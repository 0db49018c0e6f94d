import { createProduct, NewProduct } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import { saveStoreTerms } from '@lectern/core/pricing'
import { placeOrder, quoteOrder, simulateQuote } from '@lectern/core/registration'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anEvent, anOrder, aPerson, aPromotion, start } from '../../support/build.ts'
import { openDesk, type TestDesk } from '../../support/desk.ts'

const formats = [
  { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 },
  { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3333 },
]
const shipTo = {
  name: 'Ann',
  line1: '1 Sample Street',
  city: 'Sacramento',
  region: 'CA',
  postalCode: '95814',
  country: 'US',
}
const skus = ['month:e-book', 'month:paperback', 'guide:e-book', '5w22:seat']
const codes = ['LEAP29', 'FIVE', 'BOOKS', 'LEAP29 ', 'nobody knows this']

const openStore = async (): Promise<TestDesk> => {
  const desk = await openDesk()
  const { table } = desk
  const shipping = [{ region: 'us', title: 'United States', countries: ['US'], priceCents: 595 }]
  await saveStoreTerms(table, { shipping, salesTax: false }, 0)
  for (const slug of ['month', 'guide']) {
    const includedInMembership = slug === 'month'
    await createProduct(table, NewProduct.parse({ slug, title: slug, formats, includedInMembership }), start)
  }
  await anEvent(table)
  await aPromotion(table, { code: 'LEAP29', combinable: true })
  await aPromotion(table, { code: 'FIVE', benefit: { type: 'amount', amountCents: 500 }, combinable: true })
  await aPromotion(table, { code: 'BOOKS', benefit: { type: 'price', priceCents: 999 }, scope: { kinds: ['book'] } })
  return desk
}

test('what the simulator says is what the cart shows and what checkout charges, to the cent, for any cart and buyer', async () => {
  const desk = await openStore()
  let buyers = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...skus), { minLength: 1 }),
      fc.uniqueArray(fc.constantFrom(...codes)),
      fc.constantFrom(undefined, 'community', 'all-access') as fc.Arbitrary<'community' | 'all-access' | undefined>,
      async (chosen, sent, plan) => {
        buyers += 1
        const actor = await aPerson(desk.table, `buyer${buyers}@example.com`, plan)
        // A code that is unknown stops an order, so it is left out of what is ordered, as its buyer would.
        const known = sent.filter((code) => code !== 'nobody knows this')
        const covered = known.filter((code) => code !== 'BOOKS' || chosen.some((sku) => !sku.startsWith('5w22')))
        const lines = chosen.map((sku) => ({ sku, quantity: 1 }))
        const asked = { lines, codes: covered, shipTo: { country: 'US' } }
        const simulated = await simulateQuote(desk.table, asked, actor, start)
        const shown = await quoteOrder(desk.table, asked, actor, start)
        const request = anOrder(actor.email, chosen, { codes: covered, shipTo })
        const placed = await placeOrder(desk, request, { actor, now: start })

        expect(shown).toEqual(simulated.quote)
        expect(placed.outcome === 'placed' && placed.order.totalCents).toBe(simulated.quote.totalCents)
        const charged = placed.outcome === 'placed' ? placed.order.lines.map((line) => line.totalCents) : []
        expect(charged).toEqual(simulated.quote.lines.map((line) => line.totalCents))
        const anonymous = await simulateQuote(desk.table, asked, visitor, start)
        expect(anonymous.quote.totalCents).toBeGreaterThanOrEqual(simulated.quote.totalCents)
      },
    ),
    { numRuns: 30, seed: 29 },
  )
})
