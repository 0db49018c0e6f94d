// The store's titles and bundles: a list, an editor for each, and the way off the store and back.

import {
  createBundle,
  createProduct,
  editBundle,
  editProduct,
  findProducts,
  formatOf,
  getProduct,
  isBundle,
  listStore,
  type Product,
  readSku,
  searchTitles,
  titlesIn,
} from '@lectern/core/catalog'
import { formatsAwaitingFile, putOnSale } from '@lectern/core/materials'
import { Problem, type Table } from '@lectern/core/platform'
import { getStoreTerms } from '@lectern/core/pricing'
import { readDollars } from '../../../forms/dollars.ts'
import { type Errors, errorsOf, noErrors, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, type Outcome, recorded, why } from '../../../forms/pages.ts'
import { readTyped, type Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { BundleForm, type Saving } from './bundle-form.tsx'
import { titleList } from './list-titles.tsx'
import { bundleField, readBundle, readTitle, titleField } from './read-title.ts'
import { TitleForm } from './title-form.tsx'
import { type Readiness, TitlePage } from './title-page.tsx'
import { newTitleValues, renewed, titleDifferences, valuesOfTitle } from './title-values.ts'

type Shown = { typed: Typed; saved?: Product | undefined; errors?: Errors; status?: 400 | 409; preview?: boolean }

const flashes = {
  created: 'Saved as a draft.',
  published: 'Now on sale.',
  saved: 'Saved. Earlier orders keep what they bought.',
  withdrawn: 'Off the store. People who bought it keep it, and you can put it back on sale.',
  restored: 'Back on sale.',
} as const

/** What buyers of the bundle in the form save; nothing while its price cannot be read or a part is not known. */
const savingIn = (typed: Typed, parts: ReadonlyMap<string, Product>): Saving | undefined => {
  const priceCents = readDollars(typed.text('price'))
  const prices = typed.all('contents').map((sku) => {
    const read = readSku(sku)
    const part = read && parts.get(read.offering)
    return part && formatOf(part, read?.item ?? '')?.priceCents
  })
  if (priceCents === undefined || prices.length < 2) return undefined
  const partsCents = prices.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
    0,
  )
  return partsCents === undefined ? undefined : { partsCents, priceCents, skus: typed.all('contents') }
}

const bundled = (typed: Typed, saved: Product | undefined): boolean =>
  saved === undefined ? typed.text('kind') === 'bundle' : isBundle(saved)

/** What a title lacks to be sold: files of its downloads while it is a draft, and somewhere to send its copies. */
const readinessOf = async (table: Table, saved: Product): Promise<Readiness> => {
  const printed = saved.formats.some(({ type }) => type === 'physical')
  const [awaited, terms] = await Promise.all([
    saved.status === 'draft' ? formatsAwaitingFile(table, saved) : [],
    printed ? getStoreTerms(table) : undefined,
  ])
  return { awaited, ships: terms === undefined || terms.shipping.length > 0 }
}

const showEditor = async (c: AdminContext, table: Table, shown: Shown): Promise<Response> => {
  const { typed, saved, errors = noErrors, status, preview } = shown
  const bundle = bundled(typed, saved)
  const view = { title: saved?.title ?? (bundle ? 'New bundle' : 'New title'), nav: 'store', status } as const
  const flash = status === undefined ? flashOf(c, flashes) : undefined
  const store = await listStore(table)
  const bundles = saved ? store.filter((one) => isBundle(one) && titlesIn(one).includes(saved.slug)) : []
  const slugs = typed.all('contents').flatMap((sku) => readSku(sku)?.offering ?? [])
  const held = bundle ? await findProducts(table, slugs) : new Map<string, Product>()
  const saving = bundle && (preview || saved || errors.size > 0) ? savingIn(typed, held) : undefined
  const ready = saved && (await readinessOf(table, saved))
  return showAdmin(
    c,
    table,
    { ...view, flash, errors },
    <TitlePage title={view.title} saved={saved} bundle={bundle} bundles={bundles} ready={ready}>
      {bundle ? (
        <BundleForm {...{ typed, errors, saved, held, saving, titles: searchTitles(store, {}) }} />
      ) : (
        <TitleForm {...{ typed, errors, saved }} />
      )}
    </TitlePage>,
  )
}

