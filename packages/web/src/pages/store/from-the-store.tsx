import { byRelease, type Product, ProductKind } from '@lectern/core/catalog'
import { Book } from './book.tsx'

const shown = 6

const kinds = ProductKind.options

/** The latest of each kind, then the next of each, so that the strip tells what there is. */
const variety = (titles: readonly Product[]): Product[] => {
  const seen = new Map<string, number>()
  return byRelease(titles)
    .map((title) => {
      const turn = seen.get(title.kind) ?? 0
      seen.set(title.kind, turn + 1)
      return { title, turn }
    })
    .sort((a, b) => a.turn - b.turn || kinds.indexOf(a.title.kind) - kinds.indexOf(b.title.kind))
    .map(({ title }) => title)
}

/** Some of the store's titles, on one strip that scrolls sideways where it does not fit. Nothing while the store is empty. */
export const FromTheStore = ({ titles }: { titles: readonly Product[] }) => {
  const latest = variety(titles).slice(0, shown)
  if (latest.length === 0) return null
  return (
    <section class="section">
      <div class="section-head">
        <h2>From the store</h2>
        <a class="quiet-link" href="/store">
          {titles.length === latest.length ? 'See all' : `Shop all ${titles.length} titles`}
        </a>
      </div>
      <ul class="shelf-scroll">
        {latest.map((product) => (
          <Book product={product} />
        ))}
      </ul>
    </section>
  )
}
