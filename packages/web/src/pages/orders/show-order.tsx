import { type Declared, declarePages, recorded } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { loadOrder } from './load-order.ts'
import { OrderPage } from './order-page.tsx'

/** `/orders/:id?token=…`: also where the payment page leads back to. */
export const showOrderPage = (services: SiteServices): Declared[] => {
  const app = declarePages({ who: 'holder' })
  app.page('/orders/:id', { audit: recorded('order.read', '{id}') }, async (c) => {
    const { actor, now, client } = c.var
    const token = c.req.query('token')
    const view = await loadOrder(services, c.req.param('id'), { actor, token, client }, now)
    return c.html(<OrderPage c={c} view={view} token={token} />)
  })
  return app.pages
}
