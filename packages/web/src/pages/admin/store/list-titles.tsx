import {
  type Facets,
  type FormatType,
  facetsOf,
  listStore,
  Product,
  ProductKind,
  productKindLabels,
  searchTitles,
} from '@lectern/core/catalog'
import { type Table as DataTable, pageOfAll } from '@lectern/core/platform'
import { RowTitle, Way } from '../../../components/link.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { chosen } from '../../../layout/admin-page.tsx'
import { formatDay } from '../../../layout/moments.ts'
import { type ListColumn, plain } from '../../../lists/columns.ts'
import { choice, oneOf, search } from '../../../lists/filters.tsx'
import { defineList, type List } from '../../../lists/list-page.tsx'
import { formatFormats, statusFaces } from './title-words.ts'

const sorts = ['title', '-title', 'changed', '-changed'] as const
type Sort = (typeof sorts)[number]

const typeLabels: Record<FormatType, string> = { download: 'Download', physical: 'Print', bundle: 'Bundle' }

const columns: ListColumn<Product>[] = [
  {
    key: 'title',
    label: 'Title',
    sortable: true,
    cell: ({ slug, title, authors }) => (
      <RowTitle href={`/admin/store/${slug}`} title={title} under={authors.join(', ') || undefined} />
    ),
    file: { Title: ({ title }) => title, Slug: ({ slug }) => slug, Authors: ({ authors }) => authors.join(', ') },
  },
  plain('kind', 'Kind', ({ kind }) => productKindLabels[kind].one),
  plain('formats', 'Formats', formatFormats),
  plain('members', 'Members', ({ includedInMembership }) => (includedInMembership ? 'Included' : '')),
  {
    key: 'state',
    label: 'State',
    cell: ({ status }) => <StateBadge state={statusFaces[status].state}>{statusFaces[status].words}</StateBadge>,
    file: { State: ({ status }) => status },
  },
  {
    key: 'changed',
    label: 'Changed',
    sortable: true,
    cell: ({ updatedAt }) => <span class="whitespace-nowrap">{formatDay(updatedAt)}</span>,
    file: { 'Changed (UTC)': ({ updatedAt }) => updatedAt },
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

const statusFilter = oneOf(
  'State',
  Product.shape.status.options.map((value) => ({ value, label: statusFaces[value].words })),
  'on-sale',
)

const filters = {
  q: search('Search', { most: 200 }),
  kind: choice(
    'Kind',
    ProductKind.options.map((value) => ({ value, label: productKindLabels[value].many })),
  ),
  author: search('Author', { most: 120 }),
  type: choice('Format', typeLabels),
  status: statusFilter,
}

/** The same fields, with what there is to choose from and how often. */
const counted = ({ kinds, authors, types }: Facets) => ({
  kind: choice(
    'Kind',
    kinds.map(({ value, count }) => ({ value, label: `${productKindLabels[value].many} (${count})` })),
  ),
  author: choice(
    'Author',
    authors.map(({ value, count }) => ({ value, label: `${value} (${count})` })),
    'All authors',
  ),
  type: choice(
    'Format',
    types.map(({ value, count }) => ({ value, label: `${typeLabels[value]} (${count})` })),
  ),
})

/** The titles and bundles of a state, found by words or by what they are. */
export const titleList = (table: DataTable) =>
  defineList({
    filters,
    list: async (c, { q, kind, author, type, status }): Promise<List<Product>> => {
      const asked = chosen(c.req.query('sort'), sorts)
      const all = await listStore(table, status)
      const found = sorted(searchTitles(all, { text: q, kind, author: author || undefined, type }), asked)
      const count = found.length === 1 ? 'One title' : `${found.length} titles`
      return {
        title: 'Store',
        nav: 'store',
        actions: (
          <>
            <Way href="/admin/store-terms" label="Shipping and tax" />
            <Way href="/admin/store/new?kind=bundle" label="New bundle" />
          </>
        ),
        make: <Way href="/admin/store/new" label="New title" primary />,
        fields: counted(facetsOf(all)),
        count: found.length === all.length ? count : `${count} of ${all.length}`,
        caption: 'Titles',
        columns,
        rowId: ({ slug }) => `title-${slug}`,
        sort: asked ?? (q === '' ? 'title' : ''),
        empty: {
          title: 'No titles yet',
          words: 'Start with a book, a checklist, or a recording. It goes on sale when you save it.',
        },
        onPage: 100,
        read: async (page) => pageOfAll(found, ({ slug }) => slug, page),
        file: 'titles',
      }
    },
  })
