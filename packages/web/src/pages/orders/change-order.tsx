import { fieldErrors, Problem, problemStatus } from '@lectern/core/platform'
import {
  askRefund,
  cancelOrder,
  cancelSeats,
  correctSeat,
  getOrderFor,
  RefundReasonText,
  SeatCorrection,
} from '@lectern/core/registration'
import { errorsOf, fieldErrorsOf } from '../../forms/errors.ts'
import { again, definePages, done, recorded } from '../../forms/pages.ts'
import { readTyped } from '../../forms/typed.ts'
import type { Request } from '../site-page.tsx'
import { loadOrder } from './load-order.ts'
import { OrderPage, type OrderTyped } from './order-page.tsx'

/**
 * What anyone who may see an order does about it: canceling it or single seats, correcting a seat, and the request for a refund
 * after its time. A refusal shows the order again.
 */
export const changeOrderRoutes = definePages({ who: 'holder' }, (app, services) => {
  /** The form, once anyone who sent it may see the order. */
  const sent = async (c: Request) => {
    const id = c.req.param('id') ?? ''
    const form = await readTyped(c)
    const token = form.text('token') || undefined
    await getOrderFor(services, id, { actor: c.var.actor, token, client: c.var.client })
    return { id, form, token }
  }
  type Sent = Awaited<ReturnType<typeof sent>>

  const refuse = async (c: Request, { id, token }: Sent, typed: OrderTyped, refusal?: Problem) => {
    const view = await loadOrder(services, id, { actor: c.var.actor, token, client: c.var.client }, c.var.now)
    return c.html(
      <OrderPage c={c} view={view} token={token} refusal={refusal} typed={typed} />,
      refusal ? problemStatus[refusal.kind] : 400,
    )
  }

  /** Does it, or shows the order with the reason why not. @param typed  what was typed, as the page shows it again */
  const act = async (
    c: Request,
    asked: Sent,
    what: string,
    doing: () => Promise<unknown>,
    typed: (refusal: Problem) => OrderTyped = () => ({}),
  ) => {
    try {
      await doing()
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'not-found') throw error
      return again(refuse(c, asked, typed(error), error))
    }
    const query = new URLSearchParams({ ...(asked.token === undefined ? {} : { token: asked.token }), done: what })
    return done(`/orders/${encodeURIComponent(asked.id)}?${query}`)
  }

  app.form('/orders/:id/cancel', { audit: recorded('order.cancel', '{id}') }, async (c) => {
    const asked = await sent(c)
    return act(c, asked, 'cancelled', () => cancelOrder(services, asked.id, c.var.now))
  })

  app.form('/orders/:id/seats/:registration/cancel', { audit: recorded('order.cancel', '{id}') }, async (c) => {
    const asked = await sent(c)
    const seats = [c.req.param('registration')]
    return act(c, asked, 'seat-cancelled', () => cancelSeats(services, asked.id, seats, c.var.now))
  })

  app.form('/orders/:id/seats/:registration/correct', { audit: recorded('order.correct', '{id}') }, async (c) => {
    const asked = await sent(c)
    const registration = c.req.param('registration')
    const typed = { registration, name: asked.form.text('name'), email: asked.form.text('email') }
    const parsed = SeatCorrection.safeParse({ name: typed.name, email: typed.email })
    if (!parsed.success) {
      return again(refuse(c, asked, { seat: { ...typed, errors: errorsOf(fieldErrors(parsed.error.issues)) } }))
    }
    return act(
      c,
      asked,
      'seat-changed',
      () => correctSeat(services, { order: asked.id, registration }, parsed.data, c.var, c.var.now),
      (refusal) => ({ seat: { ...typed, errors: errorsOf(fieldErrorsOf(refusal), (path) => path.split('.').at(-1)) } }),
    )
  })

  app.form('/orders/:id/ask-refund', { audit: recorded('order.correct', '{id}') }, async (c) => {
    const asked = await sent(c)
    const typed = asked.form.text('reason')
    const parsed = RefundReasonText.safeParse(typed)
    if (!parsed.success) {
      const error = parsed.error.issues[0]?.message ?? 'Enter a reason'
      return again(refuse(c, asked, { refund: { reason: typed, error } }))
    }
    return act(c, asked, 'refund-asked', () => askRefund(services, asked.id, parsed.data, c.var.now))
  })
})
