import {
  type Buyer,
  definePromotion,
  NewPromotion,
  type Promotion,
  type QuoteInput,
  type QuoteLine,
  quote,
} from '@lectern/core/pricing'

export const now = '2024-02-29T12:00:00Z'
export const stranger: Buyer = { known: false, memberships: [], uses: {}, invitedTo: [] }
export const known: Buyer = { known: true, email: 'Ann@MSP.example', memberships: [], uses: {}, invitedTo: [] }
export const member: Buyer = { ...known, memberships: [{ plan: 'all-access', allAccess: true }] }

export const lineOf = (unitCents: number, more: Partial<QuoteLine> = {}): QuoteLine => ({
  sku: '5w22:seat',
  quantity: 1,
  unitCents,
  title: 'Seat',
  kind: 'class',
  offering: '5w22',
  tags: [],
  authors: [],
  includedFor: 'nobody',
  ...more,
})

/** A promotion as an organizer would send it: 29% off everything with the code LEAP29, unless said otherwise. */
export const promotionOf = (terms: Record<string, unknown> = {}, id = 'prm_1'): Promotion => {
  const sent = {
    title: 'Leap day',
    trigger: 'code',
    ...(terms.trigger === 'automatic' ? {} : { code: 'LEAP29' }),
    benefit: { type: 'percent', percentBasisPoints: 2900 },
    scope: { everything: true },
    audience: { type: 'everyone' },
    combinable: false,
    ...terms,
  }
  return definePromotion(NewPromotion.parse(sent), id, '2024-01-01T00:00:00Z')
}

export const quoteOf = (input: Partial<QuoteInput>) =>
  quote({ lines: [], codes: [], promotions: [], usesTaken: {}, buyer: stranger, now, ...input })
