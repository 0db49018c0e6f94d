// What an order costs, and the promotions that lower it: a pure quote, and the store of promotions and of their uses.
export type { Buyer, QuoteLine } from './cart.ts'
export { listPromotionChanges } from './change-store.ts'
export { checkPromotion, definePromotion } from './check-promotion.ts'
export { codeLength, normalizeCode } from './code.ts'
export { type CodeBatch, getCodeBatch, listCodeBatches } from './code-batch-store.ts'
export { type ListedCode, listCodes } from './code-store.ts'
export { Considered, explainQuote } from './explain-quote.ts'
export { type Imported, importInvited, removeInvited } from './import-invited.ts'
export { countInvited, forgetInvited, listInvited } from './invited-store.ts'
export { eventKinds, scopeKinds } from './kinds.ts'
export { loadOffers } from './load-offers.ts'
export { getSaleStanding, getShownSale, listSaleStandings, listShownSales, type SaleStanding } from './load-sales.ts'
export { batchLimit, orderCodes, stepCodeBatch } from './make-codes.ts'
export { codeNotApplied, priceChanged } from './problems.ts'
export {
  Audience,
  Benefit,
  Limits,
  Minimum,
  NewPromotion,
  Promotion,
  PromotionChanges,
  PromotionCopy,
  PromotionWindow,
  Scope,
} from './promotion.ts'
export type { ChangedField, PromotionAct, PromotionChange } from './promotion-change.ts'
export { type PromotionState, promotionRevealsAt, promotionState, promotionWindow } from './promotion-state.ts'
export { Applied, blockingRejections, PromotionUse, Quote, QuotedLine, type QuoteInput, quote } from './quote.ts'
export { addressLimit } from './read-addresses.ts'
export { recordRedemptions, redemptionReport } from './record-redemptions.ts'
export type { RedeemedCents, RedeemedCut, Redemption, RedemptionReport, RedemptionTally } from './redemption.ts'
export { listRedemptions } from './redemption-store.ts'
export { Rejection, rejection } from './rejection.ts'
export {
  checkSale,
  mayHaveSale,
  NewSale,
  Sale,
  SaleChanges,
  SaleState,
  type ShownSale,
  saleTimes,
  showSale,
} from './sale.ts'
export { getSale, listSales } from './sale-store.ts'
export { describeSale, saleMoment } from './sale-words.ts'
export { changePromotion, duplicatePromotion, endPromotion, removePromotion, savePromotion } from './save-promotion.ts'
export { changeSale, createSale, removeSale } from './save-sale.ts'
export { findPromotionsByCodes, getPromotion, listAutomaticPromotions, listPromotions } from './store.ts'
export { restOfTheWorld, ShippingRegion, StoreTerms, shippingFor } from './store-terms.ts'
export { getStoreTerms, type KeptStoreTerms, saveStoreTerms } from './store-terms-store.ts'
export * as pricingTopics from './topics.ts'
export { pendingGiveBackUses, pendingTakeUses, promotionCounts, usesByPerson, usesTaken } from './uses-store.ts'
