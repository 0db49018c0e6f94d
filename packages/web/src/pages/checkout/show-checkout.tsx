import type { Problem } from '@lectern/core/platform'
import { type Cart, isOffered } from '@lectern/core/registration'
import { Notice } from '../../components/notice.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, noErrors } from '../../forms/errors.ts'
import { definePages, why } from '../../forms/pages.ts'
import type { Typed as Sent } from '../../forms/typed.ts'
import { signInAddress } from '../../layout/account-menu.tsx'
import type { Asker, SiteServices } from '../../site.ts'
import { applyLinkCode, type RefusedCode, type TriedCode } from '../cart/apply-code.ts'
import { type CartView, isTicket, loadCart, withOffer } from '../cart/load-cart.ts'
import { readCart } from '../cart/own-cart.ts'
import { formatOffer, ofCart } from '../cart/own-offers.ts'
import { TriedNotice } from '../cart/sale-offer.tsx'
import { formatRefund } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { CheckoutForm } from './checkout-form.tsx'
import { OrderSummary } from './order-summary.tsx'
import { readParkedForm } from './parked-form.ts'
import { Refusal } from './refusal.tsx'
import { firstTyped, readTyped, type Typed, typedCountry } from './typed.ts'

const description = 'Say who’s attending, see what you pay, and finish your order.'

type Props = {
  c: Request
  view: CartView
  typed: Typed
  errors?: Errors
  refusal?: Problem
  tried?: TriedCode | undefined
  /** A code that was typed here and refused. */
  wrong?: RefusedCode | undefined
  /** Whether the summary is unfolded on a phone too, for its codes. */
  open?: boolean
}

const flashOf = (tried: TriedCode | undefined) =>
  tried?.outcome === 'applied' && tried.rejection === undefined
    ? { tone: 'success' as const, words: 'Code applied.' }
    : undefined

/** The checkout as a page: with what was typed, what is wrong with it, and why an order was refused. */
export const CheckoutPage = ({ c, view, typed, errors = noErrors, refusal, tried, wrong, open }: Props) => {
  const { actor, now } = c.var
  const { items, leftOut, quote } = view
  if (!quote) return null
  const told = refusal ?? view.heldBack
  const policies = [
    ...new Set(
      items.filter(isTicket).flatMap(({ event, price }) => {
        const words = formatRefund(event, price.totalCents > 0, now)
        return words === undefined ? [] : [items.length > 1 ? `${event.title}: ${words}` : words]
      }),
    ),
  ]
  return (
    // Not unlisted: without a cart, as crawlers come, it leads to the cart, which is.
    <SitePage title="Checkout" description={description} here="/checkout" flash={flashOf(tried)} errors={errors}>
      <div class="checkout">
        <aside class="checkout-aside" aria-label="Order">
          <OrderSummary c={c} view={view} wrong={wrong} open={open} />
        </aside>
        <div class="checkout-main">
          <h1>Checkout</h1>
          {actor.kind !== 'person' && (
            <p class="small muted">
              Have an account? <TextLink href={signInAddress('/checkout')}>Sign in</TextLink>. You don’t need one to{' '}
              {items.some(isTicket) ? 'register' : 'buy'}.
            </p>
          )}
          <div class="checkout-told">
            <TriedNotice tried={tried} />
            {told && <Refusal problem={told} view={view} typed={typed} actor={actor} />}
            {items.filter(isTicket).flatMap(({ sku, event }) =>
              (c.var.offers ?? [])
                .filter((offer) => offer.sku === sku)
                .map((offer) => (
                  <Notice tone={isOffered(offer, now) ? 'info' : 'warning'} title={event.title}>
                    <p>{formatOffer(offer, event, now)}</p>
                  </Notice>
                )),
            )}
            {leftOut.length > 0 && (
              <Notice tone="warning" title="Some items in your cart aren’t part of this order">
                {leftOut.map(({ title, why }) => (
                  <p>
                    {title}: {why}
                  </p>
                ))}
              </Notice>
            )}
          </div>
          <CheckoutForm
            view={view}
            now={now}
            actor={actor}
            typed={typed}
            errors={errors}
            countriesFirst={c.var.site.organizer.countriesFirst}
            policies={policies}
          />
        </div>
      </div>
    </SitePage>
  )
}

/** The cart priced for the country that is known so far: what was typed, or the only one that copies go to. */
export const loadPriced = async (services: SiteServices, cart: Cart, asker: Asker, form?: Sent): Promise<CartView> => {
  const view = await loadCart(services, cart, asker)
  const country = view.byPost ? typedCountry(form, view) : undefined
  return country === undefined ? view : loadCart(services, cart, asker, country)
}

/** `/checkout` */
export const showCheckoutPage = definePages(ofCart, (app, services) => {
  app.page('/checkout', { audit: why.impersonal }, async (c) => {
    const { actor } = c.var
    const tried = await applyLinkCode(c, services)
    const priced = await loadPriced(services, readCart(c), c.var)
    if (!priced.quote || priced.gone > 0) return c.redirect('/cart', 303)
    const view = await withOffer(services, priced, c.var)
    const parked = await readParkedForm(c, services, view.items)
    const typed = parked ? readTyped(parked, view.items, actor) : firstTyped(view, actor, c.var.offers)
    return c.html(<CheckoutPage c={c} view={view} typed={typed} tried={tried} />)
  })
})
