import { asksNothing, folded, type SearchedTexts, searchTexts } from '../platform/index.ts'
import { type FormatType, isFree, type Product, type ProductKind, productKindLabels } from './product.ts'

/** One value or several: of several, any will do. None is no limit. */
type AnyOf<Value> = Value | readonly Value[] | undefined

/** What a reader looks for; every part given must hold, and none is needed. */
export type TitleFilter = {
  text?: string | undefined
  kind?: AnyOf<ProductKind>
  author?: AnyOf<string>
  tag?: AnyOf<string>
  type?: AnyOf<FormatType>
  /** Only what has a format that costs nothing. */
  free?: boolean | undefined
  /** Only what members download at no charge. */
  included?: boolean | undefined
}

const holds = <Value>(wanted: AnyOf<Value>, has: (value: Value) => boolean): boolean => {
  if (wanted === undefined) return true
  return Array.isArray(wanted) ? wanted.length === 0 || wanted.some(has) : has(wanted as Value)
}

/** Whether two spellings name one author: case, accents and middle initials do not tell people apart. */
export const sameAuthor = (one: string, other: string): boolean => authorKey(one) === authorKey(other)

const authorKey = (name: string): string => {
  const words = folded(name).split(/[\s.]+/)
  return words.filter((word, at) => word !== '' && (word.length > 1 || at === 0)).join(' ')
}

const texts: SearchedTexts<Product> = {
  title: { boost: 5, text: ({ title }) => title },
  authors: { boost: 3, text: ({ authors }) => authors.join(' ') },
  subtitle: { boost: 2, text: ({ subtitle = '' }) => subtitle },
  tags: { boost: 2, text: ({ tags }) => tags.join(' ') },
  kind: { boost: 2, text: ({ kind }) => Object.values(productKindLabels[kind]).join(' ') },
  summary: { boost: 1.5, text: ({ summary }) => summary },
  description: { text: ({ description }) => description },
  formats: { text: ({ formats }) => formats.map(({ name }) => name).join(' ') },
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/** A title as it is sorted: without the article before it. */
const sortedAs = ({ title }: Product): string => title.replace(/^(the|an?)\s+/i, '')

/** The titles that a reader looks for: with a text the best match first, else by title. Pure. */
export const searchTitles = (products: readonly Product[], filter: TitleFilter): Product[] => {
  const { text = '', free = false, included = false } = filter
  const kept = searchTexts(products, texts, text).filter(
    (product) =>
      holds(filter.kind, (kind) => product.kind === kind) &&
      holds(filter.author, (author) => product.authors.some((one) => sameAuthor(one, author))) &&
      holds(filter.tag, (tag) => product.tags.some((one) => folded(one) === folded(tag))) &&
      holds(filter.type, (type) => product.formats.some((format) => format.type === type)) &&
      (!free || isFree(product)) &&
      (!included || product.includedInMembership),
  )
  return asksNothing(text)
    ? kept.sort((a, b) => collator.compare(sortedAs(a), sortedAs(b)) || (a.slug < b.slug ? -1 : 1))
    : kept
}

/** A value to filter by, and how many of the titles have it. */
export type Facet<Value extends string = string> = { value: Value; count: number }

export type Facets = {
  kinds: Facet<ProductKind>[]
  authors: Facet[]
  types: Facet<FormatType>[]
  tags: Facet[]
  free: number
  included: number
}

/** Counts each value once a title, the most frequent first; values with the same spelling share the first one. */
const counted = <Value extends string>(
  products: readonly Product[],
  valuesOf: (product: Product) => readonly Value[],
  keyOf: (value: string) => string = folded,
): Facet<Value>[] => {
  const facets = new Map<string, Facet<Value>>()
  for (const product of products) {
    for (const [key, value] of new Map(valuesOf(product).map((one) => [keyOf(one), one]))) {
      const facet = facets.get(key) ?? { value, count: 0 }
      facets.set(key, { ...facet, count: facet.count + 1 })
    }
  }
  return [...facets.values()].sort((a, b) => b.count - a.count || collator.compare(a.value, b.value))
}

/** What there is to filter some titles by. */
export const facetsOf = (products: readonly Product[]): Facets => ({
  kinds: counted(products, ({ kind }) => [kind]),
  authors: counted(products, ({ authors }) => authors, authorKey),
  types: counted(products, ({ formats }) => formats.map(({ type }) => type)),
  tags: counted(products, ({ tags }) => tags),
  free: products.filter(isFree).length,
  included: products.filter(({ includedInMembership }) => includedInMembership).length,
})
