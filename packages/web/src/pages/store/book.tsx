import { isBundle, type Product } from '@lectern/core/catalog'
import { formatCents } from '@lectern/core/platform'
import { Cover } from '../../components/cover.tsx'
import { Money } from '../../components/money.tsx'
import { formatAuthor, formatsLine, formatTitlePrice, isIncluded, savingsOf } from './store-words.ts'

type Props = {
  product: Product
  /** The titles that bundles hold; with them it also says how it comes and what it saves. */
  parts?: ReadonlyMap<string, Product>
  first?: boolean
}

/** A title on a shelf, an <li>: its cover, and what it costs. */
export const Book = ({ product, parts, first = false }: Props) => {
  const saving = parts && isBundle(product) ? savingsOf(product, parts) : undefined
  const notes = parts && [
    formatsLine(product),
    ...(saving ? [`Save ${formatCents(saving.cents)}`] : []),
    ...(isIncluded(product) ? ['Included in membership'] : []),
  ]
  const authors = formatAuthor(product)
  return (
    <li class="book">
      <Cover of={product} format="book" first={first} />
      <h3>
        <a href={`/store/${product.slug}`}>{product.title}</a>
      </h3>
      {authors !== '' && <p>{authors}</p>}
      <p>
        <Money
          amount={formatTitlePrice(product)}
          size="card"
          {...(saving ? { was: formatCents(saving.separatelyCents) } : {})}
        />
      </p>
      {notes && <p>{notes.join(' · ')}</p>}
    </li>
  )
}

/** A title in a line, an <li>: a small cover, its name, and a sentence about it. */
export const BookLine = ({ product, children }: { product: Product; children: string }) => (
  <li class="free-item">
    <Cover of={product} format="book" class="cover-spine" />
    <div class="min-w-0">
      <h3>
        <a href={`/store/${product.slug}`}>{product.title}</a>
      </h3>
      <p class="small muted">{children}</p>
    </div>
  </li>
)
