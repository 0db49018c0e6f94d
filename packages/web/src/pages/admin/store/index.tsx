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
import type { Table } from '@lectern/core/platform'
import { getStoreTerms } from '@lectern/core/pricing'
import { readDollars } from '../../../forms/dollars.ts'
import { errorsOf, refusalOf } from '../../../forms/errors.ts'
import {
  again,
  type Declared,
  declarePages,
  done,
  type Outcome,
  overSaved,
  type Refused,
  recorded,
  why,
} from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { BundleForm, type Saving } from './bundle-form.tsx'
import { titleList } from './list-titles.tsx'
import { bundleField, readBundle, readTitle, titleField } from './read-title.ts'
import { TitleForm } from './title-form.tsx'
import { type Readiness, SaleParts, titleHead } from './title-page.tsx'
import { newTitleValues, titleDifferences, valuesOfTitle } from './title-values.ts'

type Shown = Partial<Refused> & { typed: Typed; saved?: Product | undefined; preview?: boolean }

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

const showEditor = async (c: AdminContext, table: Table, { preview, saved, ...shown }: Shown): Promise<Response> => {
  const { typed, status } = shown
  const bundle = bundled(typed, saved)
  const store = await listStore(table)
  const bundles = saved ? store.filter((one) => isBundle(one) && titlesIn(one).includes(saved.slug)) : []
  const slugs = typed.all('contents').flatMap((sku) => readSku(sku)?.offering ?? [])
  const held = bundle ? await findProducts(table, slugs) : new Map<string, Product>()
  const saving = bundle && (preview || saved || status) ? savingIn(typed, held) : undefined
  const ready = saved && (await readinessOf(table, saved))
  return showAdmin(
    c,
    table,
    { ...titleHead({ saved, bundle, bundles }), nav: 'store', flash: flashOf(c, flashes), ...shown },
    <>
      {saved && ready && <SaleParts saved={saved} ready={ready} />}
      {bundle ? (
        <BundleForm {...{ saved, held, saving, titles: searchTitles(store, {}) }} />
      ) : (
        <TitleForm saved={saved} />
      )}
    </>,
  )
}

/** Saves what the form holds. Everything that the editor shows is sent, so that a field that was emptied is emptied. */
const saveForm = async (table: Table, typed: Typed, saved: Product | undefined, now: string): Promise<Product> => {
  const revision = Number(typed.text('revision'))
  if (bundled(typed, saved)) {
    const read = readBundle(typed)
    if (!saved) return createBundle(table, { ...read, status: 'draft' }, now)
    const { slug: _, status: __, ...change } = read
    return editBundle(table, saved.slug, { subtitle: undefined, ...change, revision }, now)
  }
  const read = readTitle(typed)
  if (!saved) return createProduct(table, { ...read, status: 'draft' }, now)
  const { slug: _, status: __, ...change } = read
  return editProduct(table, saved.slug, { subtitle: undefined, ...change, revision }, now)
}

/** The editor's field for a path of the schema: what of a title's is a row of a table is one field of a bundle. */
const editorField = (path: string, typed: Typed): string =>
  path === 'preorder' ? path : (typed.text('kind') === 'bundle' ? bundleField : titleField)(path)

export const storePages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const savedOf = async (c: AdminContext): Promise<Product | undefined> => {
    const slug = c.req.param('slug')
    return slug === undefined ? undefined : getProduct(table, slug)
  }

  /** Where someone saved in between, the form stays as it was typed, and says what is there now. */
  const showAgain = async (c: AdminContext, refused: Refused) => {
    const saved = await savedOf(c)
    if (!saved || refused.problem.code !== 'catalog.changed') return showEditor(c, table, { ...refused, saved })
    const found = titleDifferences(refused.typed, saved)
    const message =
      found.length === 0
        ? 'Someone else just saved the same changes to this title.'
        : `Someone else just edited this title. Here’s what differs from your form: ${found.join('; ')}. Save again to replace it with yours.`
    return showEditor(c, table, { ...overSaved(refused, saved.revision, message), saved })
  }

  /** What is wrong with an act: a bundle whose parts are gone says so and stays as it is saved. */
  const showSaved = async (c: AdminContext, { problem }: Refused) => {
    const saved = await getProduct(table, partOf(c, 'slug'))
    const typed = valuesOfTitle(saved)
    const errors = errorsOf(refusalOf(problem), (path) => editorField(path, typed))
    return showEditor(c, table, { typed, saved, errors, status: 409 })
  }

  const app = declarePages({ who: 'admin', at: '/admin/store', again: showAgain, field: editorField })

  const submit = async (c: AdminContext, typed: Typed): Promise<Outcome> => {
    const saved = await savedOf(c)
    if (typed.text('intent') === 'preview') return again(showEditor(c, table, { typed, saved, preview: true }))
    const { slug } = await saveForm(table, typed, saved, c.var.now)
    return done(`/admin/store/${slug}?done=${saved ? 'saved' : 'created'}`)
  }

  app.page('/', { audit: why.impersonal }, listPage(table, titleList(table)))
  app.page('/new', { audit: why.impersonal }, (c) =>
    showEditor(c, table, { typed: newTitleValues(c.req.query('kind') === 'bundle' ? 'bundle' : 'book') }),
  )
  app.form('/new', { audit: recorded('product.create', 'product:{made}') }, submit)
  app.page('/:slug', { audit: why.impersonal }, async (c) => {
    const saved = await getProduct(table, c.req.param('slug'))
    return showEditor(c, table, { typed: valuesOfTitle(saved), saved })
  })
  app.form('/:slug', { audit: recorded('product.change', 'product:{slug}') }, submit)
  app.form(
    '/:slug/publish',
    { audit: recorded('product.change', 'product:{slug}'), again: showSaved },
    async (c, typed) => {
      const slug = c.req.param('slug')
      await putOnSale(table, slug, { preorder: typed.text('preorder') !== '' }, c.var.now)
      return done(`/admin/store/${slug}?done=published`)
    },
  )
  for (const [act, status, action] of [
    ['withdraw', 'withdrawn', 'product.withdraw'],
    ['restore', 'on-sale', 'product.change'],
  ] as const) {
    app.form(`/:slug/${act}`, { audit: recorded(action, 'product:{slug}'), again: showSaved }, async (c) => {
      const slug = partOf(c, 'slug')
      await editProduct(table, slug, { status }, c.var.now)
      return done(`/admin/store/${slug}?done=${status === 'withdrawn' ? 'withdrawn' : 'restored'}`)
    })
  }
  return app.pages
}
