import type { Child, PropsWithChildren } from 'hono/jsx'
import { Badge } from '../../components/badge.tsx'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Money } from '../../components/money.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatPrice } from '../event-words.ts'
import type { OfferedFormat, TitleView } from './load-title.ts'
import { formatDelivery, formatSaving, isIncluded, preorderText } from './title-words.ts'

/** What this reader pays for a format: less than its price by a sale or a membership, with the reason. */
const priceOf = ({ format, quote }: OfferedFormat): { amount: string; was?: string; why?: string } => {
  const [applied] = quote?.applied ?? []
  return quote && applied && quote.totalCents < quote.listCents
    ? { amount: formatPrice(quote.totalCents), was: formatPrice(quote.listCents), why: applied.title }
    : { amount: formatPrice(format.priceCents) }
}

const isFreeNow = ({ format, quote, delivers }: OfferedFormat): boolean =>
  (quote?.totalCents ?? format.priceCents) === 0 && delivers.copies.length === 0

/** What a reader can still buy of a title, and what they have. */
export const offersOf = ({ formats }: Pick<TitleView, 'formats'>) => ({
  owned: formats.filter(({ open }) => open),
  toBuy: formats.filter(({ open }) => !open),
})

type ChoiceProps = { offered: OfferedFormat; view: TitleView; end?: Child }

const ChoiceWords = ({ offered, view, end }: ChoiceProps) => {
  const { format, delivers, awaited } = offered
  const { product, member, parts } = view
  const { amount, was, why } = priceOf(offered)
  const included = product.includedInMembership && format.type === 'download' && format.priceCents > 0
  const saving = formatSaving(format, parts)
  const notes = [
    awaited ? preorderText : formatDelivery(delivers),
    why ?? (included && !member ? 'Included in membership' : undefined),
  ]
  return (
    <>
      <span class="min-w-0 flex-1">
        <b class="strong">{format.name}</b> {saving !== undefined && <Badge tone="good">{saving}</Badge>}
        <span class="small muted block">{notes.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="grid justify-items-end gap-2">
        <Money amount={amount} was={was} size="card" />
        {end}
      </span>
    </>
  )
}

/** A format that its reader may download already. */
const Owned = ({ offered, view }: { offered: OfferedFormat; view: TitleView }) => (
  <div class="choice cursor-auto">
    <ChoiceWords
      offered={offered}
      view={view}
      end={
        <ButtonLink size="small" href="/account/titles">
          {offered.awaited ? 'You’ve pre-ordered this' : 'Download'}
        </ButtonLink>
      }
    />
  </div>
)

/** Straight to the checkout where nothing else is in the cart, or into the cart. What costs nothing is only got. */
const BuyButtons = ({ toBuy }: { toBuy: readonly OfferedFormat[] }) =>
  toBuy.every(isFreeNow) ? (
    <button
      type="submit"
      class={`${buttonClass({ look: 'primary', size: 'large' })} grow`}
      name="next"
      value="checkout"
    >
      Get it free
    </button>
  ) : (
    <>
      <button
        type="submit"
        class={`${buttonClass({ look: 'primary', size: 'large' })} grow`}
        name="next"
        value="checkout"
      >
        Buy now
      </button>
      <button type="submit" class={buttonClass({ size: 'large' })}>
        Add to cart
      </button>
    </>
  )

/** The one button of a title with one format, sent with the form that's in the page. */
export const BarButton = ({ offered }: { offered: OfferedFormat }) => (
  <button type="submit" form="buy" class={buttonClass({ look: 'primary' })} name="next" value="checkout">
    {isFreeNow(offered) ? 'Get it free' : 'Buy now'}
  </button>
)

const Buy = ({ view, toBuy }: { view: TitleView; toBuy: readonly OfferedFormat[] }) => {
  const [only, ...more] = toBuy
  if (only === undefined) return null
  return (
    <form method="post" action="/cart/lines" id="buy">
      {more.length === 0 ? (
        <div class="choice cursor-auto">
          <HiddenFields values={{ sku: only.sku }} />
          <ChoiceWords offered={only} view={view} />
        </div>
      ) : (
        <fieldset class="grid gap-2">
          <legend class="label mb-2">Choose a format</legend>
          {toBuy.map((offered) => (
            <label class="choice">
              <input class="tick" type="radio" name="sku" value={offered.sku} checked={offered === only} required />
              <ChoiceWords offered={offered} view={view} />
            </label>
          ))}
        </fieldset>
      )}
      <div class="actions">
        <BuyButtons toBuy={toBuy} />
      </div>
    </form>
  )
}

const Fine = ({ view }: { view: TitleView }) => {
  const { product, formats, member } = view
  const physical = formats.some(({ delivers }) => delivers.copies.length > 0)
  const paid = formats.some(({ format }) => format.priceCents > 0)
  const printed = formats.some(({ format }) => format.type === 'physical')
  return (
    <>
      {isIncluded(product) && (
        <p class="fine">
          {member ? 'As a member, you can download this title for free' : 'Members download this title for free'}.
          {printed && ' Printed copies cost the same for everyone.'}{' '}
          {!member && <TextLink href="/membership">How membership works</TextLink>}
        </p>
      )}
      {(physical || paid) && (
        <p class="fine">
          {[physical && 'Shipping is calculated at checkout.', paid && 'Have a code? Enter it at checkout.']
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </>
  )
}

const NotSold = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <section class="panel panel-tint buy grid gap-2" aria-label="Formats and prices">
    <p class="font-medium">{title}</p>
    {children}
  </section>
)

/** The formats of a title as choices with what each costs this reader, and the buttons that buy the chosen one. */
export const TitlePanel = ({ view }: { view: TitleView }) => {
  const { product } = view
  if (product.status === 'draft') {
    return (
      <NotSold title="This title is a draft. Only admins see this page.">
        <p>
          <TextLink href={`/admin/store/${product.slug}`}>Edit it</TextLink>
        </p>
      </NotSold>
    )
  }
  if (product.status === 'withdrawn') {
    return (
      <NotSold title="This title is no longer sold.">
        <p class="muted">If you bought it, you keep it.</p>
        <p>
          <TextLink href="/store">Browse the store</TextLink>
        </p>
      </NotSold>
    )
  }
  const { owned, toBuy } = offersOf(view)
  return (
    <section class="buy grid gap-2" id="formats" aria-label="Formats and prices">
      {owned.map((offered) => (
        <Owned offered={offered} view={view} />
      ))}
      <Buy view={view} toBuy={toBuy} />
      <div>
        <Fine view={view} />
      </div>
    </section>
  )
}
