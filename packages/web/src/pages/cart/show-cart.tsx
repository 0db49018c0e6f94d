import { withoutLines } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MobileBar } from '../../components/mobile-bar.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { flashAt } from '../../layout/admin-page.tsx'
import { Stack, WithAside } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { formatPrice } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { applyLinkCode, type TriedCode } from './apply-code.ts'
import { CartLine, LeftOutLine } from './cart-line.tsx'
import { CodeList } from './codes.tsx'
import { type CartView, loadCart, withOffer } from './load-cart.ts'
import { changeCart, readCart } from './own-cart.ts'
import { ofCart } from './own-offers.ts'
import { CartOffer, TriedNotice } from './sale-offer.tsx'
import { awaitsShipping, linesOf, Totals, totalNote } from './totals.tsx'

const Empty = () => (
  <EmptyState
    title="Your cart is empty"
    action={
      <>
        <ButtonLink look="primary" href="/events">
          See all events
        </ButtonLink>
        <ButtonLink look="ghost" href="/store">
          Browse the store
        </ButtonLink>
      </>
    }
  >
    Classes, webinars, and books you add stay here until you check out.
  </EmptyState>
)

const flashes = {
  added: 'Added to your cart.',
  changed: 'Quantity updated.',
  there: 'Already in your cart.',
  removed: 'Removed from your cart.',
  'code-removed': 'Code removed.',
  'code-added': 'Code applied.',
}

/** The cart of a request, with the sale that would lower it. */
export const loadOffered = async (c: Request, services: SiteServices): Promise<CartView> =>
  withOffer(services, await loadCart(services, readCart(c), c.var), c.var)

/** The cart as a page; `wrong` is a code that was just refused, with the reason; `tried` what came of one by a link. */
export const renderCart = (
  c: Request,
  view: CartView,
  { wrong, tried }: { wrong?: { code: string; message: string }; tried?: TriedCode | undefined } = {},
) => {
  const { now } = c.var
  const { items, leftOut, quote, gone } = view
  const applied = tried?.outcome === 'applied' && tried.rejection === undefined
  const flash = flashAt(applied ? 'code-added' : c.req.query('done'), flashes)
  return (
    <SitePage
      title="Cart"
      unlisted
      nav="cart"
      here="/cart"
      flash={items.length > 0 ? flash : undefined}
      bar={
        quote ? (
          <MobileBar
            price={formatPrice(quote.totalCents)}
            note={awaitsShipping(view) ? 'and shipping' : undefined}
            action={
              <ButtonLink look="primary" href="/checkout">
                Check out
              </ButtonLink>
            }
          />
        ) : undefined
      }
    >
      <PageHeading title="Your cart" size="work" />
      <Stack after>
        <TriedNotice tried={tried} />
        {gone > 0 && (
          <Notice tone="warning">
            {gone === 1
              ? 'One thing in your cart is no longer offered, so we removed it.'
              : `${gone} things in your cart are no longer offered, so we removed them.`}
          </Notice>
        )}
        {view.byPost && view.terms?.shipping.length === 0 && (
          <Notice tone="warning" title="We aren’t shipping printed copies right now">
            Remove them, or choose a digital format instead.
          </Notice>
        )}
        {!quote ? (
          <>
            <Empty />
            {leftOut.length > 0 && (
              <ul class="border-t border-base-300" aria-label="No longer available">
                {leftOut.map((left) => (
                  <LeftOutLine left={left} />
                ))}
              </ul>
            )}
          </>
        ) : (
          <WithAside
            aside={
              <section class="hairline grid gap-5 rounded-box bg-base-200 p-6" aria-label="Price summary">
                <Totals
                  caption="What your cart costs"
                  lines={linesOf(view)}
                  price={quote}
                  totalLabel={awaitsShipping(view) ? 'Total before shipping' : undefined}
                  note={totalNote(view)}
                />
                <CartOffer offer={view.offer} now={now} />
                <CodeList
                  codes={view.cart.codes}
                  quote={quote}
                  heldBack={view.heldBack}
                  known={c.var.actor.kind === 'person'}
                  wrong={wrong}
                />
                <ButtonLink look="primary" block href="/checkout">
                  {quote.totalCents === 0 && !awaitsShipping(view) ? 'Continue' : 'Check out'}
                </ButtonLink>
              </section>
            }
          >
            <ul class="border-t border-base-300">
              {items.map((item) => (
                <CartLine item={item} offers={c.var.offers ?? []} now={now} />
              ))}
              {leftOut.map((left) => (
                <LeftOutLine left={left} />
              ))}
            </ul>
            <p class="mt-6">
              Keep browsing <TextLink href="/events">events</TextLink> or <TextLink href="/store">titles</TextLink>.
              {c.var.actor.kind === 'person' && ' We save your cart, so you’ll see it wherever you sign in.'}
            </p>
          </WithAside>
        )}
      </Stack>
    </SitePage>
  )
}

/** Takes out what names nothing any more. */
const forgetGone = (c: Request, services: SiteServices, { cart: { lines } }: CartView): Promise<void> =>
  changeCart(c, services, (cart) =>
    withoutLines(
      cart,
      cart.lines.flatMap(({ sku }) => (lines.some((line) => line.sku === sku) ? [] : [sku])),
    ),
  )

/** `/cart` */
export const showCartPage = definePages(ofCart, (app, services) => {
  app.page('/cart', { audit: why.impersonal }, async (c) => {
    const tried = await applyLinkCode(c, services)
    const view = await loadOffered(c, services)
    if (view.gone > 0) await forgetGone(c, services, view)
    return c.html(renderCart(c, view, { tried }))
  })
})
