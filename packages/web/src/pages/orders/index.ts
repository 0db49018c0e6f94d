import { Hono } from 'hono'
import { allDeclared } from '../../middleware/recorded.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { cancelOrderRoute } from './cancel-order.tsx'
import { changeSeatRoutes } from './change-seats.tsx'
import { showInvoice } from './invoice/show-invoice.ts'
import { showOrderPage } from './show-order.tsx'

// An order for whoever has its address or bought it: where it stands, its invoice, and giving it back.
export const orderPages = (services: SiteServices): Hono<SiteEnv> =>
  allDeclared(
    new Hono<SiteEnv>()
      .route('/', showOrderPage(services))
      .route('/', showInvoice(services))
      .route('/', cancelOrderRoute(services))
      .route('/', changeSeatRoutes(services)),
  )
