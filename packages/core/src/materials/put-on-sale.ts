import { editProduct, type Format, getProduct, type Product, readSku, skuOf } from '../catalog/index.ts'
import { type Instant, Problem, type Table } from '../platform/index.ts'
import { listTitleFiles } from './title-file-store.ts'

/** Which of some formats to download have no file yet, by their skus. One query for each title. */
export const skusAwaitingFile = async (table: Table, skus: readonly string[]): Promise<Set<string>> => {
  const titles = [...new Set(skus.flatMap((sku) => readSku(sku)?.offering ?? []))]
  const files = (await Promise.all(titles.map((slug) => listTitleFiles(table, slug)))).flat()
  const there = new Set(files.flatMap(({ sku, state }) => (state === 'there' ? sku : [])))
  return new Set(skus.filter((sku) => !there.has(sku)))
}

/** The formats of a title that are downloaded and have no file yet. */
export const formatsAwaitingFile = async (table: Table, product: Product): Promise<Format[]> => {
  const downloads = product.formats.filter(({ type }) => type === 'download')
  const awaiting = await skusAwaitingFile(
    table,
    downloads.map((format) => skuOf(product.slug, format)),
  )
  return downloads.filter((format) => awaiting.has(skuOf(product.slug, format)))
}

/**
 * Puts a draft on sale. A download that has no file is sold as a pre-order, and only if someone says so: its buyers are told
 * that it's not there yet, and by email when it is.
 * @throws Problem not-found; conflict `materials.no-file`, `catalog.changed`; invalid `catalog.contradiction`
 */
export const putOnSale = async (
  table: Table,
  slug: string,
  { preorder }: { preorder: boolean },
  now: Instant,
): Promise<Product> => {
  const product = await getProduct(table, slug)
  const [first] = preorder ? [] : await formatsAwaitingFile(table, product)
  if (first) {
    const message = `Upload a file for “${first.name}” first, or sell it as a pre-order.`
    throw new Problem('conflict', 'materials.no-file', message, { errors: [{ path: 'preorder', message }] })
  }
  return editProduct(table, slug, { status: 'on-sale', revision: product.revision }, now)
}
