import { fieldErrors, Problem, problemStatus } from '@lectern/core/platform'
import {
  askRefund,
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

/** What the buyer does about single seats, and the request for a refund after its time. A refusal shows the order again. */
export const changeSeatRoutes = definePages({ who: 'holder' }, (app, services) => {
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

  const doneAt = ({ id, token }: Sent, what: string) => {
    const query = new URLSearchParams({ ...(token === undefined ? {} : { token }), done: what })
    return done(`/orders/${encodeURIComponent(id)}?${query}`)
  }

  const isRefusal = (error: unknown): error is Problem => error instanceof Problem && error.kind !== 'not-found'

  app.form('/orders/:id/seats/:registration/cancel', { audit: recorded('order.cancel', '{id}') }, async (c) => {
    const asked = await sent(c)
    try {
      await cancelSeats(services, asked.id, [c.req.param('registration')], c.var.now)
    } catch (error) {
      if (!isRefusal(error)) throw error
      return again(refuse(c, asked, {}, error))
    }
    return doneAt(asked, 'seat-cancelled')
  })

  app.form('/orders/:id/seats/:registration/correct', { audit: recorded('order.correct', '{id}') }, async (c) => {
    const asked = await sent(c)
    const registration = c.req.param('registration')
    const typed = { registration, name: asked.form.text('name'), email: asked.form.text('email') }
    const parsed = SeatCorrection.safeParse({ name: typed.name, email: typed.email })
    if (!parsed.success) {
      const errors = errorsOf(fieldErrors(parsed.error.issues), (path) => path)
      return again(refuse(c, asked, { seat: { ...typed, errors } }))
    }
    try {
      await correctSeat(services, { order: asked.id, registration }, parsed.data, c.var, c.var.now)
    } catch (error) {
      if (!isRefusal(error)) throw error
      const errors = errorsOf(fieldErrorsOf(error), (path) => path.split('.').at(-1))
      return again(refuse(c, asked, { seat: { ...typed, errors } }, error))
    }
    return doneAt(asked, 'seat-changed')
  })

  app.form('/orders/:id/ask-refund', { audit: recorded('order.correct', '{id}') }, async (c) => {
    const asked = await sent(c)
    const typed = asked.form.text('reason')
    const parsed = RefundReasonText.safeParse(typed)
    if (!parsed.success) {
      const error = parsed.error.issues[0]?.message ?? 'Enter a reason'
      return again(refuse(c, asked, { refund: { reason: typed, error } }))
    }
    try {
      await askRefund(services, asked.id, parsed.data, c.var.now)
    } catch (error) {
      if (!isRefusal(error)) throw error
      return again(refuse(c, asked, {}, error))
    }
    return doneAt(asked, 'refund-asked')
  })
})
