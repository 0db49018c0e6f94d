import {
  type Facets,
  FormatType,
  facetsOf,
  listStore,
  Product,
  ProductKind,
  productKindWords,
  searchTitles,
} from '@lectern/core/catalog'
import { cutText, type Table as DataTable, readCursor, writeCursor } from '@lectern/core/platform'
import { ButtonLink } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { FilterForm } from '../../../components/filter-form.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type AdminContext, addressOf, chosen, showAdmin } from '../../../layout/admin-page.tsx'
import { dayWords } from '../../../layout/moments.ts'
import { formatsInWords, statusFaces } from './title-words.ts'

const sorts = ['title', '-title', 'changed', '-changed'] as const
type Sort = (typeof sorts)[number]

const typeWords: Record<FormatType, string> = { download: 'To download', physical: 'On paper', bundle: 'Bundles' }

const readFilter = (c: AdminContext) => ({
  status: chosen(c.req.query('status'), Product.shape.status.options) ?? 'on-sale',
  text: cutText((c.req.query('q') ?? '').trim(), 200),
  kind: chosen(c.req.query('kind'), ProductKind.options),
  author: cutText((c.req.query('author') ?? '').trim(), 120) || undefined,
  type: chosen(c.req.query('type'), FormatType.options),
  sort: chosen(c.req.query('sort'), sorts),
})
type Filter = ReturnType<typeof readFilter>

const columns: Column<Product>[] = [
  {
    key: 'title',
    label: 'Title',
    sortable: true,
    cell: ({ slug, title, authors }) => (
      <>
        <a class="text-link font-medium" href={`/admin/store/${slug}`}>
          {title}
        </a>
        {authors.length > 0 && <span class="block text-muted">{authors.join(', ')}</span>}
      </>
    ),
  },
  { key: 'kind', label: 'Kind', cell: ({ kind }) => productKindWords[kind].one },
  { key: 'formats', label: 'Formats', cell: formatsInWords },
  {
    key: 'members',
    label: 'Members',
    cell: ({ includedInMembership }) => (includedInMembership ? 'Included' : ''),
  },
  {
    key: 'state',
    label: 'State',
    cell: ({ status }) => <StateBadge state={statusFaces[status].state}>{statusFaces[status].words}</StateBadge>,
  },
  {
    key: 'changed',
    label: 'Changed',
    sortable: true,
    cell: ({ updatedAt }) => <span class="whitespace-nowrap">{dayWords(updatedAt)}</span>,
  },
]

const sorted = (found: Product[], sort: Sort | undefined): Product[] => {
  const key = sort?.replace('-', '')
  const rows =
    key === 'title'
      ? found.toSorted((a, b) => a.title.localeCompare(b.title, 'en'))
      : key === 'changed'
        ? found.toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : a.updatedAt > b.updatedAt ? 1 : 0))
        : found
  return sort?.startsWith('-') ? rows.toReversed() : rows
}

const Filters = ({ filter, facets, plain }: { filter: Filter; facets: Facets; plain: boolean }) => (
  <FilterForm action="/admin/store" label="Filter the titles" clear={plain ? undefined : '/admin/store'}>
    <TextInput name="q" label="Words" type="search" optional="unsaid" value={filter.text} />
    <Select
      name="kind"
      label="Kind"
      optional="unsaid"
      prompt="Any"
      value={filter.kind}
      options={facets.kinds.map(({ value, count }) => ({
        value,
        label: `${productKindWords[value].many} (${count})`,
      }))}
    />
    <Select
      name="author"
      label="Author"
      optional="unsaid"
      prompt="Anybody"
      value={filter.author}
      options={facets.authors.map(({ value, count }) => ({ value, label: `${value} (${count})` }))}
    />
    <Select
      name="type"
      label="How it comes"
      optional="unsaid"
      prompt="Any way"
      value={filter.type}
      options={facets.types.map(({ value, count }) => ({ value, label: `${typeWords[value]} (${count})` }))}
    />
    <Select
      name="status"
      label="State"
      optional="unsaid"
      value={filter.status}
      options={Product.shape.status.options.map((value) => ({ value, label: statusFaces[value].words }))}
    />
  </FilterForm>
)

const Make = () => (
  <>
    <ButtonLink size="small" href="/admin/store-terms">
      Shipping and tax
    </ButtonLink>
    <ButtonLink size="small" href="/admin/store/new?kind=bundle">
      New bundle
    </ButtonLink>
    <ButtonLink size="small" look="primary" href="/admin/store/new">
      New title
    </ButtonLink>
  </>
)

const perPage = 100

/** A page of what was found, from after a title on; from the start when that title is no longer among it. */
const pageOf = (found: readonly Product[], cursor: string | undefined): { items: Product[]; next?: string } => {
  const after = readCursor(cursor)
  const start = found.findIndex(({ slug }) => slug === after) + 1
  const items = found.slice(start, start + perPage)
  const last = items.at(-1)
  return last && found.length > start + perPage ? { items, next: writeCursor(last.slug) } : { items }
}

/** The titles and bundles of a state, found by words or by what they are. */
export const showTitles = async (c: AdminContext, table: DataTable): Promise<Response> => {
  const filter = readFilter(c)
  const address = addressOf(c)
  const all = await listStore(table, filter.status)
  const found = sorted(searchTitles(all, filter), filter.sort)
  const { items, next } = pageOf(found, c.req.query('cursor'))
  const plain = !address.includes('?')
  const nothing = plain && all.length === 0
  const body = (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeading size="work" title="Store" actions={nothing ? undefined : <Make />} />
      {nothing ? (
        <EmptyState title="The store is empty" action={<Make />}>
          Begin with a book, a checklist or a recording. It is on sale from the moment you save it.
        </EmptyState>
      ) : (
        <>
          <Filters filter={filter} facets={facetsOf(all)} plain={plain} />
          <p class="nums text-sm text-muted" role="status">
            {found.length === 1 ? 'One title' : `${found.length} titles`}
            {found.length === all.length ? '' : ` of ${all.length}`}
          </p>
          <Panel flush>
            <Table
              caption="Titles"
              columns={columns}
              rows={items}
              rowId={({ slug }) => `title-${slug}`}
              address={address}
              sort={filter.sort ?? (filter.text === '' ? 'title' : undefined)}
              empty={filter.status === 'withdrawn' && all.length === 0 ? 'Nothing is withdrawn.' : 'No title matches.'}
            />
          </Panel>
        </>
      )}
      <Pagination address={address} next={next} />
    </div>
  )
  return showAdmin(c, table, { title: 'Store', nav: 'store' }, body)
}
