import MiniSearch from 'minisearch'
import { type FormatType, type Product, type ProductKind, productKindWords } from './product.ts'
import { common, folded, mistyped, wordsIn } from './search-words.ts'

/** What a reader looks for; every part given must hold, and none is needed. */
export type TitleFilter = {
  text?: string | undefined
  kind?: ProductKind | undefined
  author?: string | undefined
  tag?: string | undefined
  type?: FormatType | undefined
  /** Only what has a format that costs nothing. */
  free?: boolean | undefined
}

/** Whether two spellings name one author: case, accents and middle initials do not tell people apart. */
export const sameAuthor = (one: string, other: string): boolean => authorKey(one) === authorKey(other)

const authorKey = (name: string): string => {
  const words = folded(name).split(/[\s.]+/)
  return words.filter((word, at) => word !== '' && (word.length > 1 || at === 0)).join(' ')
}

const fields = ['title', 'subtitle', 'authors', 'kind', 'tags', 'summary', 'description', 'formats'] as const

const textOf = (product: Product, field: string): string => {
  switch (field) {
    case 'slug':
      return product.slug
    case 'authors':
      return product.authors.join(' ')
    case 'tags':
      return product.tags.join(' ')
    case 'kind':
      return Object.values(productKindWords[product.kind]).join(' ')
    case 'formats':
      return product.formats.map(({ name }) => name).join(' ')
    case 'title':
      return product.title
    case 'subtitle':
      return product.subtitle ?? ''
    case 'summary':
      return product.summary
    default:
      return product.description
  }
}

/** "Checklists" finds a checklist; "business" stays what it is. */
const singular = (word: string): string => (/[^su]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word)

/** Titles that hold every word or its beginning, the best first; when there are none, those that nearly do. */
const ranked = (products: readonly Product[], text: string): Product[] => {
  const index = new MiniSearch<Product>({
    idField: 'slug',
    fields: [...fields],
    extractField: textOf,
    tokenize: wordsIn,
    processTerm: (word) => (common.has(word) ? null : singular(word)),
    searchOptions: {
      boost: { title: 5, authors: 3, subtitle: 2, tags: 2, kind: 2, summary: 1.5 },
      combineWith: 'AND',
      prefix: (word) => word.length >= 2,
    },
  })
  index.addAll(products)
  const bySlug = new Map(products.map((product) => [product.slug, product]))
  const asSpelled = index.search(text)
  const found = asSpelled.length > 0 ? asSpelled : index.search(text, { fuzzy: mistyped })
  return found.flatMap(({ id }) => bySlug.get(id) ?? [])
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/** A title as it is sorted: without the article before it. */
const sortedAs = ({ title }: Product): string => title.replace(/^(the|an?)\s+/i, '')

/**
 * The titles that a reader looks for: with a text the best match first, else by title. Pure: a store is as large as what
 * admins type, and its index is built in a few milliseconds.
 */
export const searchTitles = (products: readonly Product[], filter: TitleFilter): Product[] => {
  const { text, kind, author, tag, type, free } = filter
  const kept = products.filter(
    (product) =>
      (kind === undefined || product.kind === kind) &&
      (author === undefined || product.authors.some((one) => sameAuthor(one, author))) &&
      (tag === undefined || product.tags.some((one) => folded(one) === folded(tag))) &&
      (type === undefined || product.formats.some((format) => format.type === type)) &&
      (!free || product.formats.some(({ priceCents }) => priceCents === 0)),
  )
  // Sorted first, since titles that match alike keep this order.
  kept.sort((a, b) => collator.compare(sortedAs(a), sortedAs(b)) || (a.slug < b.slug ? -1 : 1))
  const words = wordsIn(text ?? '')
  if ((text ?? '').trim() === '' || (words.length > 0 && words.every((word) => common.has(word)))) return kept
  return ranked(kept, text ?? '')
}

/** A value to filter by, and how many of the titles have it. */
export type Facet<Value extends string = string> = { value: Value; count: number }

export type Facets = {
  kinds: Facet<ProductKind>[]
  authors: Facet[]
  types: Facet<FormatType>[]
  tags: Facet[]
  free: number
}

/** Counts each value once a title, the most frequent first; values that are spelled alike share the first spelling. */
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
  free: products.filter(({ formats }) => formats.some(({ priceCents }) => priceCents === 0)).length,
})
