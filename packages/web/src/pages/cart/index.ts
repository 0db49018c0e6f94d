import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { changeCartPages } from './change-cart.tsx'
import { showCartPage } from './show-cart.tsx'

// What someone means to buy or register for, before anything is promised.
export const cartPages = (services: SiteServices): Declared[] =>
  [showCartPage, changeCartPages].flatMap((pages) => pages(services))
