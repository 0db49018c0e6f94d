import type { Actor } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import { attendeeLimit, findLines, withLine, withoutLines } from '@lectern/core/registration'
import { Hono } from 'hono'
import * as z from 'zod'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { field, readForm } from '../form.ts'
import { applyCode, removeCode } from './apply-code.ts'
import { changeCart, readCart } from './own-cart.ts'
import { loadOffered, renderCart } from './show-cart.tsx'

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
    const tried = await applyCode(c, services, field(form, 'code'))
    if (tried.outcome === 'applied') return c.redirect(tried.rejection ? '/cart' : '/cart?done=code-added', 303)
    const view = await loadOffered(c, services)
    if (!view.quote) return c.redirect('/cart', 303)
    if (tried.retryAfterSeconds !== undefined) c.header('Retry-After', String(tried.retryAfterSeconds))
    const status = tried.retryAfterSeconds === undefined ? 400 : 429
    return c.html(renderCart(c, services, view, { wrong: tried }), status)
  })

  app.post('/cart/codes/remove', async (c) => {
    const form = await readForm(c)
    await removeCode(c, services, field(form, 'code'))
    return c.redirect('/cart?done=code-removed', 303)
  })
  return app
}
