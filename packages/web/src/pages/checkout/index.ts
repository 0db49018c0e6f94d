import { confirmOrder } from './confirm-order.tsx'
import { showCheckoutPage } from './show-checkout.tsx'

// Who comes, under which terms, at which price: the form that places an order.
export const checkoutPages = [showCheckoutPage, confirmOrder]
