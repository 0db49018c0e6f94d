import * as z from 'zod'
import { Cents, Day, type FieldError, line, lineOrNothing, multiLine, Problem } from '../platform/index.ts'
import { CoverChoices } from './cover-choices.ts'
import { UploadedPicture } from './picture.ts'
import { readSku, Slug } from './ticket.ts'

export const ProductKind = z.enum([
  'book',
  'audio',
  'white-paper',
  'checklist',
  'workbook',
  'training',
  'template',
  'bundle',
])
export type ProductKind = z.infer<typeof ProductKind>

/** The words for a kind of title, as its readers use them. */
export const productKindLabels: Record<ProductKind, { one: string; many: string }> = {
  book: { one: 'Book', many: 'Books' },
  audio: { one: 'Audio', many: 'Audio' },
  'white-paper': { one: 'White paper', many: 'White papers' },
  checklist: { one: 'Checklist', many: 'Checklists' },
  workbook: { one: 'Workbook', many: 'Workbooks' },
  training: { one: 'Recorded training', many: 'Recorded training' },
  template: { one: 'Template', many: 'Templates' },
  bundle: { one: 'Bundle', many: 'Bundles' },
}

/** A download comes by a link, a physical copy by post, a bundle is the titles in it. */
export const FormatType = z.enum(['download', 'physical', 'bundle'])
export type FormatType = z.infer<typeof FormatType>

const skuText = z.string().max(170)

/** A way to have a title: its name, how it comes, and its price. */
export const Format = z.strictObject({
  slug: Slug,
  name: line(80),
  type: FormatType,
  priceCents: Cents,
  /** What a bundle holds: the skus of formats of other titles. */
  contents: z.array(skuText).max(40).optional(),
})
export type Format = z.infer<typeof Format>

/** A version of a title that's still available: 4.0 and, for people who want the simpler one, 3.0. */
export const Edition = z.strictObject({
  label: line(40),
  releasedOn: Day,
  note: multiLine(400).optional(),
})
export type Edition = z.infer<typeof Edition>

const list = (longest: number) => z.array(line(longest)).max(20)

/** What an admin says of a title, beside its formats. */
export const ProductDetails = z.strictObject({
  title: line(200),
  subtitle: lineOrNothing(200).optional(),
  summary: multiLine(400).default(''),
  description: multiLine(20_000).default(''),
  authors: list(120).default([]),
  kind: ProductKind.default('book'),
  tags: list(40).default([]),
  /** Whether members download it at no charge. Copies on paper cost everyone. */
  includedInMembership: z.boolean().default(false),
  /** Newest first. */
  editions: z.array(Edition).max(20).default([]),
  ...CoverChoices.shape,
})
export type ProductDetails = z.infer<typeof ProductDetails>

/** A draft is seen by admins alone; what is withdrawn stays with those who bought it. */
export const ProductStatus = z.enum(['draft', 'on-sale', 'withdrawn'])

/** A title of the store, or a bundle of some, as it is kept. */
export const Product = ProductDetails.extend({
  slug: Slug,
  picture: UploadedPicture.optional(),
  formats: z.array(Format).min(1).max(12),
  status: ProductStatus,
  createdAt: z.string(),
  updatedAt: z.string(),
  revision: z.int(),
})
export type Product = z.infer<typeof Product>

export const formatOf = (product: Pick<Product, 'formats'>, slug: string): Format | undefined =>
  product.formats.find((format) => format.slug === slug)

export const isBundle = (product: Pick<Product, 'kind'>): boolean => product.kind === 'bundle'

/** Whether it has a format that costs nothing. */
export const isFree = ({ formats }: Pick<Product, 'formats'>): boolean =>
  formats.some(({ priceCents }) => priceCents === 0)

const releasedOn = ({ editions, createdAt }: Product): string => editions[0]?.releasedOn ?? createdAt.slice(0, 10)

/** The latest first. */
export const byRelease = (products: readonly Product[]): Product[] =>
  products.toSorted((a, b) => (releasedOn(a) > releasedOn(b) ? -1 : releasedOn(a) < releasedOn(b) ? 1 : 0))

