import { getShownSale, listShownSales, type ShownSale } from '@lectern/core/pricing'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section, WithAside } from '../../layout/columns.tsx'
import { countItems, readCart } from '../cart/own-cart.ts'
import { SitePage } from '../site-page.tsx'
import { cacheUntilNextChange } from './caching.ts'
import { SaleClock, SaleContent, SalePanel } from './sale-content.tsx'
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

/** `/sales/:slug`: what it is, when, its code from its hour on, and how to use it; afterwards, what comes next. */
export const showSalePage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/sales/:slug', { audit: why.impersonal }, async (c) => {
    const { now } = c.var
    const sale = await getShownSale(services.table, c.req.param('slug'), now)
    const others = isOpen(sale) ? [] : (await listShownSales(services.table, now)).filter(isOpen)
    cacheUntilNextChange(c, [sale, ...others])
    return c.html(
      <SitePage
        title={sale.title}
        description={`${saleWhen(sale, now)}. ${sale.summary}`.trim()}
        canonical={`/sales/${sale.slug}`}
      >
        <WithAside aside={<SalePanel sale={sale} now={now} inCart={countItems(readCart(c))} />}>
          <PageHeading kicker="Sale" title={sale.title}>
            {sale.summary !== '' && <p>{sale.summary}</p>}
            <div class="mt-4 grid gap-1 text-base md:hidden">
              <p class="nums font-medium">{saleWhen(sale, now)}</p>
              {(sale.state === 'announced' || sale.state === 'running') && <SaleClock sale={sale} now={now} />}
            </div>
          </PageHeading>
          <SaleContent sale={sale} now={now} />
          {!isOpen(sale) && <WhatNext sales={others} now={now} />}
        </WithAside>
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
