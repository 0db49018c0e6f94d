import { listShownSales } from '@lectern/core/pricing'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { MobileBar } from '../../components/mobile-bar.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section } from '../../layout/columns.tsx'
import { JsonLd } from '../../layout/json-ld.tsx'
import { hueOf } from '../event-row.tsx'
import { formatPrice } from '../event-words.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { SaleStrip } from '../sales/sale-list.tsx'
import { SitePage } from '../site-page.tsx'
import { loadTitle, type TitleView } from './load-title.ts'
import { formatTitlePrice, kindLineOf } from './store-words.ts'
import { titleData } from './title-data.ts'
import { BarButton, offersOf, TitlePanel } from './title-panel.tsx'
import { ByLine, Contents, Details, Editions, More } from './title-parts.tsx'

/** What the bar at the bottom of a phone offers: the one format, or the choice among several. */
const barOf = (view: TitleView) => {
  const { product } = view
  const { owned, toBuy } = offersOf(view)
  const [only, ...more] = toBuy
  if (product.status !== 'on-sale' || only === undefined || owned.length > 0) return undefined
  return (
    <MobileBar
      price={
        more.length === 0 ? formatPrice(only.quote?.totalCents ?? only.format.priceCents) : formatTitlePrice(product)
      }
      action={
        more.length === 0 ? (
          <BarButton offered={only} />
        ) : (
          <ButtonLink look="primary" href="#formats">
            Choose a format
          </ButtonLink>
        )
      }
    />
  )
}

/** `/store/:slug`: what a title is, by whom, in which formats and versions, and what goes with it. */
export const showTitlePage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/store/:slug', { audit: why.impersonal }, async (c) => {
    const { actor, now } = c.var
    const [view, sales] = await Promise.all([
      loadTitle(services, c.req.param('slug'), actor, now),
      listShownSales(services.table, now),
    ])
    const { product } = view
    const running = sales.filter(({ state }) => state === 'running')
    const sold = product.status === 'on-sale'
    return c.html(
      <SitePage
        title={product.title}
        description={product.summary || undefined}
        canonical={`/store/${product.slug}`}
        about={{ thing: product }}
        unlisted={!sold}
        nav="store"
        head={sold ? <JsonLd data={titleData(services, product)} /> : undefined}
        strip={sold && <SaleStrip sales={running} now={now} />}
        bar={barOf(view)}
      >
        <div class={`title hue-${hueOf(product)}`}>
          <div class="title-cover">
            <Cover of={product} format="book" first />
          </div>
          <div class="min-w-0">
            <p class="kind">{kindLineOf(product)}</p>
            <h1>{product.title}</h1>
            {product.subtitle && <p class="muted">{product.subtitle}</p>}
            <ByLine authors={product.authors} />
            {product.summary && <p class="lead">{product.summary}</p>}
            <TitlePanel view={view} />
            {product.description && (
              <Section title="What’s inside">
                <Paragraphs text={product.description} />
              </Section>
            )}
            <Contents view={view} />
            <Editions view={view} />
            <Details view={view} />
          </div>
        </div>
        <More view={view} />
      </SitePage>,
    )
  })
})
