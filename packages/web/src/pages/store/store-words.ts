import { type Product, productKindLabels } from '@lectern/core/catalog'
import { formatCents } from '@lectern/core/platform'
import { formatPrice } from '../event-words.ts'

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

/** "Karl W. Palachuk and Manuel Palachuk". */
export const formatAuthor = ({ authors }: Pick<Product, 'authors'>): string => list.format(authors)

export const kindLineOf = ({ kind }: Pick<Product, 'kind'>): string => productKindLabels[kind].one

/** "Free", "$19.99", "from $19.99"; of a title with a free format and others "Free – $20". */
export const formatTitlePrice = ({ formats }: Pick<Product, 'formats'>): string => {
  const prices = formats.map(({ priceCents }) => priceCents)
  const [least, most] = [Math.min(...prices), Math.max(...prices)]
  if (least === most) return formatPrice(least)
  return least === 0 ? `Free – ${formatCents(most)}` : `from ${formatCents(least)}`
}
