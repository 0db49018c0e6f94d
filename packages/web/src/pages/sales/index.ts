import { reminderFile } from './reminder.ts'
import { listSalesPage, showSalePage } from './show-sale.tsx'

// Timed sales: their list, the page of each, and its reminder for calendars.
export const salePages = [listSalesPage, showSalePage, reminderFile]
