import type { Instant, Table } from '@lectern/core/platform'
import { createSale, NewPromotion, NewSale, type Promotion, type Sale, savePromotion } from '@lectern/core/pricing'

/** 29% off everything on the leap day of 2024, Pacific time, by a code that is unknown before. */
export const leapDay = {
  title: 'Quadrennial terms',
  trigger: 'code',
  code: 'HOP-29',
  benefit: { type: 'percent', percentBasisPoints: 2900 },
  scope: { everything: true },
  window: { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
  revealsAt: '2024-02-29T00:00',
  limits: { total: 100, perPerson: 2 },
  combinable: true,
}

export const leapSale = {
  slug: 'leap-day',
  title: '29% off for one day',
  summary: 'Everything in the store and every class, on the day that comes every four years.',
  body: 'Browse as long as you like.\n\nBundles are cheaper already, and get it on top.',
  status: 'published',
}

/** Makes a promotion and the page of its sale, published unless told otherwise. */
export const makeSale = async (
  table: Table,
  now: Instant,
  terms: Record<string, unknown> = {},
  page: Record<string, unknown> = {},
): Promise<{ promotion: Promotion; sale: Sale }> => {
  const promotion = await savePromotion(table, NewPromotion.parse({ ...leapDay, ...terms }), now)
  const sale = await createSale(table, NewSale.parse({ ...leapSale, ...page, promotionId: promotion.id }), now)
  return { promotion, sale }
}
