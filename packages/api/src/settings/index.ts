import { organizerRoutes } from './organizer.ts'
import { storeTermsRoutes } from './store-terms.ts'

export const settings = [organizerRoutes, storeTermsRoutes]
