import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { changeCart } from './change-cart.tsx'
import { showCartPage } from './show-cart.tsx'

// What a visitor means to register for, before anything is promised.
export const cartPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().route('/', showCartPage(services)).route('/', changeCart(services))
