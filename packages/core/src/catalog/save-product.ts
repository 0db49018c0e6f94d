import * as z from 'zod'
import { Cents, commit, type Instant, notFound, Problem, type Table } from '../platform/index.ts'
import { makeAtFree, slugsFor, withSlugs } from './made-slug.ts'
import {
  checkContents,
  checkProduct,
  type Edition,
  Format,
  isBundle,
  Product,
  ProductDetails,
  titlesIn,
} from './product.ts'
import { findProducts, getProduct, pendingNewProduct, pendingOffering, pendingProduct } from './product-store.ts'
import { Slug, titleSlug } from './ticket.ts'

const formats = z
  .array(Format.extend({ slug: Slug.optional() }))
  .min(1)
  .max(12)
  .transform((all) => withSlugs(all, 'format'))

/** How a title begins: on sale at once, unless it is made as a draft. */
const status = z.enum(['draft', 'on-sale']).default('on-sale')

/** A new title. */
export const NewProduct = ProductDetails.extend({ slug: Slug.optional(), formats, status })
export type NewProduct = z.infer<typeof NewProduct>

/** A new bundle: titles together, for less than one by one. */
export const NewBundle = ProductDetails.omit({ kind: true, includedInMembership: true, editions: true }).extend({
  slug: Slug.optional(),
  status,
  priceCents: Cents,
  /** The skus of the formats that it holds. */
  contents: z.array(z.string().max(170)).min(2).max(40),
})
export type NewBundle = z.infer<typeof NewBundle>

const { shape } = ProductDetails

/** A change: only what is named changes. */
export const ProductChange = ProductDetails.extend({
  // Without their defaults, which zod gives to an optional field too: what is left out would be reset.
  summary: shape.summary.unwrap(),
  description: shape.description.unwrap(),
  authors: shape.authors.unwrap(),
  kind: shape.kind.unwrap(),
  tags: shape.tags.unwrap(),
  includedInMembership: shape.includedInMembership.unwrap(),
  editions: shape.editions.unwrap(),
  formats,
})
  .partial()
  .extend({ status: Product.shape.status.optional(), revision: z.int().optional() })
export type ProductChange = z.infer<typeof ProductChange>

/** A change of a bundle, in the terms in which it was made. */
export const BundleChange = ProductChange.omit({
  kind: true,
  includedInMembership: true,
  editions: true,
  formats: true,
}).extend({ priceCents: NewBundle.shape.priceCents.optional(), contents: NewBundle.shape.contents.optional() })
export type BundleChange = z.infer<typeof BundleChange>

const taken = (slug: string): Problem =>
  new Problem('conflict', 'catalog.slug-taken', `The address “${slug}” is already taken.`, {
    errors: [{ path: 'slug', message: 'Another title or event already uses this address' }],
  })

const changedMeanwhile = (): Problem =>
  new Problem(
    'conflict',
    'catalog.changed',
    'Someone else just edited this title. Reload to see it, then make your change again.',
  )

const checked = async (table: Table, product: Product): Promise<Product> => {
  checkProduct(product)
  // A title that's off the store may stay as it is, even if a part of it went before.
  if (isBundle(product) && product.status !== 'withdrawn')
    checkContents(product, await findProducts(table, titlesIn(product)))
  return product
}

/** The newest first, as they are shown. */
const sorted = (editions: readonly Edition[]): Edition[] =>
  [...editions].sort((a, b) => (a.releasedOn < b.releasedOn ? 1 : a.releasedOn > b.releasedOn ? -1 : 0))

/**
 * Makes a title, on sale at once or as a draft. Its slug, taken from the title when none is given, is its address for good.
 * @throws Problem conflict `catalog.slug-taken`; invalid `catalog.contradiction`
 */
export const createProduct = async (
  table: Table,
  { slug: given, ...details }: NewProduct,
  now: Instant,
): Promise<Product> => {
  const make = async (slug: string): Promise<Product | undefined> => {
    const product = await checked(table, {
      ...details,
      editions: sorted(details.editions),
      slug,
      createdAt: now,
      updatedAt: now,
      revision: 1,
    })
    const result = await commit(table, [...pendingNewProduct(table, product), pendingOffering(table, slug, 'product')])
    return result.committed ? product : undefined
  }
  return makeAtFree('product', slugsFor(given, titleSlug(details.title), details.kind), make, taken)
}

/** Makes a bundle. @throws as `createProduct`, also when a part does not exist or the parts cost less one by one */
export const createBundle = (table: Table, { priceCents, contents, ...details }: NewBundle, now: Instant) =>
  createProduct(
    table,
    {
      ...details,
      kind: 'bundle',
      includedInMembership: false,
      editions: [],
      formats: [{ slug: 'bundle', name: 'Bundle', type: 'bundle', priceCents, contents }],
    },
    now,
  )

/**
 * Changes a title. Orders placed before keep their price and what they deliver.
 * @throws Problem not-found; conflict `catalog.changed`, `catalog.format-gone`; invalid `catalog.contradiction`
 */
export const editProduct = async (
  table: Table,
  slug: string,
  { revision, ...change }: ProductChange,
  now: Instant,
): Promise<Product> => {
  const before = await getProduct(table, slug)
  if (revision !== undefined && revision !== before.revision) throw changedMeanwhile()
  const merged: Product = { ...before, ...change, updatedAt: now }
  const product = await checked(table, { ...merged, editions: sorted(merged.editions) })
  const gone = before.formats.find((format) => !product.formats.some((one) => one.slug === format.slug))
  if (gone) {
    const message = `You can’t remove “${gone.name}” because someone may have bought it`
    throw new Problem('conflict', 'catalog.format-gone', `${message}. Withdraw the title instead.`, {
      errors: [{ path: 'formats', message }],
    })
  }
  const result = await commit(table, pendingProduct(table, product))
  if (!result.committed) throw changedMeanwhile()
  return { ...product, revision: before.revision + 1 }
}

/** Changes a bundle. @throws as `editProduct`; not-found also for a title that is none */
export const editBundle = async (
  table: Table,
  slug: string,
  { priceCents, contents, ...change }: BundleChange,
  now: Instant,
): Promise<Product> => {
  const before = await getProduct(table, slug)
  if (!isBundle(before)) throw notFound('bundle')
  const formats = before.formats.map((format) => ({
    ...format,
    ...(priceCents === undefined ? {} : { priceCents }),
    ...(contents === undefined ? {} : { contents }),
  }))
  // The revision that was read, so that a change in between is not undone by the formats from before it.
  return editProduct(table, slug, { revision: before.revision, ...change, formats }, now)
}

/** Takes a title off the store. People who bought it keep it. */
export const withdrawProduct = (table: Table, slug: string, now: Instant): Promise<Product> =>
  editProduct(table, slug, { status: 'withdrawn' }, now)
