import type { Product, ProductKind } from '@lectern/core/catalog'
import { shardOf } from '@lectern/core/platform'
import { kindLineOf } from './store-words.ts'

// Bound books are cloth in one of three colors; what is read on a screen or printed at home is paper.
const cloths = [
  'bg-primary text-primary-content',
  'bg-base-content text-base-100',
  'bg-secondary text-base-100',
] as const
const paper = 'hairline bg-base-100 text-base-content'
const bound: readonly ProductKind[] = ['book', 'bundle', 'training', 'audio']

const sizes = {
  small: {
    box: 'w-[5.75rem] p-2.5 sm:w-28 sm:p-3',
    title: 'text-[0.8rem] sm:text-[0.9rem]',
    long: 'text-[0.625rem] sm:text-[0.75rem]',
    note: 'text-[0.625rem]',
  },
  large: { box: 'w-36 p-4 md:w-44', title: 'text-lg md:text-xl', long: 'text-base', note: 'text-xs' },
} as const

/** A cover made of type. It repeats what stands beside it, so it says nothing to a screen reader. */
export const TitleCover = ({
  product,
  size = 'small',
}: {
  product: Pick<Product, 'slug' | 'title' | 'authors' | 'kind'>
  size?: keyof typeof sizes
}) => {
  const { kind, slug, title, authors } = product
  const look = bound.includes(kind) ? cloths[shardOf(slug, cloths.length)] : paper
  const { box, note, ...headings } = sizes[size]
  // A cover has no room to break a long word well.
  const heading = title.split(/[\s-]+/).some((word) => word.length >= 10) ? headings.long : headings.title
  // Further sheets behind it, for what is several.
  const stack =
    kind === 'bundle' ? 'shadow-[5px_-5px_0_-1px_var(--color-base-300),10px_-10px_0_-2px_var(--color-base-200)]' : ''
  return (
    <div
      class={`relative flex aspect-[3/4] shrink-0 self-start flex-col justify-between overflow-hidden rounded-r-md rounded-l-xs ${box} ${look} ${stack}`}
      aria-hidden="true"
    >
      <span class="absolute inset-y-0 left-1.5 border-l border-current opacity-20" />
      <span class={`pl-1 font-medium tracking-wide ${note}`}>{kindLineOf(product)}</span>
      <span
        class={`line-clamp-4 pl-1 font-serif leading-[1.15] font-semibold text-balance break-words hyphens-auto ${heading}`}
      >
        {title}
      </span>
      <span class={`line-clamp-1 pl-1 ${note}`}>
        {[...new Set(authors.map((name) => name.split(' ').at(-1)))].join(', ') || '\u00a0'}
      </span>
    </div>
  )
}
