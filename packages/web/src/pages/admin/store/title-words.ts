import { formatOf, type Product, productKindLabels } from '@lectern/core/catalog'
import type { State } from '../../../components/state-badge.tsx'
import { formatPrice } from '../events/event-words.ts'

/** `Paperback $39.95, E-book $24.95` */
export const formatFormats = ({ formats }: Pick<Product, 'formats'>): string =>
  formats.map(({ name, priceCents }) => `${name} ${formatPrice(priceCents)}`).join(', ')

export const kindOptions = Object.entries(productKindLabels).flatMap(([value, { one }]) =>
  value === 'bundle' ? [] : [{ value, label: one }],
)

export const statusFaces: Record<Product['status'], { state: State; words: string }> = {
  draft: { state: 'draft', words: 'Draft' },
  'on-sale': { state: 'published', words: 'On sale' },
  withdrawn: { state: 'paused', words: 'Withdrawn' },
}

/** What a sku delivers, for people: `Fully Expressed Living, E-book`; a sku of nothing stays what it is. */
export const formatPart = (sku: string, parts: ReadonlyMap<string, Product>): string => {
  const [slug = '', item = ''] = sku.split(':')
  const product = parts.get(slug)
  const format = product && formatOf(product, item)
  return product && format ? `${product.title}, ${format.name}` : sku
}
