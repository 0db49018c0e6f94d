import { Problem, problemStatus } from '@lectern/core/platform'
import { cancelOrder, getOrderFor } from '@lectern/core/registration'
import { again, definePages, done, recorded } from '../../forms/pages.ts'
import { loadOrder } from './load-order.ts'
import { OrderPage } from './order-page.tsx'

/** `POST /orders/:id/cancel`, for anyone who may see the order. A refusal shows the order with the reason. */
export const cancelOrderRoute = definePages({ who: 'holder' }, (app, services) => {
  app.form('/orders/:id/cancel', { audit: recorded('order.cancel', '{id}') }, async (c, form) => {
    const { actor, now, client } = c.var
    const id = c.req.param('id')
    const token = form.text('token') || undefined
    await getOrderFor(services, id, { actor, token, client })
    try {
      await cancelOrder(services, id, now)
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'not-found') throw error
      const view = await loadOrder(services, id, { actor, token, client }, now)
      return again(c.html(<OrderPage c={c} view={view} token={token} refusal={error} />, problemStatus[error.kind]))
    }
    const query = new URLSearchParams({ ...(token === undefined ? {} : { token }), done: 'cancelled' })
    return done(`/orders/${encodeURIComponent(id)}?${query}`)
  })
})
