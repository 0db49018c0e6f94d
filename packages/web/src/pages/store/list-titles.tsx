import { listStore, type Product, productKindLabels } from '@lectern/core/catalog'
import { listShownSales } from '@lectern/core/pricing'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { addressOf } from '../../layout/admin-page.tsx'
import { plural } from '../event-words.ts'
import { SaleStrip } from '../sales/sale-list.tsx'
import { SitePage } from '../site-page.tsx'
import { Filters, StoreBar } from './filters.tsx'
import { paperKinds, type Section, sectionsOf } from './sections.ts'
import { BookLine, ToldBook } from './shelf.tsx'
import { findTitles, isFiltered, pageOfTitles, StoreFilter } from './store-filter.ts'
import { formatsLine } from './title-words.ts'

type Parts = ReadonlyMap<string, Product>

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <EmptyState title="No results" action={<ButtonLink href="/store">Show all titles</ButtonLink>}>
      Try fewer filters.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing is on sale yet" action={<ButtonLink href="/events">See all events</ButtonLink>}>
      Check back soon for books, checklists, and recordings.
    </EmptyState>
  )

/** How many covers a phone shows before it scrolls: loaded at once. */
const inView = 2

const Shelf = ({ titles, parts, label, first }: { titles: Product[]; parts: Parts; label: string; first: boolean }) => (
  <ul class="shelf shelf-4" aria-label={label}>
    {titles.map((product, index) => (
      <ToldBook product={product} parts={parts} first={first && index < inView} />
    ))}
  </ul>
)

type SectionsProps = { sections: readonly Section[]; parts: Parts; count: number }

const Sections = ({ sections, parts, count: total }: SectionsProps) => (
  <div class="sections">
    {sections.map(({ title, look, titles, all, count }, index) => (
      <section>
        <div class="section-head">
          <h2>{title}</h2>
          {count > titles.length && (
            <a class="quiet-link" href={all}>
              See all {count}
              <span class="sr-only">: {title}</span>
            </a>
          )}
        </div>
        {look === 'free' ? (
          <ul class="free-strip" aria-label={title}>
            {titles.map((product) => (
              <BookLine product={product}>{`${formatsLine(product)} · No card needed`}</BookLine>
            ))}
          </ul>
        ) : (
          <Shelf titles={titles} parts={parts} label={title} first={index === 0} />
        )}
      </section>
    ))}
    <p>
      <ButtonLink href="/store?all=yes">See all {plural(total, 'title')}</ButtonLink>
    </p>
  </div>
)

/** What the list is called: its kind, where it shows one or those of a section. */
const titleOf = ({ kind }: StoreFilter): string => {
  const [only, ...more] = kind
  if (only === undefined) return 'Store'
  if (more.length === 0) return productKindLabels[only].many
  return kind.every((one) => paperKinds.includes(one)) ? 'Checklists and templates' : 'Store'
}

/** `/store`: sections of what there is, or all titles that filters show, some at a time; the filters live in the address. */
export const listTitlesPage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/store', { audit: why.impersonal }, async (c) => {
    const { now } = c.var
    const filter = StoreFilter.parse(c.req.queries())
    const [products, sales] = await Promise.all([listStore(services.table), listShownSales(services.table, now)])
    const parts = new Map(products.map((product) => [product.slug, product]))
    const found = findTitles(products, filter)
    const listed = isFiltered(filter) || filter.all
    const page = pageOfTitles(found.titles, c.req.query('cursor'))
    const title = titleOf(filter)
    const [only, ...more] = filter.kind
    return c.html(
      <SitePage
        title={title}
        description="Books, audio, checklists, workbooks, and recorded training for people who run an IT business."
        canonical={only && more.length === 0 ? `/store?kind=${only}` : '/store'}
        unlisted={filter.q !== ''}
        nav="store"
        strip={<SaleStrip sales={sales} now={now} />}
      >
        <header class="opening">
          <h1>{title}</h1>
          <p class="lead muted">Books and tools for people who run an IT business. Some are free, no card needed.</p>
        </header>
        {products.length === 0 ? (
          <Nothing filtered={false} />
        ) : (
          <>
            <StoreBar address={addressOf(c)} filter={filter} found={found} />
            <div class="store">
              <Filters filter={filter} found={found} />
              {!listed ? (
                <Sections sections={sectionsOf(products)} parts={parts} count={products.length} />
              ) : found.titles.length === 0 ? (
                <Nothing filtered />
              ) : (
                <section class="min-w-0">
                  <div class="section-head">
                    <h2>
                      {plural(found.titles.length, 'title')}
                      {filter.q !== '' && `, best match for “${filter.q}” first`}
                    </h2>
                    <a class="quiet-link" href="/store">
                      {isFiltered(filter) ? 'Clear filters' : 'Back to the store'}
                    </a>
                  </div>
                  <Shelf titles={[...page.items]} parts={parts} label={title} first />
                  <Pagination address={addressOf(c)} next={page.next} />
                </section>
              )}
            </div>
          </>
        )}
      </SitePage>,
    )
  })
})
