import { notRecorded } from '@lectern/core/identity'
import { getStoreTerms, ShippingRegion, StoreTerms, saveStoreTerms } from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'

const StoreTermsBody = StoreTerms.extend({
  revision: z
    .int()
    .min(0)
    .optional()
    .describe("The revision of the terms you're changing. If you leave it out, the current one."),
}).meta({ id: 'NewStoreTerms' })

const StoreTermsView = z
  .object({
    shipping: z.array(z.object({ ...ShippingRegion.shape, countries: z.array(z.string()) })),
    salesTax: z.boolean().describe('Whether the payment provider calculates and adds sales tax.'),
    revision: z.int().describe('How often they have been changed.'),
  })
  .meta({ id: 'StoreTerms' })

/** What holds for every order of the store. */
export const storeTermsRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })
  const path = '/api/admin/store-terms'
  const terms = { description: 'The terms', schema: StoreTermsView }

  admins.get(path, 'getStoreTerms', {
    audit: notRecorded.impersonal,
    summary: 'Get the store’s terms',
    answers: { 200: terms },
    run: () => getStoreTerms(table),
  })
  admins.put(path, 'setStoreTerms', {
    audit: { action: 'store-terms.change', subject: 'store-terms' },
    summary: 'Set shipping rates and sales tax',
    description:
      'Applies to new orders. A rate is per order; countries are ISO 3166-1 codes, and `*` is the rest of the world.',
    body: StoreTermsBody,
    bodyExample: {
      shipping: [{ region: 'us', title: 'United States', countries: ['US'], priceCents: 695 }],
      salesTax: false,
    },
    answers: { 200: terms },
    run: async ({ body: { revision, ...wanted } }) => {
      const from = revision ?? (await getStoreTerms(table)).revision
      return saveStoreTerms(table, wanted, from)
    },
  })
}
