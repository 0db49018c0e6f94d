import { listGrants } from '@lectern/core/access'
import {
  deliveryOf,
  type Format,
  findProductsWithParts,
  formatOf,
  isBundle,
  listStore,
  type Product,
  readSku,
  sameAuthor,
  skuOf,
} from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { skusAwaitingFile } from '@lectern/core/materials'
import { mayOpen, membershipsOf } from '@lectern/core/membership'
import { type Instant, notFound } from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import { quoteEach } from '@lectern/core/registration'
import type { SiteServices } from '../../site.ts'

/** A format with what one of it costs this reader now. */
export type OfferedFormat = {
  sku: string
  format: Format
  quote: Quote | undefined
  /** Whether this reader may download it already: bought, or as a member. */
  open: boolean
  delivers: { downloads: string[]; copies: string[] }
  /** Whether something that it delivers has no file yet: then it is a pre-order. */
  awaited: boolean
}

/** What a bundle holds, one by one. */
export type Part = { title: Product; format: Format }

/** Everything that a title's page tells, about the title and about anyone who looks at it. */
export type TitleView = {
  product: Product
  formats: OfferedFormat[]
  contents: Part[]
  /** This title and what it holds, by slug. */
  parts: ReadonlyMap<string, Product>
  /** Other titles of the same authors, and bundles that it is part of. */
  related: Product[]
  bundles: Product[]
  member: boolean
  now: Instant
}

const partsOf = (format: Format, titles: ReadonlyMap<string, Product>): Part[] =>
  (format.contents ?? []).flatMap((sku) => {
    const read = readSku(sku)
    const title = read && titles.get(read.offering)
    const found = title && formatOf(title, read.item)
    return title && found ? [{ title, format: found }] : []
  })

const holds = (bundle: Product, slug: string): boolean =>
  bundle.formats.some(({ contents }) => contents?.some((sku) => readSku(sku)?.offering === slug))

/** Reads a title's page for a reader. @throws Problem not-found */
export const loadTitle = async (
  services: SiteServices,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<TitleView> => {
  const { table } = services
  const [parts, store, grants] = await Promise.all([
    findProductsWithParts(table, [slug]),
    listStore(table),
    actor.kind === 'person' ? listGrants(table, actor.id) : [],
  ])
  const product = parts.get(slug)
  // A draft is for admins to look at.
  if (!product || (product.status === 'draft' && !(actor.kind === 'person' && actor.admin))) throw notFound('title')
  const delivered = product.formats.map((format) => deliveryOf(product, format, parts))
  // What is free costs everyone the same.
  const priced = product.formats.filter(({ priceCents }) => product.status === 'on-sale' && priceCents > 0)
  const [awaiting, quotes] = await Promise.all([
    skusAwaitingFile(
      table,
      delivered.flatMap(({ downloads }) => downloads),
    ),
    quoteEach(
      table,
      priced.map((format) => skuOf(slug, format)),
      actor,
      now,
    ),
  ])
  const member = membershipsOf(grants, now).length > 0
  const formats = product.formats.map((format, index): OfferedFormat => {
    const delivers = delivered[index] ?? { downloads: [], copies: [] }
    const sku = skuOf(slug, format)
    return {
      sku,
      format,
      quote: quotes.get(sku),
      open:
        format.type === 'download' && mayOpen(grants, sku, now, { included: product.includedInMembership && member }),
      delivers,
      awaited: delivers.downloads.some((one) => awaiting.has(one)),
    }
  })
  const others = store.filter((other) => other.slug !== slug)
  const shared = ({ authors }: Product) =>
    authors.some((one) => product.authors.some((author) => sameAuthor(one, author)))
  // Those of the same kind first.
  const alike = (kind: boolean) =>
    others.filter((other) => !isBundle(other) && shared(other) && (other.kind === product.kind) === kind)
  return {
    product,
    formats,
    contents: product.formats.flatMap((format) => partsOf(format, parts)),
    parts: new Map([...store.map((title) => [title.slug, title] as const), ...parts]),
    related: [...alike(true), ...alike(false)],
    bundles: others.filter((other) => isBundle(other) && holds(other, slug)),
    member,
    now,
  }
}
