import { type Grant, grantsFor, isLive, listGrants, titleAccess } from '../access/index.ts'
import { type Format, findProducts, listStore, type Product, readSku, skuOf } from '../catalog/index.ts'
import { mayOpen, membershipsOf } from '../membership/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import type { Order } from '../registration/index.ts'
import { grantsByOrder } from './open-file.ts'
import { byEdition, type EditionFiles } from './title-file.ts'
import { listTitleFiles } from './title-file-store.ts'

/** A title that somebody may open: in which formats, and its files by version, the newest first. */
export type OpenTitle = {
  product: Product
  formats: Format[]
  editions: EditionFiles[]
  /** Theirs to keep, or open as long as they are a member. */
  by: 'purchase' | 'membership'
}

/** How many titles are read at once. */
const together = 20

const titleOf = async (
  table: Table,
  product: Product,
  grants: readonly Grant[],
  now: Instant,
  included: boolean,
): Promise<OpenTitle[]> => {
  const open = (format: Format): boolean =>
    format.type === 'download' && mayOpen(grants, skuOf(product.slug, format), now, { included })
  const formats = product.formats.filter(open)
  if (formats.length === 0) return []
  const skus = formats.map((format) => skuOf(product.slug, format))
  const files = (await listTitleFiles(table, product.slug)).filter(
    ({ sku, state }) => state === 'there' && skus.includes(sku),
  )
  const kept = skus.some((sku) =>
    grantsFor(grants, titleAccess(sku), now).some(({ source }) => source !== 'membership'),
  )
  return [{ product, formats, editions: byEdition(product, files), by: kept ? 'purchase' : 'membership' }]
}

const titlesOf = async (
  table: Table,
  products: readonly Product[],
  grants: readonly Grant[],
  now: Instant,
  includes: (product: Product) => boolean,
): Promise<OpenTitle[]> => {
  const found: OpenTitle[] = []
  for (let from = 0; from < products.length; from += together) {
    const some = products.slice(from, from + together)
    const read = await Promise.all(some.map((one) => titleOf(table, one, grants, now, includes(one))))
    found.push(...read.flat())
  }
  return found
}

const granted = async (table: Table, grants: readonly Grant[], now: Instant): Promise<Product[]> => {
  const prefix = titleAccess('')
  const slugs = grants.flatMap((grant) =>
    grant.what.startsWith(prefix) && isLive(grant, now)
      ? (readSku(grant.what.slice(prefix.length))?.offering ?? [])
      : [],
  )
  return [...(await findProducts(table, slugs)).values()]
}

const byTitle = (a: OpenTitle, b: OpenTitle): number => a.product.title.localeCompare(b.product.title, 'en')

/** What a person may open: what they have bought, and for members what their membership includes, by title. */
export const listTitlesFor = async (table: Table, personId: string, now: Instant): Promise<OpenTitle[]> => {
  const grants = await listGrants(table, personId)
  const member = membershipsOf(grants, now).length > 0
  const [own, store] = await Promise.all([granted(table, grants, now), member ? listStore(table) : []])
  const included = store.filter(({ includedInMembership }) => includedInMembership)
  const others = included.filter(({ slug }) => !own.some((product) => product.slug === slug))
  const includes = ({ slug }: Product): boolean => included.some((product) => product.slug === slug)
  return (await titlesOf(table, [...own, ...others], grants, now, includes)).sort(byTitle)
}

/** What an order lets its buyer open right now, without anything that was refunded. */
export const listTitlesOfOrder = async (
  table: Table,
  order: Pick<Order, 'id' | 'buyer'>,
  now: Instant,
): Promise<OpenTitle[]> => {
  const grants = grantsByOrder(await listGrants(table, order.buyer.personId), order.id)
  return (await titlesOf(table, await granted(table, grants, now), grants, now, () => false)).sort(byTitle)
}
