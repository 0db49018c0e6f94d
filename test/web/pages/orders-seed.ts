import { createProduct, NewProduct } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { NewPromotion, savePromotion, saveStoreTerms } from '@lectern/core/pricing'
import { findOrder, type Order, OrderRequest, placeOrder } from '@lectern/core/registration'
import type { TestSite } from '../../support/site.ts'

export const toPortland = {
  name: 'Łukasz Žižek',
  line1: '12 Harbor Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97201',
  country: 'US',
}

/** A book in two formats, a free checklist, postage for the United States, and 29% off everything by a limited code. */
export const seedStore = async (table: Table, now: string, more: { salesTax?: boolean } = {}): Promise<void> => {
  const shipping = [{ region: 'us', title: 'United States', countries: ['US'], priceCents: 595 }]
  await saveStoreTerms(table, { shipping, salesTax: more.salesTax ?? false }, 0)
  const titles = [
    {
      slug: 'month',
      title: 'Managed Services in a Month',
      authors: ['Karl W. Palachuk'],
      formats: [
        { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 },
        { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3333 },
      ],
    },
    {
      slug: 'checklist',
      title: '68-Point Checklist',
      formats: [{ slug: 'pdf', name: 'PDF', type: 'download', priceCents: 0 }],
    },
  ]
  for (const title of titles) await createProduct(table, NewProduct.parse(title), now)
  const leap = {
    title: 'Leap day',
    trigger: 'code',
    code: 'LEAP29',
    benefit: { type: 'percent', percentBasisPoints: 2900 },
    scope: { everything: true },
    limits: { total: 100 },
    combinable: true,
  }
  await savePromotion(table, NewPromotion.parse(leap), now, undefined)
}

/** An order of titles, and seats if they are named, as a visitor places it; paid unless told otherwise. */
export const orderTitles = async (
  site: Pick<TestSite, 'services' | 'table' | 'till' | 'clock'>,
  request: Record<string, unknown>,
  { paid = true }: { paid?: boolean } = {},
): Promise<Order> => {
  const asked = { buyer: { email: 'lukasz@example.com', name: 'Łukasz Žižek' }, ...request }
  const outcome = await placeOrder(site.services, OrderRequest.parse(asked), {
    actor: { kind: 'visitor' },
    now: site.clock.now,
  })
  if (outcome.outcome !== 'placed') throw new Error('nothing was placed')
  const { checkout } = outcome.order
  if (checkout && paid) await site.till.pay(checkout.id)
  return getOrder(site, outcome.order.id)
}

export const getOrder = async ({ table }: Pick<TestSite, 'table'>, id: string): Promise<Order> => {
  const found = await findOrder(table, id)
  if (!found) throw new Error('the order is gone')
  return found
}
