import { Icon } from '../../components/icon.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { RefusedCode } from '../cart/apply-code.ts'
import { CodeList } from '../cart/codes.tsx'
import type { CartView } from '../cart/load-cart.ts'
import { CheckoutOffer } from '../cart/sale-offer.tsx'
import { awaitsShipping, linesOf, Totals, totalNote } from '../cart/totals.tsx'
import { formatPrice } from '../event-words.ts'
import type { Request } from '../site-page.tsx'

type Props = {
  c: Request
  view: CartView
  policies: readonly string[]
  wrong?: RefusedCode | undefined
  open?: boolean | undefined
}

/**
 * What the order costs, with its codes. On a phone it's one line above the form until it's unfolded; beside the form it's all in
 * sight, by style alone.
 */
export const OrderSummary = ({ c, view, policies, wrong, open }: Props) => {
  const { quote, heldBack } = view
  if (!quote) return null
  return (
    <section aria-label="Price summary">
      {/* Enter in a field presses the first button of its form: the one that orders, and none of those below. */}
      <button type="submit" form="checkout" class="sr-only" tabindex={-1}>
        Place the order
      </button>
      <details
        class="hairline group rounded-box bg-base-200 md:[&::details-content]:[content-visibility:visible]"
        open={open === true || wrong !== undefined || heldBack !== undefined}
      >
        <summary class="flex min-h-13 cursor-pointer items-center justify-between gap-3 px-6 py-3 font-semibold md:pointer-events-none">
          <span class="flex items-center gap-2">
            Order summary
            <span class="md:hidden">
              <Icon name="down" />
            </span>
          </span>
          <span class="nums font-serif text-xl md:hidden" data-part="total">
            {formatPrice(quote.totalCents)}
          </span>
        </summary>
        <div class="grid gap-4 px-6 pb-6">
          <div data-part="totals">
            <Totals
              caption="What your order costs"
              lines={linesOf(view)}
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
          {policies.map((words) => (
            <p class="text-sm text-muted">{words}</p>
          ))}
          <p class="text-sm">
            <TextLink href="/cart">Edit cart</TextLink>
          </p>
        </div>
      </details>
    </section>
  )
}
