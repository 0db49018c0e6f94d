import type { Actor } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import { blockingRejections, codeLength, normalizeCode } from '@lectern/core/pricing'
import { attendeeLimit, cartLimits, findLines, withLine, withoutLines } from '@lectern/core/registration'
import { Hono } from 'hono'
import * as z from 'zod'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { field, readForm } from '../form.ts'
import { loadCart, rejectionOf } from './load-cart.ts'
import { changeCart, readCart } from './own-cart.ts'
import { renderCart } from './show-cart.tsx'

const Quantity = z.coerce.number().int().min(1).max(attendeeLimit)

/** Whether a sku can be put in the cart by whoever asks, and whether of it one may want several. */
const findOffered = async (
  { table }: SiteServices,
  sku: string,
  actor: Actor,
): Promise<{ several: boolean } | undefined> => {
  const [line] = await findLines(table, [{ sku, quantity: 1 }], actor)
  return line && { several: line.kind === 'ticket' || line.delivers.copies.length > 0 }
}

/** The writes of the cart. Each ends on a page of its own address, so that reloading repeats nothing. */
export const changeCartPages = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  app.post('/cart/lines', async (c) => {
    const form = await readForm(c)
    const sku = field(form, 'sku')
    const line = await findOffered(services, sku, c.var.actor)
    if (!line) throw notFound('ticket or title')
    const cart = readCart(c)
    const known = cart.lines.find((one) => one.sku === sku)
    // Without a number it is one, and pressing the button again must not make it two.
    const asked = form.has('quantity') ? Quantity.safeParse(field(form, 'quantity')) : undefined
    const quantity = asked ? (asked.success ? asked.data : (known?.quantity ?? 1)) : (known?.quantity ?? 1)
    await changeCart(c, services, (one) => withLine(one, { sku, quantity: line.several ? quantity : 1 }))
    const next = field(form, 'next') === 'checkout' && cart.lines.every((one) => one.sku === sku)
    const done = !known ? 'added' : known.quantity === quantity ? 'there' : 'changed'
    return c.redirect(next ? '/checkout' : `/cart?done=${done}`, 303)
  })

  app.post('/cart/lines/remove', async (c) => {
    const form = await readForm(c)
    await changeCart(c, services, (cart) => withoutLines(cart, [field(form, 'sku')]))
    return c.redirect('/cart?done=removed', 303)
  })

  app.post('/cart/codes', async (c) => {
    const form = await readForm(c)
    const cart = readCart(c)
    const code = field(form, 'code').trim().slice(0, 200)
    const known = cart.codes.some((one) => normalizeCode(one) === normalizeCode(code))
    if (known) return c.redirect('/cart?done=code-added', 303)
    const wrong = async (message: string) =>
      c.html(renderCart(c, services, await loadCart(services, cart, c.var), { code, message }), 400)
    if (code === '') return wrong('Write the code that you were given.')
    if (cart.codes.length >= cartLimits.codes) return wrong('An order takes ten codes at most.')
    const tried = await loadCart(services, { ...cart, codes: [...cart.codes, code] }, c.var)
    if (!tried.quote) return c.redirect('/cart', 303)
    if (tried.heldBack) {
      c.header('Retry-After', String(tried.heldBack.details.retryAfterSeconds))
      return c.html(renderCart(c, services, { ...tried, cart }, { code, message: tried.heldBack.message }), 429)
    }
    // A code that only asks who one is stays in the cart: signing in is the next step.
    const rejection = rejectionOf(tried.quote, code.slice(0, codeLength))
    const refused =
      rejection && rejection.reason !== 'sign-in-needed' && blockingRejections({ rejected: [rejection] }).length > 0
    if (refused || code.length > codeLength) return wrong(rejection?.message ?? 'We do not know this code.')
    await changeCart(c, services, (one) => ({ ...one, codes: [...one.codes, code] }))
    return c.redirect(rejection ? '/cart' : '/cart?done=code-added', 303)
  })

  app.post('/cart/codes/remove', async (c) => {
    const form = await readForm(c)
    const code = field(form, 'code')
    await changeCart(c, services, (cart) => ({ ...cart, codes: cart.codes.filter((one) => one !== code) }))
    return c.redirect('/cart?done=code-removed', 303)
  })
  return app
}
