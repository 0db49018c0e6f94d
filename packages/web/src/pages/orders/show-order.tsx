import { definePages, recorded } from '../../forms/pages.ts'
import { loadOrder } from './load-order.ts'
import { OrderPage } from './order-page.tsx'

/** `/orders/:id?token=…`: also where the payment page leads back to. */
export const showOrderPage = definePages({ who: 'holder' }, (app, services) => {
  app.page('/orders/:id', { audit: recorded('order.read', '{id}') }, async (c) => {
    const { actor, now, client } = c.var
    const token = c.req.query('token')
    const view = await loadOrder(services, c.req.param('id'), { actor, token, client }, now)
    return c.html(<OrderPage c={c} view={view} token={token} />)
  })
})
