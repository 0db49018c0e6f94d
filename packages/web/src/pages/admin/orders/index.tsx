// Orders as organizers see them, sending their copies and sending money back.
import { notFound } from '@lectern/core/platform'
import {
  answerRefund,
  findOrder,
  findRegistrations,
  isToShip,
  markShipped,
  type Order,
  refundOrder,
  ShipmentRequest,
} from '@lectern/core/registration'
import { readAs } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, nothing, type Refused, recorded } from '../../../forms/pages.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { orderList } from './list-orders.tsx'
import { OrderPage, orderHead } from './order-page.tsx'
import { parcelValues } from './parcel.tsx'
import { planRefund } from './refund-amount.ts'
import { RefundPage, refundHead } from './refund-page.tsx'

const flashes = {
  refunded: 'Refund sent to Stripe. We’re emailing the people affected.',
  ended: 'Done. We’re emailing the people affected. There was nothing to refund.',
  shipped: 'Marked as sent. We’re emailing the buyer.',
  corrected: 'Saved. We didn’t email anyone.',
  answered: 'Refund request marked as answered.',
  before: 'Already refunded. We didn’t refund it twice.',
} as const

export const orderAdminPages = (services: SiteServices): Declared[] => {
  const { table } = services
  const orderOf = async (c: AdminContext): Promise<Order> => {
    const order = await findOrder(table, partOf(c, 'id'))
    if (!order) throw notFound('order')
    return order
  }

  const showOrder = async (c: AdminContext, refused?: Refused) => {
    const order = await orderOf(c)
    const registrations = await findRegistrations(
      table,
      order.seats.map(({ personId, event }) => ({ personId, event })),
    )
    const own = registrations.filter(({ id }) => order.seats.some((seat) => seat.registration === id))
    const view = { ...orderHead(order), nav: 'orders', flash: flashOf(c, flashes), typed: parcelValues(order) } as const
    return showAdmin(c, table, { ...view, ...refused }, <OrderPage order={order} registrations={own} now={c.var.now} />)
  }

  const app = declarePages({ who: 'admin', at: '/admin/orders' })

  app.page('/', { audit: recorded('order.list', 'orders') }, listPage(table, orderList(table)))

  app.page('/:id', { audit: recorded('order.read', '{id}') }, (c) => showOrder(c))

  app.form('/:id/shipment', { audit: recorded('order.ship', '{id}'), again: showOrder }, async (c, typed) => {
    const order = await orderOf(c)
    const [carrier, tracking] = [typed.text('carrier'), typed.text('tracking')]
    const shipment = readAs(ShipmentRequest, { ...(carrier && { carrier }), ...(tracking && { tracking }) })
    await markShipped(services, order.id, shipment, c.var.now)
    return done(`/admin/orders/${order.id}?done=${isToShip(order) ? 'shipped' : 'corrected'}`)
  })

  app.form('/:id/answer', { audit: recorded('order.correct', '{id}') }, async (c) => {
    const order = await answerRefund(services, c.req.param('id'), c.var.now)
    return done(`/admin/orders/${order.id}?done=answered`)
  })

  const showRefund = (c: AdminContext, order: Order, lines: readonly string[], changed: boolean) => {
    const plan = planRefund(order, lines)
    if (plan.lines.length === 0) return c.redirect(`/admin/orders/${order.id}`, 303)
    const view = { ...refundHead(order, plan), nav: 'orders', status: changed ? 409 : 200 } as const
    return showAdmin(c, table, view, <RefundPage order={order} plan={plan} changed={changed} />)
  }

  app.page('/:id/refund', { audit: recorded('order.read', '{id}') }, async (c) =>
    showRefund(c, await orderOf(c), c.req.queries('line') ?? [], false),
  )

  app.form('/:id/refund', { audit: recorded('order.refund', '{id}') }, async (c, typed) => {
    const order = await orderOf(c)
    const lines = typed.all('line')
    // No line named would mean the whole order: it must have been seen, line by line, before it goes.
    const plan = planRefund(order, lines)
    if (lines.length === 0 || plan.lines.length === 0) return nothing(`/admin/orders/${order.id}?done=before`)
    // What was confirmed is the amount of the order as it was then.
    if (Number(typed.text('revision')) !== order.revision) return again(showRefund(c, order, lines, true))
    await refundOrder(services, order.id, { lines }, c.var.now)
    return done(`/admin/orders/${order.id}?done=${plan.amountCents > 0 ? 'refunded' : 'ended'}`)
  })
  return app.pages
}
