import { Problem, problemStatus } from '@lectern/core/platform'
import { cancelOrder, getOrderFor } from '@lectern/core/registration'
import { Hono } from 'hono'
import { recorded } from '../../middleware/recorded.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { field, readForm } from '../form.ts'
import { loadOrder } from './load-order.ts'
import { OrderPage } from './order-page.tsx'

/** `POST /orders/:id/cancel`, for whoever may see the order. A refusal shows the order with the reason. */
export const cancelOrderRoute = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.post('/orders/:id/cancel', recorded('order.cancel', '{id}'), async (c) => {
    const { actor, now, client } = c.var
    const id = c.req.param('id')
    const form = await readForm(c)
    const token = field(form, 'token') || undefined
    await getOrderFor(services, id, { actor, token, client })
    try {
      await cancelOrder(services, id, now)
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'not-found') throw error
      const view = await loadOrder(services, id, { actor, token, client }, now)
      return c.html(
        <OrderPage c={c} services={services} view={view} token={token} refusal={error} />,
        problemStatus[error.kind],
      )
    }
    const query = new URLSearchParams({ ...(token === undefined ? {} : { token }), done: 'cancelled' })
    return c.redirect(`/orders/${encodeURIComponent(id)}?${query}`, 303)
  })
  return app
}