/** Saves what the form holds, or tells what is wrong with it. */
const saveForm = async (
  table: Table,
  typed: Typed,
  saved: Product | undefined,
  now: string,
): Promise<Product | Errors> => {
  // Everything that the editor shows is sent, so that a field that was emptied is emptied.
  const revision = Number(typed.text('revision'))
  if (bundled(typed, saved)) {
    const read = readBundle(typed)
    if (!read.ok) return errorsOf(read.errors, bundleField)
    if (!saved) return createBundle(table, { ...read.value, status: 'draft' }, now)
    const { slug: _, status: __, ...change } = read.value
    return editBundle(table, saved.slug, { subtitle: undefined, ...change, revision }, now)
  }
  const read = readTitle(typed)
  if (!read.ok) return errorsOf(read.errors, titleField)
  if (!saved) return createProduct(table, { ...read.value, status: 'draft' }, now)
  const { slug: _, status: __, ...change } = read.value
  return editProduct(table, saved.slug, { subtitle: undefined, ...change, revision }, now)
}

/** Someone saved in between: the form stays as it was typed, and may be saved over what is there now. */
const showConflict = async (c: AdminContext, table: Table, typed: Typed, slug: string): Promise<Response> => {
  const saved = await getProduct(table, slug)
  const found = titleDifferences(typed, saved)
  const message =
    found.length === 0
      ? 'Someone else just saved the same changes to this title.'
      : `Someone else just edited this title. Here’s what differs from your form: ${found.join('; ')}. Save again to replace it with yours.`
  return showEditor(c, table, { typed: renewed(typed, saved), errors: new Map([['', message]]), saved, status: 409 })
}

const submit = async (c: AdminContext, table: Table, saved: Product | undefined): Promise<Outcome> => {
  const typed = await readTyped(c)
  if (typed.text('intent') === 'preview') return again(showEditor(c, table, { typed, saved, preview: true }))
  try {
    const outcome = await saveForm(table, typed, saved, c.var.now)
    if (outcome instanceof Map) return again(showEditor(c, table, { typed, saved, errors: outcome, status: 400 }))
    const { slug } = outcome as Product
    return done(`/admin/store/${slug}?done=${saved ? 'saved' : 'created'}`)
  } catch (error) {
    if (saved && error instanceof Problem && error.code === 'catalog.changed') {
      return again(showConflict(c, table, typed, saved.slug))
    }
    const errors = errorsOf(refusalOf(error), bundled(typed, saved) ? bundleField : titleField)
    return again(showEditor(c, table, { typed, saved, errors, status: 409 }))
  }
}

/** Takes a title off the store, or puts it back; a bundle whose parts are gone says so and stays. */
const setStatus = async (c: AdminContext, table: Table, slug: string, status: Product['status']): Promise<Outcome> => {
  try {
    await editProduct(table, slug, { status }, c.var.now)
  } catch (error) {
    const saved = await getProduct(table, slug)
    const errors = errorsOf(refusalOf(error), isBundle(saved) ? bundleField : titleField)
    return again(showEditor(c, table, { typed: valuesOfTitle(saved), saved, errors, status: 409 }))
  }
  return done(`/admin/store/${slug}?done=${status === 'withdrawn' ? 'withdrawn' : 'restored'}`)
}

export const storePages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/store' })
  app.page('/', { audit: why.impersonal }, listPage(table, titleList(table)))
  app.page('/new', { audit: why.impersonal }, (c) =>
    showEditor(c, table, { typed: newTitleValues(c.req.query('kind') === 'bundle' ? 'bundle' : 'book') }),
  )
  app.form('/new', { audit: recorded('product.create', 'product:{made}') }, (c) => submit(c, table, undefined))
  app.page('/:slug', { audit: why.impersonal }, async (c) => {
    const saved = await getProduct(table, c.req.param('slug'))
    return showEditor(c, table, { typed: valuesOfTitle(saved), saved })
  })
  app.form('/:slug', { audit: recorded('product.change', 'product:{slug}') }, async (c) =>
    submit(c, table, await getProduct(table, c.req.param('slug'))),
  )
  app.form('/:slug/publish', { audit: recorded('product.change', 'product:{slug}') }, async (c, form) => {
    const slug = c.req.param('slug')
    try {
      await putOnSale(table, slug, { preorder: form.text('preorder') !== '' }, c.var.now)
    } catch (error) {
      const saved = await getProduct(table, slug)
      const errors = errorsOf(refusalOf(error), (path) =>
        path === 'preorder' ? path : (isBundle(saved) ? bundleField : titleField)(path),
      )
      return again(showEditor(c, table, { typed: valuesOfTitle(saved), saved, errors, status: 409 }))
    }
    return done(`/admin/store/${slug}?done=published`)
  })
  app.form('/:slug/withdraw', { audit: recorded('product.withdraw', 'product:{slug}') }, (c) =>
    setStatus(c, table, c.req.param('slug'), 'withdrawn'),
  )
  app.form('/:slug/restore', { audit: recorded('product.change', 'product:{slug}') }, (c) =>
    setStatus(c, table, c.req.param('slug'), 'on-sale'),
  )
  return app.pages
}
