import type { Product } from '@lectern/core/catalog'
import { Cover } from '../../components/cover.tsx'
import { Money } from '../../components/money.tsx'
import { formatAuthor, formatTitlePrice } from './store-words.ts'

/** A title on a shelf, an <li>: its cover, and what it costs. */
export const Book = ({ product, note }: { product: Product; note?: string }) => (
  <li class="book">
    <Cover of={product} format="book" />
    <h3>
      <a href={`/store/${product.slug}`}>{product.title}</a>
    </h3>
    <p>{formatAuthor(product)}</p>
    <p>
      <Money amount={formatTitlePrice(product)} size="card" />
    </p>
    {note !== undefined && note !== '' && <p>{note}</p>}
  </li>
)
