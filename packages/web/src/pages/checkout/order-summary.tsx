import { Icon } from '../../components/icon.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { RefusedCode } from '../cart/apply-code.ts'
import { CodeList } from '../cart/codes.tsx'
import type { CartView } from '../cart/load-cart.ts'
import { CheckoutOffer } from '../cart/sale-offer.tsx'
import { awaitsShipping, linesOf, Totals, totalNote } from '../cart/totals.tsx'
import { formatPrice } from '../event-words.ts'
import type { Request } from '../site-page.tsx'

type Props = { c: Request; view: CartView; wrong?: RefusedCode | undefined; open?: boolean | undefined }

/**
 * What the order costs, with its codes. On a phone it's one line above the form until it's unfolded; beside the form it's all in
 * sight, by style alone.
 */
export const OrderSummary = ({ c, view, wrong, open }: Props) => {
  const { quote, heldBack } = view
  if (!quote) return null
  return (
    <section class="sum-hold" aria-label="Price summary">
      {/* Enter in a field presses the first button of its form: the one that orders, and none of those below. */}
      <button type="submit" form="checkout" class="sr-only" tabindex={-1}>
        Place the order
      </button>
      <details class="sum" open={open === true || wrong !== undefined || heldBack !== undefined}>
        <summary>
          <Icon name="cart" />
          Order summary
          <Icon name="down" look="chev" />
          <span class="price" data-part="total">
            {formatPrice(quote.totalCents)}
          </span>
        </summary>
        <div class="sum-in">
          <div data-part="totals">
            <Totals
              caption="What your order costs"
              lines={linesOf(view, { pictures: true })}
              price={quote}
              totalLabel={awaitsShipping(view) ? 'Total before shipping' : undefined}
              note={totalNote(view)}
            />
          </div>
          <CheckoutOffer offer={view.offer} now={c.var.now} />
          <CodeList
            form="checkout"
            codes={view.cart.codes}
            quote={quote}
            heldBack={heldBack}
            known={c.var.actor.kind === 'person'}
            wrong={wrong}
          />
          <p class="small">
            <TextLink href="/cart">Edit cart</TextLink>
          </p>
        </div>
      </details>
    </section>
  )
}
