// What an order costs, and the promotions that lower it: a pure quote, and the store of promotions and of their uses.
export type { Buyer, QuoteLine } from './cart.ts'
export { checkPromotion, definePromotion } from './check-promotion.ts'
export { codeLength, normalizeCode } from './code.ts'
export { Rejection, RejectionReason, rejection } from './eligibility.ts'
export { loadOffers, type Offers } from './load-offers.ts'
export { codeNotApplied, type PricingProblemCode, type PromotionFault, priceChanged } from './problems.ts'
export {
  Audience,
  Benefit,
  Limits,
  NewPromotion,
  Promotion,
  PromotionChanges,
  type PromotionState,
  PromotionWindow,
  promotionRevealsAt,
  promotionState,
  promotionWindow,
  Scope,
} from './promotion.ts'
export {
  Applied,
  blockingRejections,
  PromotionUse,
  Quote,
  QuotedLine,
  type QuoteInput,
  quote,
} from './quote.ts'
export { changePromotion, removePromotion, savePromotion } from './save-promotion.ts'
export { findPromotionsByCodes, getPromotion, listAutomaticPromotions, listPromotions } from './store.ts'
export { pendingGiveBackUses, pendingTakeUses, usesByPerson, usesTaken } from './uses-store.ts'
