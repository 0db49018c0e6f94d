import type { Problem } from '@lectern/core/platform'
import { Hono } from 'hono'
import { Breadcrumbs } from '../../components/breadcrumbs.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { Stack, WithAside } from '../../layout/columns.tsx'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { readCart } from '../cart/cart-cookie.ts'
import { type CartView, loadCart } from '../cart/load-cart.ts'
import { Totals, totalNote } from '../cart/totals.tsx'
import { refundWords } from '../event-words.ts'
import { type Errors, noErrors } from '../form.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { CheckoutForm } from './checkout-form.tsx'
import { Refusal } from './refusal.tsx'
import { firstTyped, type Typed } from './typed.ts'

type Props = { c: Request; services: SiteServices; view: CartView; typed: Typed; errors?: Errors; refusal?: Problem }

/** The checkout as a page: with what was typed, what is wrong with it, and why an order was refused. */
export const CheckoutPage = ({ c, services, view, typed, errors = noErrors, refusal }: Props) => {
  const { actor, now } = c.var
  const { items, quote } = view
  if (!quote) return null
  const policies = [
    ...new Set(
      items.flatMap(({ event, price }) => {
        const words = refundWords(event, price.totalCents > 0, now)
        return words === undefined ? [] : [items.length > 1 ? `${event.title}: ${words}` : words]
      }),
    ),
  ]
  return (
    <SitePage c={c} services={services} title="Check out" unlisted here="/checkout">
      <Breadcrumbs trail={[{ label: 'Cart', href: '/cart' }, { label: 'Check out' }]} />
      <div class="mt-4">
        <PageHeading title="Check out" size="work">
          {actor.kind !== 'person' && (
            <p>
              Members and those who come back{' '}
              <a class="text-link" href={signInAddress('/checkout')}>
                sign in first
              </a>
              ; nobody needs an account to register.
            </p>
          )}
        </PageHeading>
      </div>
      <Stack after>
        {refusal && <Refusal problem={refusal} view={view} typed={typed} actor={actor} services={services} />}
        <WithAside
          aside={
            <section class="hairline grid gap-4 rounded-box bg-base-200 p-6" aria-label="What it costs">
              <Totals
                caption="What your order costs"
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
              {policies.map((words) => (
                <p class="text-sm text-muted">{words}</p>
              ))}
              <p class="text-sm">
                <a class="text-link" href="/cart">
                  Change the cart
                </a>
              </p>
            </section>
          }
        >
          <CheckoutForm items={items} quote={quote} actor={actor} typed={typed} errors={errors} />
        </WithAside>
      </Stack>
    </SitePage>
  )
}

/** `/checkout` */
export const showCheckoutPage = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.get('/checkout', async (c) => {
    const { actor, now } = c.var
    const view = await loadCart(services, readCart(c, services), actor, now)
    if (!view.quote || view.gone > 0) return c.redirect('/cart', 303)
    return c.html(<CheckoutPage c={c} services={services} view={view} typed={firstTyped(view.items, actor)} />)
  })
  return app
}
