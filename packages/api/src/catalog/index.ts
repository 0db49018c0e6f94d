import { adminCourseRoutes, adminInstructorRoutes } from './admin-courses.ts'
import { adminEventRoutes } from './admin-events.ts'
import { adminBundleRoutes, adminProductRoutes } from './admin-products.ts'
import { calendarRoutes } from './calendar.ts'
import { eventRoutes } from './events.ts'
import { productRoutes } from './products.ts'

export const catalog = [
  eventRoutes,
  productRoutes,
  calendarRoutes,
  adminCourseRoutes,
  adminInstructorRoutes,
  adminEventRoutes,
  adminProductRoutes,
  adminBundleRoutes,
]
