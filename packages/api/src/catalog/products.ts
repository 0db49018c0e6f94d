import {
  CoverChoices,
  Edition,
  FormatType,
  findProductsWithParts,
  isBundle,
  listStore,
  Product,
  ProductKind,
  savingOf,
  searchTitles,
  skuOf,
  titlesIn,
} from '@lectern/core/catalog'
import {
  badCursor,
  Cents,
  line,
  lineOrNothing,
  notFound,
  readCursor,
  type Table,
  writeCursor,
} from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'
import { Images, imagesOf } from './image-view.ts'

const FormatView = z
  .object({
    sku: z.string(),
    name: z.string(),
    type: FormatType.describe(
      'A download comes as a link, a physical copy is shipped, and a bundle delivers what it contains.',
    ),
    priceCents: Cents,
    savingCents: Cents.optional().describe('What a bundle saves compared with buying its parts separately.'),
    contents: z.array(z.string()).optional().describe('The skus a bundle delivers.'),
  })
  .meta({ id: 'Format' })

const { slug, title, kind, authors, tags, includedInMembership, status } = Product.shape

/** A title of the store, or a bundle of some, for everyone. */
export const ProductView = z
  .object({
    slug,
    kind: kind.unwrap(),
    title,
    subtitle: z.string().optional(),
    summary: z.string(),
    description: z.string(),
    authors: authors.unwrap(),
    tags: tags.unwrap(),
    includedInMembership: includedInMembership.unwrap().describe('Whether members can download it for free.'),
    editions: z.array(z.object(Edition.shape)).describe('Newest first; earlier editions stay available.'),
    formats: z.array(FormatView),
    ...Images,
  })
  .meta({ id: 'Product' })
export type ProductView = z.infer<typeof ProductView>

/** What organizers see besides. */
export const AdminProductView = ProductView.extend({
  status,
  ...CoverChoices.shape,
  revision: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
}).meta({ id: 'AdminProduct' })
export type AdminProductView = z.infer<typeof AdminProductView>

/** What a view of a title is made of beside it: the titles that it holds, when it is a bundle, and where the site is. */
type ProductViewing = { parts: ReadonlyMap<string, Product>; siteUrl: string }

export const productView = (product: Product, { parts, siteUrl }: ProductViewing): ProductView =>
  shown(ProductView, {
    ...product,
    subtitle: product.subtitle || undefined,
    formats: product.formats.map((format) => ({
      ...format,
      sku: skuOf(product.slug, format),
      savingCents: format.contents && Math.max(0, savingOf(format, parts)),
    })),
    ...imagesOf(siteUrl, product, 'book'),
  })

export const adminProductView = (product: Product, viewing: ProductViewing): AdminProductView =>
  shown(AdminProductView, { ...product, ...productView(product, viewing) })

/** The titles that bundles among some titles hold. */
export const partsOf = async (table: Table, products: readonly Product[]): Promise<Map<string, Product>> => {
  const bundles = products.filter(isBundle)
  return bundles.length === 0 ? new Map() : findProductsWithParts(table, bundles.flatMap(titlesIn))
}

const ProductQuery = PageQuery.extend({
  q: lineOrNothing(100).optional().describe('Words in the title, authors, tags, or description.'),
  kind: ProductKind.optional(),
  author: line(120).optional(),
  tag: line(40).optional(),
  type: FormatType.optional(),
  free: z.enum(['true', 'false']).optional().describe('`true`: free items only.'),
})

const example: ProductView = {
  slug: 'checklist',
  kind: 'checklist',
  title: '68-Point Checklist',
  summary: 'What to look at on the first visit.',
  description: '',
  authors: ['Karl Palachuk'],
  tags: ['service'],
  includedInMembership: true,
  editions: [{ label: '4.0', releasedOn: '2024-01-08' }],
  formats: [
    { sku: 'checklist:e-book', name: 'E-book', type: 'download', priceCents: 1999 },
    { sku: 'checklist:paperback', name: 'Paperback', type: 'physical', priceCents: 3333 },
  ],
  image: { url: 'https://example.com/covers/titles/checklist-book.0a1b2c3.svg', width: 400, height: 600 },
  shareImage: { url: 'https://example.com/covers/titles/checklist-og.4d5e6f7.png', width: 1200, height: 630 },
}

/** The store: titles and bundles. */
export const productRoutes = (api: Api): void => {
  const { table, siteUrl } = api.services
  const anyone = endpoints(api, { who: 'all', tag: 'Store' })

  anyone.get('/api/products', 'listProducts', {
    caching: 'revalidated',
    summary: 'List titles and bundles',
    description:
      'Best match first with `q`, otherwise by title. The beginning of a word is enough, and if nothing matches exactly, similar spellings do.',
    query: ProductQuery,
    answers: { 200: { description: 'A page of titles', schema: pageOf(ProductView) } },
    run: async ({ query: { q, free, cursor, limit, ...filter } }) => {
      const store = await listStore(table)
      const found = searchTitles(store, { ...filter, text: q, free: free === 'true' })
      const after = readCursor(cursor)
      const start = after === undefined ? 0 : found.findIndex((product) => product.slug === after) + 1
      if (after !== undefined && start === 0) throw badCursor()
      const items = found.slice(start, start + limit)
      const last = items.at(-1)
      const parts = await partsOf(table, items)
      return {
        items: items.map((product) => productView(product, { parts, siteUrl })),
        ...(last && found.length > start + limit ? { next: writeCursor(last.slug) } : {}),
      }
    },
  })

  anyone.get('/api/products/{slug}', 'getProduct', {
    caching: 'revalidated',
    summary: 'Get a title or a bundle',
    answers: { 200: { description: 'The title', schema: ProductView, example } },
    run: async ({ params }) => {
      const products = await findProductsWithParts(table, [params.slug])
      const product = products.get(params.slug)
      if (product?.status !== 'on-sale') throw notFound('title')
      return productView(product, { parts: products, siteUrl })
    },
  })
}
