import { type Product, ProductKind } from '@lectern/core/catalog'
import { Money } from '../../components/money.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatAuthor, formatTitlePrice } from './store-words.ts'
import { TitleCover } from './title-cover.tsx'

const shown = 6

const releasedOn = ({ editions, createdAt }: Product): string => editions[0]?.releasedOn ?? createdAt.slice(0, 10)

const kinds = ProductKind.options

/** The latest of each kind, then the next of each, so that the strip tells what there is. */
const variety = (titles: readonly Product[]): Product[] => {
  const seen = new Map<string, number>()
  return titles
    .toSorted((a, b) => (releasedOn(a) > releasedOn(b) ? -1 : releasedOn(a) < releasedOn(b) ? 1 : 0))
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
    <section class="mt-14">
      <div class="mb-5 flex flex-wrap items-baseline justify-between gap-3">
        <h2 class="text-2xl font-semibold">From the store</h2>
        <TextLink href="/store">
          {titles.length === latest.length ? 'See all' : `See all ${titles.length} titles`}
        </TextLink>
      </div>
      <ul class="-mx-5 flex snap-x scroll-px-5 gap-6 overflow-x-auto px-5 pt-3 pb-4 lg:mx-0 lg:grid lg:grid-cols-6 lg:px-0">
        {latest.map((product) => (
          <li class="group relative w-32 shrink-0 snap-start lg:w-auto">
            <TitleCover product={product} />
            <h3 class="mt-3 font-sans text-[0.95rem] leading-snug font-medium tracking-normal">
              <a
                class="break-words decoration-1 underline-offset-4 group-hover:underline after:absolute after:inset-0"
                href={`/store/${product.slug}`}
              >
                {product.title}
              </a>
            </h3>
            <p class="mt-0.5 text-sm text-muted">{formatAuthor(product)}</p>
            <p class="mt-1">
              <Money amount={formatTitlePrice(product)} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
