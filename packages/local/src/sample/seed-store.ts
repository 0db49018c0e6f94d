import { createBundle, createProduct, findProducts, NewBundle, NewProduct, type Product } from '@lectern/core/catalog'
import { finishUpload, formatsAwaitingFile, type Materials, putOnSale, startUpload } from '@lectern/core/materials'
import type { Instant, Table } from '@lectern/core/platform'
import {
  createSale,
  findPromotionsByCodes,
  getStoreTerms,
  listSales,
  NewPromotion,
  NewSale,
  type Promotion,
  StoreTerms,
  savePromotion,
  saveStoreTerms,
} from '@lectern/core/pricing'
import type * as z from 'zod'
import { sampleFile } from './title-files.ts'
import type { SampleTitle } from './title-formats.ts'
import { bundles, leapDay2024, membersCode, oneDaySaleAfter, shipping, titles } from './titles.ts'

/** A promotion by its code: the one that is there, or a new one. */
export const ensurePromotion = async (
  table: Table,
  input: z.input<typeof NewPromotion> & { code: string },
  at: Instant,
): Promise<Promotion> => {
  const [known] = await findPromotionsByCodes(table, [input.code])
  return known ?? savePromotion(table, NewPromotion.parse(input), at)
}

/** Uploads a file for each format that is downloaded, as an admin would. */
const uploadFiles = async (materials: Materials, product: Product, now: Instant): Promise<void> => {
  for (const format of await formatsAwaitingFile(materials.table, product)) {
    const { filename, body } = sampleFile(product, format)
    const asked = { format: format.slug, edition: product.editions[0]?.label, filename, bytes: body.length }
    const { file, upload } = await startUpload(materials, product.slug, asked, { by: 'sample', now })
    if (!upload) throw new Error('A sample’s file has one part')
    const sent = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body })
    if (!sent.ok) throw new Error(`The store answered ${sent.status} to the file of a sample`)
    await finishUpload(materials, product.slug, file.id, now)
  }
}

/** At most so many titles are made in parallel. */
const together = 8

const seedTitles = async (materials: Materials, at: Instant): Promise<void> => {
  const { table } = materials
  const known = await findProducts(
    table,
    [...titles, ...bundles].map(({ slug }) => slug),
  )
  const seedTitle = async (title: SampleTitle): Promise<void> => {
    const draft = NewProduct.parse({ ...title, status: 'draft' })
    const product = known.get(title.slug) ?? (await createProduct(table, draft, at))
    if (product.status !== 'draft') return
    await uploadFiles(materials, product, at)
    await putOnSale(table, product.slug, { preorder: false }, at)
  }
  for (let from = 0; from < titles.length; from += together) {
    await Promise.all(titles.slice(from, from + together).map(seedTitle))
  }
  const missing = bundles.filter(({ slug }) => !known.has(slug))
  await Promise.all(missing.map((bundle) => createBundle(table, NewBundle.parse(bundle), at)))
}

/** Fills the store: titles with their files, bundles, shipping rates, the members' code and a sale of one day. What is there stays. */
export const seedStore = async (materials: Materials, sample: 'demo' | '2024', at: Instant): Promise<void> => {
  const { table } = materials
  await seedTitles(materials, at)
  const { revision } = await getStoreTerms(table)
  if (revision === 0) await saveStoreTerms(table, StoreTerms.parse(shipping), revision)
  await ensurePromotion(table, membersCode, at)
  const { promotion, page } = sample === '2024' ? leapDay2024 : oneDaySaleAfter(at)
  const { id } = await ensurePromotion(table, promotion, at)
  const known = await listSales(table)
  if (known.some(({ slug }) => slug === page.slug)) return
  await createSale(table, NewSale.parse({ ...page, promotionId: id, status: 'published' }), at)
}
