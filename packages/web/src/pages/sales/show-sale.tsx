import { formatCents } from '@lectern/core/platform'
import { getShownSale, listShownSales, type ShownSale } from '@lectern/core/pricing'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { type CartView, loadCart, nameOf, withOffer } from '../cart/load-cart.ts'
import { countItems, readCart } from '../cart/own-cart.ts'
import { formatPrice } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { cacheUntilNextChange } from './caching.ts'
import { SaleContent, SaleReveal } from './sale-content.tsx'
import { SaleList } from './sale-list.tsx'
import { saleWhen } from './sale-words.ts'

const isOpen = ({ state }: ShownSale): boolean => state !== 'over'

const WhatNext = ({ sales, now }: { sales: readonly ShownSale[]; now: string }) => (
  <Section title="See what comes next">
    {sales.length > 0 ? (
      <SaleList sales={sales} now={now} label="Other sales" />
    ) : (
      <p class="max-w-prose">
        No other sales right now. Browse the <TextLink href="/store">store</TextLink> and the{' '}
        <TextLink href="/events">events</TextLink> anytime. Some are free.
      </p>
    )}
  </Section>
)

/** What a filled cart would cost with the sale's code. Prices it twice, for someone who has something in it while the sale runs. */
const loadDrop = async (c: Request, services: SiteServices, sale: ShownSale): Promise<CartView | undefined> => {
  const cart = readCart(c)
  if (sale.state !== 'running' || sale.code === undefined || cart.lines.length === 0) return undefined
  const view = await withOffer(services, await loadCart(services, cart, c.var), c.var)
  return view.offer?.sale.slug === sale.slug ? view : undefined
}

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

const CartDrop = ({ view: { items, quote, offer } }: { view: CartView }) =>
  quote && offer ? (
    <div class="mt-4">
      <Notice
        tone="success"
        title={`Your cart drops from ${formatCents(quote.totalCents)} to ${formatPrice(offer.totalCents)}.`}
      >
        {list.format(items.map((item) => nameOf(item).title))}.
      </Notice>
    </div>
  ) : null

/** `/sales/:slug`: what it is, when, its code from its hour on, and how to use it; afterwards, what comes next. */
export const showSalePage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/sales/:slug', { audit: why.impersonal }, async (c) => {
    const { now } = c.var
    const sale = await getShownSale(services.table, c.req.param('slug'), now)
    const [all, drop] = await Promise.all([
      isOpen(sale) ? [] : listShownSales(services.table, now),
      loadDrop(c, services, sale),
    ])
    const others = all.filter(isOpen)
    cacheUntilNextChange(c, [sale, ...others])
    return c.html(
      <SitePage
        title={sale.title}
        description={`${saleWhen(sale, now)}. ${sale.summary}`.trim()}
        canonical={`/sales/${sale.slug}`}
      >
        <SaleReveal
          sale={sale}
          now={now}
          inCart={countItems(readCart(c))}
          heading={
            <>
              <h1>{sale.title}</h1>
              {sale.summary !== '' && <p>{sale.summary}</p>}
            </>
          }
        />
        {drop && <CartDrop view={drop} />}
        <div class="sale-after">
          <SaleContent sale={sale} now={now} />
        </div>
        <div class="actions mt-8">
          <ButtonLink href="/events">See the events</ButtonLink>
          {isOpen(sale) && sale.code !== undefined && (
            <ButtonLink href={`/sales/${sale.slug}/reminder.ics`} download>
              Add a reminder to my calendar
            </ButtonLink>
          )}
        </div>
        {!isOpen(sale) && <WhatNext sales={others} now={now} />}
      </SitePage>,
    )
  })
})

/** `/sales`: what is announced or goes on, and what there was. */
export const listSalesPage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/sales', { audit: why.impersonal }, async (c) => {
    const { now } = c.var
    const sales = await listShownSales(services.table, now)
    const [open, over] = [sales.filter(isOpen), sales.filter((sale) => !isOpen(sale))]
    cacheUntilNextChange(c, sales)
    return c.html(
      <SitePage title="Sales" description={`Sales at ${services.organizer.name}.`} canonical="/sales">
        <PageHeading title="Sales" kicker={services.organizer.name}>
          <p>From time to time we lower prices for a day or two.</p>
        </PageHeading>
        <div class="mt-10">
          {open.length > 0 ? (
            <>
              <h2 class="mb-4 text-2xl font-semibold">Current and upcoming</h2>
              <SaleList sales={open} now={now} label="Current and upcoming" />
            </>
          ) : (
            <EmptyState
              title="No sales right now"
              action={
                <>
                  <ButtonLink href="/store">See the store</ButtonLink>
                  <ButtonLink href="/events">See the events</ButtonLink>
                </>
              }
            >
              We’ll announce the next one here, with a calendar reminder.
            </EmptyState>
          )}
        </div>
        {over.length > 0 && (
          <Section title="Past">
            <SaleList sales={over.slice(0, 12)} now={now} label="Past" />
          </Section>
        )}
      </SitePage>,
    )
  })
})
