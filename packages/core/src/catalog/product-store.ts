import {
  entity,
  findOne,
  listAll,
  loadIndex,
  orNotFound,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  pendingSearchChange,
  put,
  readBatch,
  remove,
  required,
  type SearchNoun,
  type Table,
} from '../platform/index.ts'
import type { Product } from './product.ts'
import { titlesIn } from './product.ts'

/** Title or bundle of the store, in one item: only key attributes are stored beside its body. */
const products = entity({
  name: 'product',
  attributes: {
    slug: required.text,
    status: required.text,
    revision: required.number,
    body: required.anyOf<Product>(),
  },
  keys: {
    slug: { pk: 'product#${slug}', sk: 'product' },
    // One partition per status: admins alone write it.
    byStatus: { index: 'list', pk: 'products#${status}', sk: '${slug}' },
  },
})

/** Says that a slug is in use, by an event or by a title: a sku finds its offering by it alone. */
const offerings = entity({
  name: 'offering',
  attributes: { slug: required.text, what: { type: ['event', 'product'], required: true } },
  keys: {
    slug: { pk: 'offering#${slug}', sk: 'offering' },
  },
})

/** Takes a slug; refused as `offering` when something has it. */
export const pendingOffering = (table: Table, slug: string, what: 'event' | 'product'): PendingWrite =>
  put('offering', offerings(table).create({ slug, what }))

/** Frees a slug. */
export const pendingOfferingRemoval = (table: Table, slug: string): PendingWrite =>
  remove('offering', offerings(table).delete({ slug }))

const itemOf = (product: Product) => ({
  slug: product.slug,
  status: product.status,
  revision: product.revision,
  body: product,
})

const productOf = ({ body }: { body: Product }): Product => body

export const pendingNewProduct = (table: Table, product: Product): PendingWrite[] => [
  put('product', products(table).create(itemOf(product))),
  pendingSearchChange(table, titlesOnSale.name, product.slug),
]

/** Writes a changed title over the one it was read from; refused as `product` when someone changed it in between. */
export const pendingProduct = (table: Table, product: Product): PendingWrite[] => [
  put('product', products(table).put(itemOf({ ...product, revision: product.revision + 1 })), {
    revision: product.revision,
  }),
  pendingSearchChange(table, titlesOnSale.name, product.slug),
]

export const findProduct = (table: Table, slug: string): Promise<Product | undefined> =>
  findOne(products(table).get({ slug }), productOf)

export const getProduct = async (table: Table, slug: string): Promise<Product> =>
  orNotFound(await findProduct(table, slug), 'title')

/** Several titles in one read; those that do not exist are missing from the answer. */
export const findProducts = async (table: Table, slugs: readonly string[]): Promise<Map<string, Product>> => {
  const keys = [...new Set(slugs)].map((slug) => ({ slug }))
  const data = await readBatch(keys, (some) => products(table).get(some).go({ consistent: true }))
  return new Map(data.map((item) => [item.slug, productOf(item)]))
}

/** Some titles with those that the bundles among them hold: one read, and a second when there are bundles. */
export const findProductsWithParts = async (table: Table, slugs: readonly string[]): Promise<Map<string, Product>> => {
  const found = await findProducts(table, slugs)
  const parts = [...found.values()].flatMap(titlesIn).filter((slug) => !found.has(slug))
  return new Map([...found, ...(await findProducts(table, parts))])
}

/** Titles of one status by their slugs, a page at a time. */
export const listProducts = (table: Table, status: Product['status'], page: PageRequest): Promise<Page<Product>> =>
  pageOf(products(table).query.byStatus({ status }), ['slug'], page, productOf)

const readStore = (table: Table, status: Product['status']): Promise<Product[]> =>
  listAll(products(table).query.byStatus({ status }), productOf)

/** What the store has on sale, whole: it is listed, filtered, and searched as a whole, and all of it is public. */
export const titlesOnSale: SearchNoun<Product> = {
  name: 'titles',
  readAll: (table) => readStore(table, 'on-sale'),
  readSome: async (table, slugs) =>
    [...(await findProducts(table, slugs)).values()].filter(({ status }) => status === 'on-sale'),
}

/** Every title of a status, by slug. What is on sale costs one read while it is known; the others are read whole, for admins. */
export const listStore = async (table: Table, status: Product['status'] = 'on-sale'): Promise<readonly Product[]> =>
  status === 'on-sale' ? (await loadIndex(table, titlesOnSale)).entries : readStore(table, status)
