import type { MailLook } from '../mail/index.ts'
import { coverOf } from './cover.ts'
import { type Event, mayView } from './event.ts'
import type { Product } from './product.ts'

/** How emails about an event look. Made once for all who get one. */
export const mailLook = (event: Event): MailLook => ({
  thing: coverOf(event),
  open: mayView(event, { admin: false }),
})

/** How emails about a title look. */
export const titleLook = (product: Product): MailLook => ({
  thing: coverOf(product),
  open: product.status !== 'draft',
})
