import { formatCents } from '@lectern/core/platform'
import { Cover } from '../../components/cover.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { Section } from '../../layout/columns.tsx'
import { formatPrice } from '../event-words.ts'
import { Book } from './book.tsx'
import type { TitleView } from './load-title.ts'
import { BookLine } from './shelf.tsx'
import { editionsLine, formatDay, formatsLine, savingsOf } from './title-words.ts'

type Props = { view: TitleView }

/** Authors as links to what else is theirs. */
export const ByLine = ({ authors }: { authors: readonly string[] }) =>
  authors.length === 0 ? null : (
    <p class="by-line">
      by{' '}
      {authors.map((author, index) => (
        <>
          {index > 0 && (index === authors.length - 1 ? ' and ' : ', ')}
          <TextLink href={`/store?author=${encodeURIComponent(author)}`}>{author}</TextLink>
        </>
      ))}
    </p>
  )

/** The versions of a title that are to be had, where there are several. */
export const Editions = ({ view }: Props) => {
  const { editions } = view.product
  if (editions.length < 2) return null
  return (
    <Section title="Versions" id="versions">
      <p class="mb-4">You get all of them when you buy this title: {editionsLine(view.product)}.</p>
      <ul class="border-t border-base-300">
        {editions.map(({ label, releasedOn, note }) => (
          <li class="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)] gap-x-6 border-b border-base-300 py-3">
            <span class="nums serif text-lg">{label}</span>
            <span>
              {note !== undefined && note !== '' && <span class="block">{note}</span>}
              <span class="nums small muted">{formatDay(releasedOn)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What a bundle holds, each with its list price, and what it saves. */
export const Contents = ({ view }: Props) => {
  const { contents, product } = view
  if (contents.length === 0) return null
  const apart = contents.reduce((sum, { format }) => sum + format.priceCents, 0)
  const price = product.formats.reduce((sum, { priceCents }) => sum + priceCents, 0)
  return (
    <Section title="What’s included" id="contents">
      <table class="parts">
        <caption class="sr-only">Titles in this bundle with their list prices</caption>
        <thead class="sr-only">
          <tr>
            <th scope="col">Title</th>
            <th scope="col">List price</th>
          </tr>
        </thead>
        <tbody>
          {contents.map(({ title, format }) => (
            <tr>
              <th scope="row">
                <span class="part">
                  <Cover of={title} format="book" class="cover-spine" />
                  <span>
                    <TextLink href={`/store/${title.slug}`}>{title.title}</TextLink>
                    <span class="small muted block">{format.name}</span>
                  </span>
                </span>
              </th>
              <td>{formatPrice(format.priceCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr class="muted">
            <th scope="row">Bought separately</th>
            <td>{formatCents(apart)}</td>
          </tr>
          <tr class="strong">
            <th scope="row">Bundle price</th>
            <td>{formatPrice(price)}</td>
          </tr>
        </tfoot>
      </table>
      {apart > price && <p class="mt-4">Save {formatCents(apart - price)} vs. buying separately.</p>}
    </Section>
  )
}

/** What else there is to know, line by line. */
export const Details = ({ view }: Props) => {
  const { product } = view
  const [edition] = product.editions
  return (
    <Section title="Details">
      <dl class="spec">
        <div>
          <dt>{product.formats.length === 1 ? 'Format' : 'Formats'}</dt>
          <dd>{formatsLine(product)}</dd>
        </div>
        {edition && (
          <div>
            <dt>Version</dt>
            <dd class="nums">
              {edition.label}, {formatDay(edition.releasedOn)}
            </dd>
          </div>
        )}
        {product.tags.length > 0 && (
          <div>
            <dt>Topics</dt>
            <dd>
              {product.tags.map((tag, index) => (
                <>
                  {index > 0 && ', '}
                  <TextLink href={`/store?tag=${encodeURIComponent(tag)}`}>{tag}</TextLink>
                </>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>Refunds</dt>
          <dd>
            <TextLink href="/refunds">Refund policy</TextLink>
          </dd>
        </div>
      </dl>
    </Section>
  )
}

const shown = 6

/** The bundles that hold a title, and more by its authors. */
export const More = ({ view }: Props) => {
  const { bundles, related, parts, product } = view
  const [author, ...others] = product.authors
  const by = author === undefined || others.length > 0 ? 'More by these authors' : `More by ${author}`
  return (
    <>
      {bundles.length > 0 && (
        <section class="section">
          <div class="section-head">
            <h2>Bundle and save</h2>
          </div>
          <ul class="free-strip" aria-label="Bundles with this title">
            {bundles.map((bundle) => {
              const saving = savingsOf(bundle, parts)
              return (
                <BookLine product={bundle}>
                  {[
                    formatsLine(bundle),
                    formatPrice(bundle.formats[0]?.priceCents ?? 0),
                    saving && `save ${formatCents(saving.cents)}`,
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </BookLine>
              )
            })}
          </ul>
        </section>
      )}
      {related.length > 0 && (
        <section class="section">
          <div class="section-head">
            <h2>{by}</h2>
            {related.length > shown && author !== undefined && (
              <a class="quiet-link" href={`/store?author=${encodeURIComponent(author)}`}>
                See all
                <span class="sr-only"> by {author}</span>
              </a>
            )}
          </div>
          <ul class="shelf-scroll" aria-label={by}>
            {related.slice(0, shown).map((title) => (
              <Book product={title} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
