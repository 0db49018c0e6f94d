import { promotionActRoutes } from './acts.ts'
import { promotionAddressRoutes } from './addresses.ts'
import { adminSaleRoutes } from './admin-sales.ts'
import { promotionCodeRoutes } from './codes.ts'
import { promotionRoutes } from './promotions.ts'
import { redemptionRoutes } from './redemptions.ts'
import { saleRoutes } from './sales.ts'

export const promotions = [
  saleRoutes,
  promotionRoutes,
  promotionActRoutes,
  promotionCodeRoutes,
  promotionAddressRoutes,
  redemptionRoutes,
  adminSaleRoutes,
]
