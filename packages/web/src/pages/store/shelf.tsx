import { isBundle, type Product } from '@lectern/core/catalog'
import { formatCents } from '@lectern/core/platform'
import { Cover } from '../../components/cover.tsx'
import { Book } from './book.tsx'
import { formatsLine, isIncluded, savingsOf } from './title-words.ts'

type BookProps = {
  product: Product
  /** The titles that bundles hold. */
  parts: ReadonlyMap<string, Product>
  first?: boolean
}

/** A title on a shelf with how it comes, what it saves, and who has it for nothing. */
export const ToldBook = ({ product, parts, first }: BookProps) => {
  const saving = isBundle(product) ? savingsOf(product, parts) : undefined
  const notes = [
    formatsLine(product),
    ...(saving ? [`Save ${formatCents(saving.cents)}`] : []),
    ...(isIncluded(product) ? ['Included in membership'] : []),
  ]
  const was = saving && formatCents(saving.separatelyCents)
  return <Book product={product} note={notes.join(' · ')} was={was} first={first} />
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
