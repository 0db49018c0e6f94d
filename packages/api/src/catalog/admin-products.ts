import {
  BundleChange,
  createBundle,
  createProduct,
  editBundle,
  editProduct,
  getProduct,
  isBundle,
  listProducts,
  NewBundle,
  NewProduct,
  Product,
  ProductChange,
  withdrawProduct,
} from '@lectern/core/catalog'
import { notRecorded } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/lists.ts'
import { AdminProductView, adminProductView, partsOf } from './products.ts'

const examples = {
  product: {
    slug: 'checklist',
    title: '68-Point Checklist',
    authors: ['Karl Palachuk'],
    formats: [
      { name: 'E-book', type: 'download', priceCents: 1999 },
      { name: 'Paperback', type: 'physical', priceCents: 3333 },
    ],
  },
  bundle: {
    slug: 'starter-set',
    title: 'Starter set',
    priceCents: 3999,
    contents: ['checklist:e-book', 'operations-manual:e-book'],
  },
}

const withdraws =
  'Removes it from the store; people who bought it keep it. Returns it with `status` `withdrawn`. Change `status` to put it back on sale.'

const show = async ({ table, siteUrl }: Api['services'], product: Product) =>
  adminProductView(product, { parts: await partsOf(table, [product]), siteUrl })

const one = { description: 'The title', schema: AdminProductView }

/** Titles, as organizers create and change them. */
export const adminProductRoutes = (api: Api): void => {
  const { table, siteUrl } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const path = '/api/admin/products/{slug}'

  admins.get('/api/admin/products', 'adminListProducts', {
    audit: notRecorded.impersonal,
    summary: 'List titles and bundles of one status',
    query: PageQuery.extend({ status: Product.shape.status.default('on-sale') }),
    answers: { 200: { description: 'A page of titles', schema: pageOf(AdminProductView) } },
    run: async ({ query: { status, cursor, limit } }) => {
      const { items, next } = await listProducts(table, status, { cursor, limit })
      const parts = await partsOf(table, items)
      return { items: items.map((product) => adminProductView(product, { parts, siteUrl })), next }
    },
  })
  admins.post('/api/admin/products', 'createProduct', {
    audit: { action: 'product.create', subject: 'product:{made}' },
    summary: 'Create a title',
    description:
      "Goes on sale right away, unless `status` is `draft`. A download without a file is sold as a pre-order: its page says so, and buyers get an email when the file is uploaded. Its slug is its address and can't change. A format without a slug gets one from its name.",
    body: NewProduct.meta({ id: 'NewProduct' }),
    bodyExample: examples.product,
    answers: { 201: one },
    run: async ({ body, now }) => show(api.services, await createProduct(table, body, now)),
  })
  admins.get(path, 'adminGetProduct', {
    audit: notRecorded.impersonal,
    summary: 'Get a title or bundle, including withdrawn ones',
    answers: { 200: one },
    run: async ({ params }) => show(api.services, await getProduct(table, params.slug)),
  })
  admins.patch(path, 'changeProduct', {
    audit: { action: 'product.change', subject: 'product:{slug}' },
    summary: 'Change a title',
    description: 'Only the fields you send change. Send lists in full. Existing orders keep their price.',
    body: ProductChange.meta({ id: 'ProductChange' }),
    bodyExample: { summary: 'What to look at on the first visit.', editions: [] },
    answers: { 200: one },
    run: async ({ params, body, now }) => show(api.services, await editProduct(table, params.slug, body, now)),
  })
  admins.delete(path, 'withdrawProduct', {
    audit: { action: 'product.withdraw', subject: 'product:{slug}' },
    summary: 'Withdraw a title',
    description: withdraws,
    answers: { 200: one },
    run: async ({ params, now }) => show(api.services, await withdrawProduct(table, params.slug, now)),
  })
}

/** Bundles: titles together, for less than one by one. */
export const adminBundleRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const path = '/api/admin/bundles/{slug}'
  const getBundle = async (slug: string): Promise<Product> => {
    const bundle = await getProduct(table, slug)
    if (!isBundle(bundle)) throw notFound('bundle')
    return bundle
  }

  admins.post('/api/admin/bundles', 'createBundle', {
    audit: { action: 'bundle.create', subject: 'product:{made}' },
    summary: 'Create a bundle',
    description: "`contents` lists skus of formats of other titles. A bundle can't cost more than its parts.",
    body: NewBundle.meta({ id: 'NewBundle' }),
    bodyExample: examples.bundle,
    answers: { 201: one },
    run: async ({ body, now }) => show(api.services, await createBundle(table, body, now)),
  })
  admins.get(path, 'adminGetBundle', {
    audit: notRecorded.impersonal,
    summary: 'Get a bundle',
    answers: { 200: one },
    run: async ({ params }) => show(api.services, await getBundle(params.slug)),
  })
  admins.patch(path, 'changeBundle', {
    audit: { action: 'bundle.change', subject: 'product:{slug}' },
    summary: 'Change a bundle',
    description: 'Only the fields you send change. Existing orders keep their price and contents.',
    body: BundleChange.meta({ id: 'BundleChange' }),
    bodyExample: { priceCents: 4499 },
    answers: { 200: one },
    run: async ({ params, body, now }) => show(api.services, await editBundle(table, params.slug, body, now)),
  })
  admins.delete(path, 'withdrawBundle', {
    audit: { action: 'bundle.withdraw', subject: 'product:{slug}' },
    summary: 'Withdraw a bundle',
    description: withdraws,
    answers: { 200: one },
    run: async ({ params, now }) => {
      const { slug } = await getBundle(params.slug)
      return show(api.services, await withdrawProduct(table, slug, now))
    },
  })
}
