import { changeCartPages } from './change-cart.tsx'
import { showCartPage } from './show-cart.tsx'

// What someone means to buy or register for, before anything is promised.
export const cartPages = [showCartPage, changeCartPages]
