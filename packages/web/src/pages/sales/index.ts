import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { reminderFile } from './reminder.ts'
import { listSalesPage, showSalePage } from './show-sale.tsx'

// Timed sales: their list, the page of each, and its reminder for calendars.
export const salePages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>()
    .route('/', listSalesPage(services))
    .route('/', showSalePage(services))
    .route('/', reminderFile(services))
