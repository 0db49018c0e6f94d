import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Money } from '../../components/money.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatPrice } from '../event-words.ts'
import type { OfferedFormat, TitleView } from './load-title.ts'
import { formatDelivery, formatSaving, preorderText } from './store-words.ts'

/** What this reader pays for a format: less than its price by a sale or a membership, with the reason. */
const priceOf = ({ format, quote }: OfferedFormat): { amount: string; was?: string; why?: string } => {
  const [applied] = quote?.applied ?? []
  return quote && applied && quote.totalCents < quote.listCents
    ? { amount: formatPrice(quote.totalCents), was: formatPrice(quote.listCents), why: applied.title }
    : { amount: formatPrice(format.priceCents) }
}

type AddProps = { offered: OfferedFormat; title: string; look?: 'primary' | 'plain'; block?: boolean; several: boolean }

/** Puts one of a format in the cart. What costs nothing leads straight on, where nothing else is in the cart. */
export const AddToCart = ({ offered, title, look = 'primary', block = true, several }: AddProps) => {
  const { sku, format, quote, delivers } = offered
  const free = (quote?.totalCents ?? format.priceCents) === 0 && delivers.copies.length === 0
  return (
    <form method="post" action="/cart/lines">
      <HiddenFields values={{ sku, next: free ? 'checkout' : undefined }} />
      <SubmitButton look={look} block={block}>
        {free ? 'Get it free' : 'Add to cart'}
        {several && (
          <span class="sr-only">
            : {title}, {format.name}
          </span>
        )}
      </SubmitButton>
    </form>
  )
}

const FormatRow = ({ offered, view, first }: { offered: OfferedFormat; view: TitleView; first: boolean }) => {
  const { format } = offered
  const { product, member, parts } = view
  const { amount, was, why } = priceOf(offered)
  const included = product.includedInMembership && format.type === 'download' && format.priceCents > 0
  const notes = [
    offered.awaited ? preorderText : formatDelivery(offered.delivers),
    formatSaving(format, parts),
    why ?? (included && !member ? 'Included in membership' : undefined),
  ].filter((words) => words)
  return (
    <li class="grid gap-3 border-t border-base-300 py-5 first:border-t-0 first:pt-0 last:pb-0">
      <div class="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 class="font-sans text-base font-medium tracking-normal">{format.name}</h3>
        <Money amount={amount} was={was} size="large" />
        <p class="w-full text-sm text-muted">{notes.join(' · ')}</p>
      </div>
      {offered.open ? (
        <ButtonLink look={first ? 'primary' : 'plain'} block href="/account/titles">
          {offered.awaited ? 'You’ve pre-ordered this' : 'Download'}
        </ButtonLink>
      ) : (
        <AddToCart
          offered={offered}
          title={product.title}
          look={first ? 'primary' : 'plain'}
          several={view.formats.length > 1}
        />
      )}
    </li>
  )
}

/** The card beside a title: each way to have it, what it costs, and the way into the cart. */
export const TitlePanel = ({ view }: { view: TitleView }) => {
  const { product, formats } = view
  if (product.status === 'draft') {
    return (
      <section class="hairline grid gap-3 rounded-box bg-base-200 p-6" aria-label="Formats and prices">
        <p class="font-medium">This title is a draft. Only admins see this page.</p>
        <p>
          <TextLink href={`/admin/store/${product.slug}`}>Edit it</TextLink>
        </p>
      </section>
    )
  }
  if (product.status === 'withdrawn') {
    return (
      <section class="hairline grid gap-3 rounded-box bg-base-200 p-6" aria-label="Formats and prices">
        <p class="font-medium">This title is no longer sold.</p>
        <p class="text-muted">If you bought it, you keep it.</p>
        <p>
          <TextLink href="/store">Browse the store</TextLink>
        </p>
      </section>
    )
  }
  const physical = formats.some(({ delivers }) => delivers.copies.length > 0)
  const paid = formats.some(({ format }) => format.priceCents > 0)
  return (
    <section class="hairline rounded-box bg-base-200 p-6" id="formats" aria-labelledby="formats-title">
      <h2 class="mb-4 text-xl font-semibold" id="formats-title">
        {formats.length === 1 ? 'Buy' : 'Choose a format'}
      </h2>
      <ul>
        {formats.map((offered, index) => (
          <FormatRow offered={offered} view={view} first={index === 0} />
        ))}
      </ul>
      {(physical || paid) && (
        <div class="mt-5 grid gap-2 border-t border-base-300 pt-4 text-sm text-muted">
          {physical && <p>Shipping is calculated at checkout.</p>}
          {paid && <p>Have a code? Enter it in the cart.</p>}
        </div>
      )}
    </section>
  )
}
