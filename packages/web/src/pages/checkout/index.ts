import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { ownOffers } from '../cart/own-offers.ts'
import { confirmOrder } from './confirm-order.tsx'
import { showCheckoutPage } from './show-checkout.tsx'

// Who comes, under which terms, at which price: the form that places an order.
export const checkoutPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().use(ownOffers(services)).route('/', showCheckoutPage(services)).route('/', confirmOrder(services))
