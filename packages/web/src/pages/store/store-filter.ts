import {
  type Facet,
  type Facets,
  FormatType,
  facetsOf,
  type Product,
  ProductKind,
  searchTitles,
} from '@lectern/core/catalog'
import { type Page, writeCursor } from '@lectern/core/platform'
import * as z from 'zod'

const text = z.string().trim().max(120)

/** Of several values each is taken that's understood. */
const some = <Value>(one: z.ZodType<Value>) =>
  z
    .array(z.unknown())
    .default([])
    .transform((values) => values.flatMap((value) => one.safeParse(value).data ?? []))
const words = text.min(1)
const yes = z
  .array(z.string())
  .default([])
  .transform(([value]) => value === 'yes')

// Filters come from the address, which people edit: what is not understood counts as not given.
export const StoreFilter = z.object({
  q: z
    .array(z.string())
    .default([])
    .transform(([value]) => text.safeParse(value).data ?? ''),
  kind: some(ProductKind),
  author: some(words),
  type: some(FormatType),
  tag: some(words),
  free: yes,
  included: yes,
  /** All titles in one list, without the sections. */
  all: yes,
})
export type StoreFilter = z.infer<typeof StoreFilter>

export const isFiltered = ({ q, free, included, all: _, ...choices }: StoreFilter): boolean =>
  q !== '' || free || included || Object.values(choices).some(({ length }) => length > 0)

/** What a search found, and how many each further choice would show. */
export type Found = {
  titles: Product[]
  /** For each filter counted under all the others, so that its numbers tell what choosing it shows. */
  facets: Facets
  /** Titles under all filters but the kind. */
  anyKind: number
}

/** The titles that a filter shows, best match first. Pure; words are looked up once, since that is what costs. */
export const findTitles = (products: readonly Product[], { q, all: _, ...choices }: StoreFilter): Found => {
  const named = q === '' ? [...products] : searchTitles(products, { text: q })
  const without = (...names: (keyof typeof choices)[]) =>
    facetsOf(searchTitles(named, { ...choices, ...Object.fromEntries(names.map((name) => [name, undefined])) }))
  const shown = new Set(searchTitles(named, choices))
  const { kinds } = without('kind')
  return {
    titles: q === '' ? [...shown] : named.filter((product) => shown.has(product)),
    facets: {
      kinds,
      authors: without('author').authors,
      types: without('type').types,
      tags: without('tag').tags,
      free: without('free').free,
      included: without('included').included,
    },
    anyKind: kinds.reduce((sum, { count }) => sum + count, 0),
  }
}

const pageSize = 24

/** Some of the titles, from a cursor on. One that leads nowhere any more leads to the start, as other filters do. */
export const pageOfTitles = (titles: readonly Product[], cursor: string | undefined): Page<Product> => {
  const start = cursor === undefined ? 0 : titles.findIndex(({ slug }) => writeCursor(slug) === cursor) + 1
  const items = titles.slice(start, start + pageSize)
  const last = items.at(-1)
  return last && titles.length > start + pageSize ? { items, next: writeCursor(last.slug) } : { items }
}

/** Facets with those that are chosen, also when nothing is left to show by one of them. */
export const withChosen = <Value extends string>(
  facets: readonly Facet<Value>[],
  chosen: readonly Value[],
): Facet<Value>[] => [
  ...facets,
  ...chosen.flatMap((value) => (facets.some((one) => one.value === value) ? [] : [{ value, count: 0 }])),
]
