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
const words = text
  .optional()
  .catch(undefined)
  .transform((value) => value || undefined)

// Filters come from the address, which people edit: what is not understood counts as not given.
export const StoreFilter = z.object({
  q: text.catch('').default(''),
  kind: ProductKind.optional().catch(undefined),
  author: words,
  type: FormatType.optional().catch(undefined),
  tag: words,
  free: z.literal('yes').optional().catch(undefined),
})
export type StoreFilter = z.infer<typeof StoreFilter>

export const isFiltered = ({ q, ...choices }: StoreFilter): boolean =>
  q !== '' || Object.values(choices).some((choice) => choice !== undefined)

/** What a search found, and how many each further choice would show. */
export type Found = {
  titles: Product[]
  /** For each filter counted under all the others, so that its numbers tell what choosing it shows. */
  facets: Facets
  /** Titles under all filters but the kind. */
  anyKind: number
}

/** The titles that a filter shows, best match first. Pure; words are looked up once, since that is what costs. */
export const findTitles = (products: readonly Product[], filter: StoreFilter): Found => {
  const { q, kind, author, type, tag } = filter
  const named = q === '' ? [...products] : searchTitles(products, { text: q })
  const choices = { kind, author, type, tag, free: filter.free === 'yes' }
  const without = (name: keyof typeof choices) => searchTitles(named, { ...choices, [name]: undefined })
  const shown = new Set(searchTitles(named, choices))
  const anyKind = without('kind')
  return {
    titles: q === '' ? [...shown] : named.filter((product) => shown.has(product)),
    facets: {
      kinds: facetsOf(anyKind).kinds,
      authors: facetsOf(without('author')).authors,
      types: facetsOf(without('type')).types,
      tags: facetsOf(without('tag')).tags,
      free: facetsOf(without('free')).free,
    },
    anyKind: anyKind.length,
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

/** Facets as the choices of a select; one that is chosen stays, also when nothing is left to show by it. */
export const optionsOf = <Value extends string>(
  facets: readonly Facet<Value>[],
  chosen: Value | undefined,
  label: (value: Value) => string = (value) => value,
): { value: Value; label: string }[] => {
  const known = facets.some(({ value }) => value === chosen)
  const all = chosen === undefined || known ? facets : [...facets, { value: chosen, count: 0 }]
  return all.map(({ value, count }) => ({ value, label: `${label(value)} (${count})` }))
}
