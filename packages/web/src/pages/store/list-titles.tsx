import { listStore, type ProductKind, productKindLabels } from '@lectern/core/catalog'
import { listShownSales } from '@lectern/core/pricing'
import { withParameters } from '../../components/address.ts'
import { ButtonLink } from '../../components/button.tsx'
import { Checkbox } from '../../components/choice.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterForm } from '../../components/filter-form.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { addressOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { plural } from '../event-words.ts'
import { SaleStrip } from '../sales/sale-list.tsx'
import { SitePage } from '../site-page.tsx'
import { type Found, findTitles, isFiltered, optionsOf, pageOfTitles, StoreFilter } from './store-filter.ts'
import { typeLabels } from './store-words.ts'
import { TitleCard, TitleList } from './title-card.tsx'

const Kinds = ({ address, kind, found }: { address: string; kind: ProductKind | undefined; found: Found }) => {
  const all = [
    { value: undefined, label: 'Everything', count: found.anyKind },
    ...found.facets.kinds.map(({ value, count }) => ({ value, label: productKindLabels[value].many, count })),
  ]
  return (
    <nav aria-label="Kinds of titles">
      <ul class="flex flex-wrap gap-1.5">
        {all.map(({ value, label, count }) => (
          <li>
            <a
              class="hairline inline-flex items-baseline gap-1.5 rounded-full px-3 py-1.5 text-[0.9rem] hover:border-control aria-[current]:border-primary aria-[current]:bg-primary aria-[current]:text-primary-content"
              href={withParameters(address, { kind: value })}
              aria-current={value === kind ? 'true' : undefined}
            >
              {label}
              <span class="nums text-sm opacity-90">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Filters = ({ filter, found }: { filter: StoreFilter; found: Found }) => {
  const { authors, types, tags, free } = found.facets
  return (
    <FilterForm action="/store" label="Filter titles" clear={isFiltered(filter) ? '/store' : undefined}>
      <TextInput name="q" label="Search" type="search" value={filter.q} optional="unsaid" maxlength={120} />
      <Select
        name="author"
        label="Author"
        optional="unsaid"
        prompt="All authors"
        value={filter.author}
        options={optionsOf(authors, filter.author)}
      />
      <Select
        name="type"
        label="Format"
        optional="unsaid"
        prompt="Any"
        value={filter.type}
        options={optionsOf(types, filter.type, (type) => typeLabels[type])}
      />
      {(tags.length > 0 || filter.tag !== undefined) && (
        <Select
          name="tag"
          label="Topic"
          optional="unsaid"
          prompt="All topics"
          value={filter.tag}
          options={optionsOf(tags, filter.tag)}
        />
      )}
      <div class="self-center sm:min-w-0! sm:pt-7">
        <Checkbox name="free" label={`Free (${free})`} checked={filter.free === 'yes'} />
      </div>
      <HiddenFields values={{ kind: filter.kind }} />
    </FilterForm>
  )
}

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

/** `/store`: all titles, some at a time, by words and filters that live in the address. */
export const listTitlesPage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/store', { audit: why.impersonal }, async (c) => {
    const { now } = c.var
    const filter = StoreFilter.parse(c.req.query())
    const [products, sales] = await Promise.all([listStore(services.table), listShownSales(services.table, now)])
    const parts = new Map(products.map((product) => [product.slug, product]))
    const found = findTitles(products, filter)
    const page = pageOfTitles(found.titles, c.req.query('cursor'))
    const title = filter.kind ? productKindLabels[filter.kind].many : 'Store'
    return c.html(
      <SitePage
        title={title}
        description="Books, audio, checklists, workbooks, and recorded training for people who run an IT business."
        canonical={filter.kind ? `/store?kind=${filter.kind}` : '/store'}
        unlisted={filter.q !== ''}
        nav="store"
      >
        <PageHeading title={title}>
          <p>Books and tools for people who run an IT business. Some are free, no card needed.</p>
        </PageHeading>
        <Stack after>
          <SaleStrip sales={sales} now={now} />
          {products.length > 0 && (
            <>
              <Kinds address={addressOf(c)} kind={filter.kind} found={found} />
              <Filters filter={filter} found={found} />
            </>
          )}
          {found.titles.length === 0 ? (
            <Nothing filtered={isFiltered(filter)} />
          ) : (
            <div>
              <p class="nums mb-3 text-sm text-muted" role="status">
                {plural(found.titles.length, 'title')}
                {filter.q !== '' && `, best match for “${filter.q}” first`}
              </p>
              <TitleList label={title}>
                {page.items.map((product) => (
                  <TitleCard product={product} parts={parts} />
                ))}
              </TitleList>
              <Pagination address={addressOf(c)} next={page.next} />
            </div>
          )}
        </Stack>
      </SitePage>,
    )
  })
})
