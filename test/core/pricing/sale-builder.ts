import type { Promotion, Sale } from '../../../packages/core/src/pricing/index.ts'

/** The leap-day promotion of 2024: 29% off everything for a Pacific day, its code unknown before. */
export const aPromotion = (more: Partial<Promotion> = {}): Promotion => ({
  id: 'prm_leap',
  title: 'Leap day',
  trigger: 'code',
  code: 'LEAP-29',
  benefit: { type: 'percent', percentBasisPoints: 2900 },
  scope: { everything: true },
  audience: { type: 'everyone' },
  window: { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
  revealsAt: '2024-02-29T00:00',
  combinable: true,
  paused: false,
  version: 1,
  createdAt: '2024-01-15T12:00:00Z',
  ...more,
})

export const aSale = (more: Partial<Sale> = {}): Sale => ({
  slug: 'leap-day',
  title: '29% off for one day',
  summary: 'Everything in the store, and every class.',
  body: 'Fill a cart any time before, and finish on the day.',
  promotionId: 'prm_leap',
  status: 'published',
  revision: 1,
  createdAt: '2024-01-15T12:00:00Z',
  updatedAt: '2024-01-15T12:00:00Z',
  ...more,
})
