import { adminOrderRoutes } from './admin-orders.ts'
import { adminRegistrationRoutes } from './admin-registrations.ts'
import { adminWaitingListRoutes } from './admin-waiting-list.ts'
import { orderRoutes } from './orders.ts'
import { quoteRoutes } from './quotes.ts'
import { waitlistRoutes } from './waitlist.ts'
import { webhookRoutes } from './webhooks.ts'

export const orders = [
  quoteRoutes,
  orderRoutes,
  waitlistRoutes,
  adminOrderRoutes,
  adminRegistrationRoutes,
  adminWaitingListRoutes,
  webhookRoutes,
]
