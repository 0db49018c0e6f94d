import { changeOrderRoutes } from './change-order.tsx'
import { showInvoice } from './invoice/show-invoice.ts'
import { showOrderPage } from './show-order.tsx'

// An order for anyone who has its address or bought it: where it stands, its invoice, and giving it back.
export const orderPages = [showOrderPage, showInvoice, changeOrderRoutes]
