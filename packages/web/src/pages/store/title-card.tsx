import type { Product } from '@lectern/core/catalog'
import type { PropsWithChildren } from 'hono/jsx'
import { Money } from '../../components/money.tsx'
import { formatAuthor, formatSaving, formatsLine, formatTitlePrice, isIncluded, kindLineOf } from './store-words.ts'
import { TitleCover } from './title-cover.tsx'

export const TitleList = ({ children, label }: PropsWithChildren<{ label: string }>) => (
  <ul class="grid gap-x-10 border-t border-base-300 lg:grid-cols-2" aria-label={label}>
    {children}
  </ul>
)

/** The quiet notes under a price: what it saves, who has it for nothing. */
const notesOf = (product: Product, parts: ReadonlyMap<string, Product>): string[] => {
  const saving = product.formats.flatMap((format) => formatSaving(format, parts) ?? [])
  return [...saving, ...(isIncluded(product) ? ['Included in membership'] : [])]
}

type Props = {
  product: Product
  /** The titles that bundles hold, to tell what one saves. */
  parts: ReadonlyMap<string, Product>
  headingLevel?: 2 | 3
}

/** A title as one row of the store, an <li>: its cover, what it is, by whom, and what it costs. */
export const TitleCard = ({ product, parts, headingLevel }: Props) => {
  const Heading = headingLevel === 3 ? 'h3' : 'h2'
  const authors = formatAuthor(product)
  return (
    <li class="group relative border-b border-base-300 py-6">
      <article class="flex gap-5">
        <TitleCover product={product} />
        <div class="flex min-w-0 flex-1 flex-col">
          <p class="text-sm font-medium text-secondary">{kindLineOf(product)}</p>
          <Heading class="mt-1 text-lg leading-snug font-semibold md:text-xl">
            <a
              class="break-words decoration-1 underline-offset-4 group-hover:underline after:absolute after:inset-0"
              href={`/store/${product.slug}`}
            >
              {product.title}
            </a>
          </Heading>
          {authors !== '' && <p class="mt-1">{authors}</p>}
          {product.summary !== '' && (
            <p class="mt-1.5 line-clamp-2 text-[0.95rem] text-muted max-sm:hidden">{product.summary}</p>
          )}
          <p class="mt-auto flex flex-wrap items-baseline gap-x-3 pt-2">
            <Money amount={formatTitlePrice(product)} size="large" />
            <span class="text-sm text-muted">{[formatsLine(product), ...notesOf(product, parts)].join(' · ')}</span>
          </p>
        </div>
      </article>
    </li>
  )
}
