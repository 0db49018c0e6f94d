import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch'
import { asksNothing, formatTelling, isNearly, lettersForgiven } from './search-words.ts'

/** The texts of a thing that are searched, and how much a word in each counts. */
export type SearchedTexts<Item> = Record<string, { boost?: number; text: (item: Item) => string }>

type Searched = { slug: string }

type Index = { search: (text: string, options?: SearchOptions) => SearchResult[] }

/** What is searched often stays the same list, and is read through once. */
const read = new WeakMap<readonly Searched[], Index>()

const indexOf = <Item extends Searched>(items: readonly Item[], texts: SearchedTexts<Item>): Index => {
  const known = read.get(items)
  if (known) return known
  const index = new MiniSearch<Item>({
    idField: 'slug',
    fields: Object.keys(texts),
    extractField: (item, field) => (field === 'slug' ? item.slug : (texts[field]?.text(item) ?? '')),
    tokenize: formatTelling,
    processTerm: (word) => word,
    searchOptions: {
      boost: Object.fromEntries(Object.entries(texts).map(([field, { boost = 1 }]) => [field, boost])),
      combineWith: 'AND',
      prefix: (word) => word.length >= 2,
      // They come as words already.
      tokenize: (words) => words.split(' '),
    },
  })
  index.addAll(items)
  read.set(items, index)
  return index
}

/** No more words of a search are looked for, so that none takes long. */
const mostText = 12

/**
 * The things whose texts hold every word that someone looks for, or its beginning, the best first; when there are none,
 * those that nearly do. Blind to case, accents and apostrophes. Pure; give the same list again and only the search is done.
 * @param texts  the same ones for the same list
 */
export const searchTexts = <Item extends Searched>(
  items: readonly Item[],
  texts: SearchedTexts<Item>,
  sought: string,
): Item[] => {
  if (asksNothing(sought)) return [...items]
  const words = [...new Set(formatTelling(sought))].slice(0, mostText)
  if (words.length === 0) return []
  const index = indexOf(items, texts)
  const text = words.join(' ')
  const asSpelled = index.search(text)
  const found =
    asSpelled.length > 0
      ? asSpelled
      : index
          // A swap of letters is two changes there, and one mistake here.
          .search(text, { fuzzy: (word) => lettersForgiven(word) > 0 && lettersForgiven(word) + 1 })
          .filter(({ terms }) => words.every((word) => terms.some((term) => isNearly(word, term))))
  const bySlug = new Map(items.map((item) => [item.slug, item]))
  return found.flatMap(({ id }) => bySlug.get(id) ?? [])
}
