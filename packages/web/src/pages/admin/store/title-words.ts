import { formatOf, type Product, productKindWords } from '@lectern/core/catalog'
import { formatCents } from '@lectern/core/platform'
import type { State } from '../../../components/state-badge.tsx'

/** What a format costs, in words. */
export const priceWords = (cents: number): string => (cents === 0 ? 'free' : formatCents(cents))

/** `Paperback $39.95, E-book $24.95` */
export const formatsInWords = ({ formats }: Pick<Product, 'formats'>): string =>
  formats.map(({ name, priceCents }) => `${name} ${priceWords(priceCents)}`).join(', ')

export const kindOptions = Object.entries(productKindWords).flatMap(([value, { one }]) =>
  value === 'bundle' ? [] : [{ value, label: one }],
)

export const statusFaces: Record<Product['status'], { state: State; words: string }> = {
  draft: { state: 'draft', words: 'Draft' },
  'on-sale': { state: 'published', words: 'On sale' },
  withdrawn: { state: 'paused', words: 'Withdrawn' },
}

/** What a sku delivers, for people: `Fully Expressed Living, E-book`; a sku of nothing stays what it is. */
export const partWords = (sku: string, parts: ReadonlyMap<string, Product>): string => {
  const [slug = '', item = ''] = sku.split(':')
  const product = parts.get(slug)
  const format = product && formatOf(product, item)
  return product && format ? `${product.title}, ${format.name}` : sku
}
