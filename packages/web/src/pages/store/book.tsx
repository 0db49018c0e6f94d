import type { Product } from '@lectern/core/catalog'
import { Cover } from '../../components/cover.tsx'
import { Money } from '../../components/money.tsx'
import { formatAuthor, formatTitlePrice } from './store-words.ts'

type Props = { product: Product; note?: string; was?: string | undefined; first?: boolean }

/** A title on a shelf, an <li>: its cover, and what it costs. */
export const Book = ({ product, note, was, first = false }: Props) => {
  const authors = formatAuthor(product)
  return (
    <li class="book">
      <Cover of={product} format="book" first={first} />
      <h3>
        <a href={`/store/${product.slug}`}>{product.title}</a>
      </h3>
      {authors !== '' && <p>{authors}</p>}
      <p>
        <Money amount={formatTitlePrice(product)} size="card" {...(was === undefined ? {} : { was })} />
      </p>
      {note !== undefined && <p>{note}</p>}
    </li>
  )
}
