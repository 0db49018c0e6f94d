import type { Actor } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import { attendeeLimit, findLines, withLine, withoutLines } from '@lectern/core/registration'
import * as z from 'zod'
import { again, definePages, done, why } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { applyCode, removeCode } from './apply-code.ts'
import { changeCart, readCart } from './own-cart.ts'
import { ofCart } from './own-offers.ts'
import { loadOffered, renderCart } from './show-cart.tsx'

const Quantity = z.coerce.number().int().min(1).max(attendeeLimit)

/** Whether a sku can be put in the cart by anyone who asks, and whether of it one may want several. */
const findOffered = async (
  { table }: SiteServices,
  sku: string,
  actor: Actor,
): Promise<{ several: boolean } | undefined> => {
  const [line] = await findLines(table, [{ sku, quantity: 1 }], actor)
  // A membership is bought by itself, from its own page.
  if (!line || line.kind === 'membership') return undefined
  return { several: line.kind === 'ticket' || line.delivers.copies.length > 0 }
}

/** The writes of the cart. Each ends on a page of its own address, so that reloading repeats nothing. */
export const changeCartPages = definePages(ofCart, (app, services) => {
  app.form('/cart/lines', { audit: why.own }, async (c, form) => {
    const sku = form.text('sku')
    const line = await findOffered(services, sku, c.var.actor)
    if (!line) throw notFound('ticket or title')
    const cart = readCart(c)
    const known = cart.lines.find((one) => one.sku === sku)
    // Without a number it is one, and pressing the button again must not make it two.
    const asked = form.has('quantity') ? Quantity.safeParse(form.text('quantity')) : undefined
    const quantity = asked ? (asked.success ? asked.data : (known?.quantity ?? 1)) : (known?.quantity ?? 1)
    await changeCart(c, services, (one) => withLine(one, { sku, quantity: line.several ? quantity : 1 }))
    const next = form.text('next') === 'checkout' && cart.lines.every((one) => one.sku === sku)
    const came = !known ? 'added' : known.quantity === quantity ? 'there' : 'changed'
    return done(next ? '/checkout' : `/cart?done=${came}`)
  })

  app.form('/cart/lines/remove', { audit: why.own }, async (c, form) => {
    await changeCart(c, services, (cart) => withoutLines(cart, [form.text('sku')]))
    return done('/cart?done=removed')
  })

  app.form('/cart/codes', { audit: why.own }, async (c, form) => {
    const tried = await applyCode(c, services, form.text('code'))
    if (tried.outcome === 'applied') return done(tried.rejection ? '/cart' : '/cart?done=code-added')
    const view = await loadOffered(c, services)
    if (!view.quote) return done('/cart')
    if (tried.retryAfterSeconds !== undefined) c.header('Retry-After', String(tried.retryAfterSeconds))
    const status = tried.retryAfterSeconds === undefined ? 400 : 429
    return again(c.html(renderCart(c, view, { wrong: tried }), status))
  })

  app.form('/cart/codes/remove', { audit: why.own }, async (c, form) => {
    await removeCode(c, services, form.text('code'))
    return done('/cart?done=code-removed')
  })
})
