import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { reminderFile } from './reminder.ts'
import { listSalesPage, showSalePage } from './show-sale.tsx'

// Timed sales: their list, the page of each, and its reminder for calendars.
export const salePages = (services: SiteServices): Declared[] =>
  [listSalesPage, showSalePage, reminderFile].flatMap((pages) => pages(services))
