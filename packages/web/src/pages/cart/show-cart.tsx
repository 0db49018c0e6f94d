import { withoutLines } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MobileBar } from '../../components/mobile-bar.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { type Declared, declarePages, why } from '../../forms/pages.ts'
import { Stack, WithAside } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { priceWords } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { applyLinkCode, type TriedCode } from './apply-code.ts'
import { CartLine, LeftOutLine } from './cart-line.tsx'
import { CodeList } from './codes.tsx'
import { type CartView, loadCart, withOffer } from './load-cart.ts'
import { changeCart, readCart } from './own-cart.ts'
import { ownOffers } from './own-offers.ts'
import { CartOffer, TriedNotice } from './sale-offer.tsx'
import { awaitsShipping, linesOf, Totals, totalNote } from './totals.tsx'

const Empty = () => (
  <EmptyState
    title="Your cart is empty"
    action={
      <>
        <ButtonLink look="primary" href="/events">
          See what comes next
        </ButtonLink>
        <ButtonLink look="ghost" href="/store">
          Look through the store
        </ButtonLink>
      </>
    }
  >
    A class, a webinar, a book: what you choose waits here until you confirm, also for weeks.
  </EmptyState>
)

const flashes: Record<string, string> = {
  added: 'It is in your cart. Nothing is charged before you confirm.',
  changed: 'The number was changed.',
  there: 'It is in your cart already.',
  removed: 'It was taken out.',
  'code-removed': 'The code was taken off.',
  'code-added': 'The code applies.',
}

/** The cart of a request, with the sale that would lower it. */
export const loadOffered = async (c: Request, services: SiteServices): Promise<CartView> =>
  withOffer(services, await loadCart(services, readCart(c), c.var), c.var)

/** The cart as a page; `wrong` is a code that was just refused, with the reason; `tried` what came of one by a link. */
export const renderCart = (
  c: Request,
  services: SiteServices,
  view: CartView,
  { wrong, tried }: { wrong?: { code: string; message: string }; tried?: TriedCode | undefined } = {},
) => {
  const { now } = c.var
  const { items, leftOut, quote, gone } = view
  const applied = tried?.outcome === 'applied' && tried.rejection === undefined
  const done = flashes[applied ? 'code-added' : (c.req.query('done') ?? '')]
  return (
    <SitePage
      c={c}
      services={services}
      title="Cart"
      unlisted
      nav="cart"
      here="/cart"
      flash={done && items.length > 0 ? { tone: 'success', words: done } : undefined}
      bar={
        quote ? (
          <MobileBar
            price={priceWords(quote.totalCents)}
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
              ? 'One thing in your cart is no longer offered and was taken out.'
              : `${gone} things in your cart are no longer offered and were taken out.`}
          </Notice>
        )}
        {view.byPost && view.terms?.shipping.length === 0 && (
          <Notice tone="warning" title="We send no copies by post at the moment">
            Take them out, or choose an electronic format instead: those go everywhere.
          </Notice>
        )}
        {!quote ? (
          <>
            <Empty />
            {leftOut.length > 0 && (
              <ul class="border-t border-base-300" aria-label="No longer to be had">
                {leftOut.map((left) => (
                  <LeftOutLine left={left} />
                ))}
              </ul>
            )}
          </>
        ) : (
          <WithAside
            aside={
              <section class="hairline grid gap-5 rounded-box bg-base-200 p-6" aria-label="What it costs">
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
                  {quote.totalCents === 0 && !awaitsShipping(view) ? 'Go on, no payment needed' : 'Check out'}
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
              Look for more{' '}
              <a class="text-link" href="/events">
                events
              </a>{' '}
              or{' '}
              <a class="text-link" href="/store">
                titles
              </a>
              .{c.var.actor.kind === 'person' && ' Your cart is kept, and is the same wherever you sign in.'}
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
export const showCartPage = (services: SiteServices): Declared[] => {
  const app = declarePages({ who: 'everyone', caching: 'personal', around: ownOffers(services) })
  app.page('/cart', { audit: why.impersonal }, async (c) => {
    const tried = await applyLinkCode(c, services)
    const view = await loadOffered(c, services)
    if (view.gone > 0) await forgetGone(c, services, view)
    return c.html(renderCart(c, services, view, { tried }))
  })
  return app.pages
}