/** Titles whose formats a bundle holds. */
export const titlesIn = (product: Pick<Product, 'formats'>): string[] => [
  ...new Set(product.formats.flatMap((format) => (format.contents ?? []).map((sku) => readSku(sku)?.offering ?? ''))),
]

const problem = (errors: FieldError[]): Problem =>
  new Problem('invalid', 'catalog.contradiction', errors[0]?.message ?? '', { errors })

/**
 * Refuses a title that contradicts itself. What a bundle holds is looked up by `checkContents`.
 * @throws Problem invalid `catalog.contradiction`, with every error by its field
 */
export const checkProduct = (product: Product): Product => {
  const errors: FieldError[] = []
  const twice = (path: string, values: readonly string[], what: string): void => {
    const index = values.findIndex((value, at) => values.indexOf(value) !== at)
    if (index >= 0) errors.push({ path: `${path}.${index}`, message: `${what} is listed twice` })
  }
  twice(
    'formats',
    product.formats.map(({ slug }) => slug),
    'This format',
  )
  twice(
    'editions',
    product.editions.map(({ label }) => label.toLowerCase()),
    'This version',
  )
  product.formats.forEach((format, index) => {
    const path = `formats.${index}`
    if ((format.type === 'bundle') !== isBundle(product)) {
      errors.push({
        path: `${path}.type`,
        message: 'Only bundles can have a format of type bundle, and they can’t have any other',
      })
    }
    const contents = format.contents ?? []
    if (format.type === 'bundle' && contents.length < 2) {
      errors.push({ path: `${path}.contents`, message: 'Add at least two titles' })
    }
    if (format.type !== 'bundle' && contents.length > 0) {
      errors.push({ path: `${path}.contents`, message: 'Only a bundle can contain other titles' })
    }
    twice(`${path}.contents`, contents, 'This title')
  })
  if (isBundle(product) && product.includedInMembership) {
    errors.push({
      path: 'includedInMembership',
      message: 'Membership can’t include a bundle. Include its titles one by one',
    })
  }
  if (errors.length > 0) throw problem(errors)
  return product
}

/**
 * Refuses a bundle whose parts are not on sale, are bundles themselves, or cost less one by one.
 * @param parts  the titles that it names, as they are
 */
export const checkContents = (bundle: Product, parts: ReadonlyMap<string, Product>): void => {
  for (const [index, format] of bundle.formats.entries()) {
    const errors = (format.contents ?? []).flatMap((sku, at) => {
      const read = readSku(sku)
      const part = read && parts.get(read.offering)
      const found = part?.status === 'on-sale' && !isBundle(part) && formatOf(part, read?.item ?? '')
      return found ? [] : [{ path: `formats.${index}.contents.${at}`, message: `“${sku}” isn’t a title you can add` }]
    })
    if (errors.length > 0) throw problem(errors)
    const saving = savingOf(format, parts)
    if (saving < 0) {
      const message = 'The bundle costs more than its titles bought separately'
      throw problem([{ path: `formats.${index}.priceCents`, message }])
    }
  }
}

/** What a bundle's buyer saves against its parts bought one by one, in cents. */
export const savingOf = (format: Format, parts: ReadonlyMap<string, Product>): Cents =>
  (format.contents ?? []).reduce((sum, sku) => {
    const read = readSku(sku)
    const part = read && parts.get(read.offering)
    return sum + ((part && formatOf(part, read.item)?.priceCents) ?? 0)
  }, 0) - format.priceCents

/** What buying a format delivers: download formats and copies by post, a bundle's parts in its place. */
export const deliveryOf = (
  product: Product,
  format: Format,
  parts: ReadonlyMap<string, Product>,
): { downloads: string[]; copies: string[] } => {
  const skus = format.type === 'bundle' ? (format.contents ?? []) : [`${product.slug}:${format.slug}`]
  const typeOf = (sku: string): FormatType | undefined => {
    const read = readSku(sku)
    const owner = read?.offering === product.slug ? product : read && parts.get(read.offering)
    return owner && formatOf(owner, read?.item ?? '')?.type
  }
  return {
    downloads: skus.filter((sku) => typeOf(sku) === 'download'),
    copies: skus.filter((sku) => typeOf(sku) === 'physical'),
  }
}
