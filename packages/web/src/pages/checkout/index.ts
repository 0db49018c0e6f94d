import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { confirmOrder } from './confirm-order.tsx'
import { showCheckoutPage } from './show-checkout.tsx'

// Who comes, under which terms, at which price: the form that places an order.
export const checkoutPages = (services: SiteServices): Declared[] =>
  [showCheckoutPage, confirmOrder].flatMap((pages) => pages(services))
