import { findEvent, mayView, readSku, ticketOf } from '@lectern/core/catalog'
import { notFound } from '@lectern/core/platform'
import { blockingRejections, codeLength, normalizeCode } from '@lectern/core/pricing'
import { attendeeLimit, viewerOf } from '@lectern/core/registration'
import { Hono } from 'hono'
import * as z from 'zod'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { field, readForm } from '../form.ts'
import { readCart, withLine, withoutLine, writeCart } from './cart-cookie.ts'
import { loadCart, rejectionOf } from './load-cart.ts'
import { renderCart } from './show-cart.tsx'

const Quantity = z.coerce.number().int().min(1).max(attendeeLimit)

/** The writes of the cart. Each ends on a page of its own address, so that reloading repeats nothing. */
export const changeCart = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  app.post('/cart/lines', async (c) => {
    const form = await readForm(c)
    const text = field(form, 'sku')
    const sku = readSku(text)
    const event = sku && (await findEvent(services.table, sku.event))
    if (!event || !mayView(event, viewerOf(c.var.actor)) || !ticketOf(event, sku.ticket)) throw notFound('ticket')
    const cart = readCart(c, services)
    const known = cart.lines.find((line) => line.sku === text)
    // Without a number it is one seat, and pressing the button again must not make it two.
    const asked = form.has('quantity') ? Quantity.safeParse(field(form, 'quantity')) : undefined
    const quantity = asked ? (asked.success ? asked.data : (known?.quantity ?? 1)) : (known?.quantity ?? 1)
    writeCart(c, services, withLine(cart, { sku: text, quantity }))
    const next = field(form, 'next') === 'checkout' && cart.lines.every((line) => line.sku === text)
    return c.redirect(next ? '/checkout' : `/cart?done=${known ? 'changed' : 'added'}`, 303)
  })

  app.post('/cart/lines/remove', async (c) => {
    const form = await readForm(c)
    writeCart(c, services, withoutLine(readCart(c, services), field(form, 'sku')))
    return c.redirect('/cart?done=removed', 303)
  })

  app.post('/cart/codes', async (c) => {
    const form = await readForm(c)
    const { actor, now } = c.var
    const cart = readCart(c, services)
    const code = field(form, 'code').trim().slice(0, 200)
    const known = cart.codes.some((one) => normalizeCode(one) === normalizeCode(code))
    if (known) return c.redirect('/cart?done=code-added', 303)
    const wrong = async (message: string) =>
      c.html(renderCart(c, services, await loadCart(services, cart, actor, now), { code, message }), 400)
    if (code === '') return wrong('Write the code that you were given.')
    if (cart.codes.length >= 10) return wrong('An order takes ten codes at most.')
    const tried = await loadCart(services, { ...cart, codes: [...cart.codes, code] }, actor, now)
    if (!tried.quote) return c.redirect('/cart', 303)
    // A code that only asks who one is stays in the cart: signing in is the next step.
    const rejection = rejectionOf(tried.quote, code.slice(0, codeLength))
    const refused =
      rejection && rejection.reason !== 'sign-in-needed' && blockingRejections({ rejected: [rejection] }).length > 0
    if (refused || code.length > codeLength) return wrong(rejection?.message ?? 'We do not know this code.')
    writeCart(c, services, tried.cart)
    return c.redirect(rejection ? '/cart' : '/cart?done=code-added', 303)
  })

  app.post('/cart/codes/remove', async (c) => {
    const form = await readForm(c)
    const cart = readCart(c, services)
    writeCart(c, services, { ...cart, codes: cart.codes.filter((one) => one !== field(form, 'code')) })
    return c.redirect('/cart?done=code-removed', 303)
  })
  return app
}
