import { formatCents, type Instant } from '@lectern/core/platform'
import { saleMoment } from '@lectern/core/pricing'
import type { SaleOffer } from '@lectern/core/registration'
import type { Child } from 'hono/jsx'
import { buttonClass } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { TriedCode } from './apply-code.ts'

type Props = { offer: SaleOffer | undefined; now: Instant }

const words = ({ code, savesCents }: SaleOffer): string => `Apply ${code} and save ${formatCents(savesCents)}`

const Offer = ({ offer, now, button }: { offer: SaleOffer; now: Instant; button: Child }) => (
  <section class="hairline grid gap-3 rounded-field bg-base-100 p-4" aria-label="Sale">
    <div>
      <p class="font-medium break-words">
        <TextLink href={`/sales/${offer.sale.slug}`}>{offer.sale.title}</TextLink>
      </p>
      <p class="nums text-sm text-ending">Ends {saleMoment(offer.sale.endsAt, offer.sale.zone, now)}</p>
    </div>
    {button}
  </section>
)

/** A running sale that would lower the cart, with the one button that applies it. */
export const CartOffer = ({ offer, now }: Props) =>
  offer ? (
    <Offer
      offer={offer}
      now={now}
      button={
        <form class="grid" method="post" action="/cart/codes">
          <HiddenFields values={{ code: offer.code }} />
          <button type="submit" class={buttonClass({})}>
            {words(offer)}
          </button>
        </form>
      }
    />
  ) : null

/** The same in the checkout. It sends the checkout's form, so that what was typed stays. */
export const CheckoutOffer = ({ offer, now }: Props) =>
  offer ? (
    <Offer
      offer={offer}
      now={now}
      button={
        <button type="submit" class={buttonClass({})} form="checkout" name="with" value={offer.code} formnovalidate>
          {words(offer)}
        </button>
      }
    />
  ) : null

/** What came of a code that was tried without being typed: why it doesn't apply, and the button that lets go of it. */
export const TriedNotice = ({ tried }: { tried: TriedCode | undefined }) =>
  tried?.outcome === 'refused' ? (
    <Notice
      tone={tried.waits ? 'info' : 'warning'}
      action={
        tried.waits ? (
          <form method="post" action="/cart/codes/remove">
            <HiddenFields values={{ code: tried.code }} />
            <button type="submit" class={buttonClass({ look: 'ghost', size: 'small' })}>
              Remove<span class="sr-only"> the code {tried.code}</span>
            </button>
          </form>
        ) : undefined
      }
    >
      {tried.message}
    </Notice>
  ) : null
