import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { changeCartPages } from './change-cart.tsx'
import { ownOffers } from './own-offers.ts'
import { showCartPage } from './show-cart.tsx'

// What somebody means to buy or register for, before anything is promised.
export const cartPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().use(ownOffers(services)).route('/', showCartPage(services)).route('/', changeCartPages(services))
