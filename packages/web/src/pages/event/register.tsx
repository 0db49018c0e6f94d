import { readSku } from '@lectern/core/catalog'
import { notFound } from '@lectern/core/platform'
import { attendeeLimit, withLine, withoutLines } from '@lectern/core/registration'
import { again, definePages, done, why } from '../../forms/pages.ts'
import type { Typed as Sent } from '../../forms/typed.ts'
import { applyLinkCode } from '../cart/apply-code.ts'
import { isTicket, loadCart, withOffer } from '../cart/load-cart.ts'
import { changeCart, leaveOrdered, readCart } from '../cart/own-cart.ts'
import { ofCart } from '../cart/own-offers.ts'
import { leadOn, placeTyped } from '../checkout/place-typed.ts'
import { CheckoutPage, loadPriced } from '../checkout/show-checkout.tsx'
import { firstTyped, readTyped, type Typed } from '../checkout/typed.ts'
import type { Request } from '../site-page.tsx'
import { isCheckoutNext } from './in-place.ts'
import { showEvent } from './show-event.tsx'

/** One by itself, or what was asked for; the checkout says what there isn't. */
const readQuantity = (form: Sent): number => {
  const text = form.text('quantity')
  return /^\d{1,9}$/.test(text) ? Math.min(attendeeLimit, Math.max(1, Number(text))) : 1
}

/**
 * `POST /events/:slug/register`: registers the person who is named, or signed in, for one seat, without the cart. More than that goes on in
 * the checkout, with all that was typed; a refusal shows the event again, with it too.
 */
export const registerPages = definePages(ofCart, (app, services) => {
  /** The checkout with the cart, this line in it, and the form filled in as far as it was. */
  const showCheckout = async (c: Request, form: Sent, line: { sku: string; quantity: number }) => {
    const { actor } = c.var
    await changeCart(c, services, (cart) => withLine(cart, line))
    const tried = await applyLinkCode(c, services)
    const view = await withOffer(services, await loadPriced(services, readCart(c), c.var), c.var)
    const first = firstTyped(view, actor, c.var.offers)
    const { buyer, key } = readTyped(form, view.items, actor)
    const typed = {
      ...first,
      key,
      buyer: { name: buyer.name || first.buyer.name, email: buyer.email || first.buyer.email },
    }
    return c.html(
      <CheckoutPage c={c} view={view} typed={typed} tried={tried} open={form.text('next') === 'checkout'} />,
    )
  }

  app.page('/events/:slug/register', { audit: why.impersonal }, (c) =>
    c.redirect(`/events/${c.req.param('slug')}`, 303),
  )

  app.form('/events/:slug/register', { audit: why.own }, async (c, form) => {
    const { actor, now } = c.var
    const slug = c.req.param('slug')
    const line = { sku: form.text('sku'), quantity: readQuantity(form) }
    const asked = { lines: [line], codes: [] }
    if (readSku(line.sku)?.offering !== slug) throw notFound('ticket')
    const view = await loadCart(services, asked, c.var)
    const [item] = view.items
    // Closed since the page was opened: the event says so.
    if (view.leftOut.length > 0) return again(showEvent(c, services, slug))
    if (!item || !isTicket(item)) throw notFound('ticket')
    const more = line.quantity > 1 || item.event.questions.length > 0 || form.text('next') === 'checkout'
    if (more || isCheckoutNext(c, services, [line.sku])) return again(showCheckout(c, form, line))

    const shown = form.text(`shown.${line.sku}`)
    const read = readTyped(form, view.items, actor)
    const named = actor.kind === 'person' && !form.has('buyer.name')
    const typed: Typed = {
      ...read,
      buyer: named ? { name: actor.name, email: actor.email } : read.buyer,
      shownCents: /^\d{1,9}$/.test(shown) ? Number(shown) : undefined,
    }
    const result = await placeTyped(c, services, view, typed)
    if ('refused' in result) {
      const { refusal } = result.refused
      const asker = refusal ? { ...c.var, now: services.now() } : c.var
      const cart = refusal ? await loadCart(services, asked, asker) : view
      const sent = { ...result.refused, form, sku: line.sku, quantity: String(line.quantity), typed, cart }
      return again(showEvent(c, services, slug, sent))
    }
    const { placed } = result
    const skus = [line.sku]
    const inCart = readCart(c).lines.length > 0
    if (placed.outcome === 'already-registered') {
      if (inCart) await changeCart(c, services, (cart) => withoutLines(cart, skus))
      return done('/registered')
    }
    if (inCart) await leaveOrdered(c, services, { key: typed.key, order: placed.order.id, skus }, now)
    return done(leadOn(services, placed.order))
  })
})
