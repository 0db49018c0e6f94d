import { Hono } from 'hono'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { MobileBar } from '../../components/mobile-bar.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Stack, WithAside } from '../../layout/columns.tsx'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { kicker, priceWords, whenLine } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { readCart, writeCart } from './cart-cookie.ts'
import { CodeList } from './codes.tsx'
import { type CartItem, type CartView, loadCart } from './load-cart.ts'
import { Totals, totalNote } from './totals.tsx'

const CartLine = ({ item, now }: { item: CartItem; now: string }) => {
  const { event, ticket, sku, quantity, price } = item
  const id = `quantity-${sku.replaceAll(':', '-')}`
  return (
    <li class="border-b border-base-300 py-6">
      <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div class="min-w-0 flex-1 basis-64">
          <p class="text-sm font-medium text-secondary">{kicker(event)}</p>
          <h2 class="mt-1 text-xl leading-snug font-semibold">
            <a class="break-words hover:underline" href={`/events/${event.slug}`}>
              {event.title}
            </a>
          </h2>
          <p class="nums mt-1 text-muted">{whenLine(event, now)}</p>
          <p class="text-muted">{ticket.name}</p>
        </div>
        <p class="nums text-right">
          {price.discountCents > 0 && price.listCents > 0 && (
            <s class="mr-2 text-muted">{priceWords(price.listCents)}</s>
          )}
          <span class="font-serif text-xl font-semibold">{priceWords(price.totalCents)}</span>
        </p>
      </div>
      {item.trouble && <p class="mt-2 font-medium text-ending">{item.trouble}</p>}
      <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <form class="flex items-center gap-2" method="post" action="/cart/lines">
          <HiddenFields values={{ sku }} />
          <label class="text-sm text-muted" for={id}>
            People
          </label>
          <input
            class="control nums w-20!"
            type="number"
            id={id}
            name="quantity"
            value={quantity}
            min={1}
            max={25}
            required
          />
          <button
            type="submit"
            class="btn btn-sm border-base-300 bg-base-200"
            aria-label={`Change the number for ${event.title}`}
          >
            Change
          </button>
        </form>
        <form method="post" action="/cart/lines/remove">
          <HiddenFields values={{ sku }} />
          <button type="submit" class="btn btn-ghost btn-sm" aria-label={`Take out ${event.title}`}>
            Take out
          </button>
        </form>
      </div>
    </li>
  )
}

const Empty = () => (
  <EmptyState
    title="Your cart is empty"
    action={
      <ButtonLink look="primary" href="/events">
        See what comes next
      </ButtonLink>
    }
  >
    Register for a class or a webinar, and it waits here until you confirm.
  </EmptyState>
)

const flashes: Record<string, string> = {
  added: 'It is in your cart. Nothing is charged before you confirm.',
  changed: 'The number was changed.',
  removed: 'It was taken out.',
  'code-removed': 'The code was taken off.',
  'code-added': 'The code applies.',
}

/** The cart as a page; `wrong` is a code that was just refused, with the reason. */
export const renderCart = (
  c: Request,
  services: SiteServices,
  view: CartView,
  wrong?: { code: string; message: string },
) => {
  const { now } = c.var
  const { items, quote, gone } = view
  const done = flashes[c.req.query('done') ?? '']
  const blocked = items.some((item) => item.trouble?.includes('Take it out'))
  const action = (
    <ButtonLink look="primary" block href="/checkout">
      {quote?.totalCents === 0 ? 'Go on, no payment needed' : 'Check out'}
    </ButtonLink>
  )
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
        quote && !blocked ? (
          <MobileBar
            price={priceWords(quote.totalCents)}
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
        {gone > 0 && (
          <Notice tone="warning">
            {gone === 1
              ? 'One thing in your cart is no longer offered and was taken out.'
              : `${gone} things in your cart are no longer offered and were taken out.`}
          </Notice>
        )}
        {!quote ? (
          <Empty />
        ) : (
          <WithAside
            aside={
              <section class="hairline grid gap-5 rounded-box bg-base-200 p-6" aria-label="What it costs">
                <Totals
                  caption="What your cart costs"
                  lines={items.map(({ event, ticket, quantity, price }) => ({
                    title: event.title,
                    ticketName: ticket.name,
                    quantity,
                    listCents: price.listCents,
                    totalCents: price.totalCents,
                  }))}
                  price={quote}
                  note={totalNote(quote)}
                />
                <CodeList codes={view.cart.codes} quote={quote} wrong={wrong} />
                {blocked ? (
                  <p class="font-medium text-ending">Take out what can no longer be had, then go on.</p>
                ) : (
                  action
                )}
              </section>
            }
          >
            <ul class="border-t border-base-300">
              {items.map((item) => (
                <CartLine item={item} now={now} />
              ))}
            </ul>
            <p class="mt-6">
              <a class="text-link" href="/events">
                Look for more
              </a>
            </p>
          </WithAside>
        )}
      </Stack>
    </SitePage>
  )
}

/** `/cart` */
export const showCartPage = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.get('/cart', async (c) => {
    const view = await loadCart(services, readCart(c, services), c.var.actor, c.var.now)
    if (view.gone > 0) writeCart(c, services, view.cart)
    return c.html(renderCart(c, services, view))
  })
  return app
}
