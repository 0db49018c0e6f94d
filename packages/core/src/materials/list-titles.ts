import { type Grant, grantsFor, isLive, listGrants, titleAccess } from '../access/index.ts'
import { type Format, findProducts, listStore, type Product, readSku, skuOf } from '../catalog/index.ts'
import { mayOpen, membershipsOf } from '../membership/index.ts'
import { type Instant, type Page, pageOfAll, type Table } from '../platform/index.ts'
import type { Order } from '../registration/index.ts'
import { grantsByOrder } from './open-file.ts'
import { byEdition, type EditionFiles } from './title-file.ts'
import { listTitleFiles } from './title-file-store.ts'

/** A title that someone may open: in which formats, and its files by version, the newest first. */
export type OpenTitle = {
  product: Product
  formats: Format[]
  editions: EditionFiles[]
  /** Theirs to keep, or open as long as they are a member. */
  by: 'purchase' | 'membership'
}

/** How many titles are read at once. */
const together = 20

type Opened = Omit<OpenTitle, 'editions'>

/** Which titles are open, and in which formats, by title; nothing is read for it. */
const opened = (
  products: readonly Product[],
  grants: readonly Grant[],
  now: Instant,
  includes: (product: Product) => boolean,
): Opened[] =>
  products
    .flatMap((product): Opened[] => {
      const open = (format: Format): boolean =>
        format.type === 'download' && mayOpen(grants, skuOf(product.slug, format), now, { included: includes(product) })
      const formats = product.formats.filter(open)
      if (formats.length === 0) return []
      const kept = formats.some((format) =>
        grantsFor(grants, titleAccess(skuOf(product.slug, format)), now).some(({ source }) => source !== 'membership'),
      )
      return [{ product, formats, by: kept ? 'purchase' : 'membership' }]
    })
    .sort((a, b) => a.product.title.localeCompare(b.product.title, 'en'))

const withFiles = async (table: Table, titles: readonly Opened[]): Promise<OpenTitle[]> => {
  const found: OpenTitle[] = []
  for (let from = 0; from < titles.length; from += together) {
    const read = titles.slice(from, from + together).map(async (title) => {
      const skus = title.formats.map((format) => skuOf(title.product.slug, format))
      const files = (await listTitleFiles(table, title.product.slug)).filter(
        ({ sku, state }) => state === 'there' && skus.includes(sku),
      )
      return { ...title, editions: byEdition(title.product, files) }
    })
    found.push(...(await Promise.all(read)))
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

/**
 * What a person may open: what they have bought, and for members what their membership includes, by title. Files are read
 * for the titles of the page alone; without a limit for all.
 */
export const listTitlesFor = async (
  table: Table,
  personId: string,
  now: Instant,
  asked: { cursor?: string | undefined; limit: number } = { limit: Number.POSITIVE_INFINITY },
): Promise<Page<OpenTitle>> => {
  const grants = await listGrants(table, personId)
  const member = membershipsOf(grants, now).length > 0
  const [own, store] = await Promise.all([granted(table, grants, now), member ? listStore(table) : []])
  const included = store.filter(({ includedInMembership }) => includedInMembership)
  const others = included.filter(({ slug }) => !own.some((product) => product.slug === slug))
  const includes = ({ slug }: Product): boolean => included.some((product) => product.slug === slug)
  const page = pageOfAll(opened([...own, ...others], grants, now, includes), ({ product }) => product.slug, asked)
  return { ...page, items: await withFiles(table, page.items) }
}

/** What an order lets its buyer open right now, without anything that was refunded. */
export const listTitlesOfOrder = async (
  table: Table,
  order: Pick<Order, 'id' | 'buyer'>,
  now: Instant,
): Promise<OpenTitle[]> => {
  const grants = grantsByOrder(await listGrants(table, order.buyer.personId), order.id)
  return withFiles(
    table,
    opened(await granted(table, grants, now), grants, now, () => false),
  )
}
