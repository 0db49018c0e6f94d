// Registering: carts, orders, seats, registrations and the waiting list, and the use cases that commit them.

export { Address, addressGaps, addressNeeds, Billing } from './address.ts'
export type { RegistrationRef } from './answer-registered.ts'
export { answerRefund, askRefund, isRefundAsked, mayAskRefund, RefundReasonText } from './ask-refund.ts'
export { cancelOrder, mayCancel } from './cancel-order.ts'
export {
  findLines,
  type MembershipLine,
  needsAddress,
  planCents,
  type TicketLine,
  type TitleLine,
  viewerOf,
} from './cart.ts'
export { changeEvent, deleteEvent, unpublishEvent } from './change-event.ts'
export type { CheckoutContext } from './checkout-context.ts'
export { answersUntil, changeAnswers, correctName } from './correct-registration.ts'
export { correctSeat, SeatCorrection } from './correct-seat.ts'
export { countOutside, type Outside } from './count-outside.ts'
export { countRegistered, type Registered } from './count-registered.ts'
export { stepCountSeats } from './count-seats.ts'
export { endLines } from './end-lines.ts'
export { cancelSeats, closeWhenEmpty, giveUpSeat } from './end-seats.ts'
export { erasePerson, listStanding, type Standing } from './erase-person.ts'
export { eraseKnownOrders, eraseOldOrders, eraseOrdersOf, eraseRegistrationsOf } from './erase-records.ts'
export { getOrderFor } from './find-order-for.ts'
export { hearOfPayment } from './hear-of-payment.ts'
export { hearOfSubscription } from './hear-of-subscription.ts'
export { hasInvoice, issueInvoice } from './issue-invoice.ts'
export { anySession, joinLink, openRoom, type Room } from './join-link.ts'
export { joinWaitingList } from './join-waiting-list.ts'
export { findJoining, joinable, opensAt } from './joining.ts'
export {
  Cart,
  cartFull,
  cartLimits,
  emptyCart,
  isEmptyCart,
  type KeptCart,
  mergeCarts,
  withBrought,
  withLine,
  withoutLines,
  withoutOrdered,
} from './kept-cart.ts'
export { changeKeptCart, findKeptCart, removeKeptCart } from './kept-cart-store.ts'
export { leaveWaitingLists } from './leave-waiting-lists.ts'
export {
  cancellableUntil,
  copiesOf,
  downloadsOf,
  formatUndiscounted,
  grantsOfLine,
  invoicePart,
  isMembership,
  isTicket,
  isTitle,
  type Promised,
  pathOf,
} from './line-kind.ts'
export { askNextRun, dropNextRun, hasAskedNextRun, mayAskNextRun, runOf } from './next-run.ts'
export { forgetWishesOf, listWishesFor, listWishesOf, type NextRunWish, removeWish } from './next-run-store.ts'
export { findOffer, findUnpaidOrderOf, offerUrl } from './offer-link.ts'
export { lapseOffers, offerSeats, serveQueues } from './offer-seats.ts'
export { orderUrl, payableUntil } from './open-checkout.ts'
export {
  attendeeLimit,
  callBuyer,
  invoiceDueAt,
  isToShip,
  liveLines,
  type Order,
  type OrderDispute,
  OrderRequest,
  type OrderSeat,
  type OrderStatus,
  orderToken,
  orderTransitions,
  type Refund,
  type RefundReason,
  refundedCents,
} from './order.ts'
export { type OrderLine, planSku } from './order-line.ts'
export { findOrderByNumber, orderNumber, readOrderNumber } from './order-number.ts'
export { centsOfSeats, openCents, openQuantity, openSeats } from './order-seats.ts'
export { findOrder, listDueHolds, listOrders, listOrdersAfter, listOrdersOf, listOrdersToShip } from './order-store.ts'
export { findNamed, takeOwnName } from './own-names.ts'
export { findParkedForm, removeParkedForm, saveParkedForm } from './parked-form-store.ts'
export { type PlaceOutcome, placeOrder } from './place-order.ts'
export { QuoteRequest, quoteEach, quoteOrder } from './quote-order.ts'
export { noteRecent } from './recent-store.ts'
export { recordDispute } from './record-dispute.ts'
export { membershipRefundCents, refundMembership, refundOf } from './refund-membership.ts'
export { makeRefund, RefundRequest, refundOrder } from './refund-order.ts'
export { callName, isLiveRegistration, nameForBuyer, type Registration } from './registration.ts'
export { findLinkedRegistration, registrationUrl } from './registration-link.ts'
export {
  findRegistration,
  findRegistrations,
  listRegistrationsOf,
  listRoster,
  pendingRegistration,
  readRosterShard,
  rosterPosition,
  rosterShards,
} from './registration-store.ts'
export { releaseDueHolds } from './release-holds.ts'
export { eventsOf } from './release-order.ts'
export { reviewAccess } from './review-access.ts'
export { findSaleOffer, type SaleOffer } from './sale-offer.ts'
export { isSoldOut, type Levels, levelKey, remaining } from './seat.ts'
export { seatLevels } from './seat-store.ts'
export { type SeatTerms, seatTerms } from './seat-terms.ts'
export { settleCheckout } from './settle-checkout.ts'
export { markShipped, ShipmentRequest } from './ship-order.ts'
export { loadQuoteLines, type Simulation, simulateQuote } from './simulate-quote.ts'
export { strangerLimits } from './strangers.ts'
export { endForCancelledEvent, endIfCancelled, startFanOut, stepFanOut } from './tell-roster.ts'
export * as registrationTopics from './topics.ts'
export { isOffered, type Waiting, WaitingRequest } from './waiting.ts'
export { listWaitingList, removeFromWaitingList, type WaitingEntry } from './waiting-list.ts'
export { findPlaces, listPlacesOf } from './waiting-store.ts'
export { type RosterStep, walkRoster } from './walk-roster.ts'
export { whomOf } from './whom-of.ts'
