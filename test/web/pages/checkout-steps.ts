import type { Visitor } from '../../support/site.ts'
import { fieldValue } from './page-text.ts'

let made = 0

/** A buyer nobody has seen before, as the form's fields. */
export const someone = () => {
  made += 1
  return { 'buyer.name': `Person ${made}`, 'buyer.email': `person${made}@example.com`, terms: 'yes' }
}

/** Fills a cart, opens the checkout and gives the form's hidden fields. */
export const openForm = async (visitor: Visitor, ...skus: string[]) => {
  for (const sku of skus) await visitor.post('/cart/lines', { sku })
  const html = await (await visitor.get('/checkout')).text()
  return { html, hidden: { key: fieldValue(html, 'key') ?? '', shown: fieldValue(html, 'shown') ?? '' } }
}
