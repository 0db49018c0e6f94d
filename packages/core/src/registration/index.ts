// Registering: carts, orders, seats, registrations and the waiting list, and the use cases that commit them.

export { cancellableUntil, cancelOrder, mayCancel } from './cancel-order.ts'
export { viewerOf } from './cart.ts'
export type { Desk } from './desk.ts'
export { erasePerson, listStanding, type Standing } from './erase-person.ts'
export { eraseOldOrders, eraseOrdersOf, eraseRegistrationsOf, isErasedOrder } from './erase-records.ts'
export { getOrderFor } from './find-order-for.ts'
export { type JoinOutcome, joinWaitingList } from './join-waiting-list.ts'
export { joinable, mayJoin } from './joining.ts'
export { leaveWaitingLists } from './leave-waiting-lists.ts'
export { lapseOffers, offerSeats } from './offer-seats.ts'
export { orderUrl, payableUntil } from './open-checkout.ts'
export {
  AttendeeRequest,
  attendeeLimit,
  Codes,
  isOrderToken,
  LineRequest,
  liveLines,
  type Order,
  type OrderLine,
  OrderRequest,
  type OrderSeat,
  type OrderStatus,
  orderToken,
  orderTransitions,
  type Refund,
  type RefundReason,
  refundedCents,
  termsVersion,
} from './order.ts'
export { findOrder, listDueHolds, listOrders, listOrdersAfter, listOrdersOf } from './order-store.ts'
export { type Caller, type PlaceOutcome, placeOrder, type RegistrationRef } from './place-order.ts'
export type { RegistrationProblemCode } from './problems.ts'
export { QuoteRequest, quoteOrder } from './quote-order.ts'
export { makeRefund, RefundRequest, refundOrder } from './refund-order.ts'
export { isLiveRegistration, type Registration, type RegistrationStatus } from './registration.ts'
export { findRegistration, findRegistrations, listRegistrationsOf, listRoster } from './registration-store.ts'
export { releaseDueHolds } from './release-holds.ts'
export { eventsOf } from './release-order.ts'
export { isSoldOut, type Levels, remaining } from './seat.ts'
export { seatLevels } from './seat-store.ts'
export { settleCheckout } from './settle-checkout.ts'
export { endForCancelledEvent, endIfCancelled, startFanOut, stepFanOut } from './tell-roster.ts'
export { isOffered, type Waiting, WaitingRequest } from './waiting.ts'
export { findPlaces, listPlacesOf } from './waiting-store.ts'
