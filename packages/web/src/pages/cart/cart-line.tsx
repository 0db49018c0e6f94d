import { pastSessions } from '@lectern/core/catalog'
import { attendeeLimit, isOffered, type Waiting } from '@lectern/core/registration'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Money } from '../../components/money.tsx'
import { hueOf } from '../event-row.tsx'
import { formatPrice, kicker, whenLine } from '../event-words.ts'
import { formatAuthor, kindLineOf } from '../store/store-words.ts'
import { formatDelivery } from '../store/title-words.ts'
import { type CartItem, type LeftOut, nameOf } from './load-cart.ts'
import { formatOffer } from './own-offers.ts'
import { ItemCover } from './totals.tsx'

const TakeOut = ({ sku, title }: { sku: string; title: string }) => (
  <form method="post" action="/cart/lines/remove">
    <HiddenFields values={{ sku }} />
    <button type="submit" class="btn btn-quiet btn-small" aria-label={`Remove ${title}`}>
      Remove
    </button>
  </form>
)

/** Seats and copies can be several; a download is had once. */
const Quantity = ({ item, title }: { item: CartItem; title: string }) => {
  if (item.kind === 'title' && item.delivers.copies.length === 0) return null
  const id = `quantity-${item.sku.replaceAll(':', '-')}`
  return (
    <form class="flex items-center gap-2" method="post" action="/cart/lines">
      <HiddenFields values={{ sku: item.sku }} />
      <label class="text-sm text-muted" for={id}>
        {item.kind === 'ticket' ? 'People' : 'Copies'}
      </label>
      <input
        class="control nums w-20!"
        type="number"
        id={id}
        name="quantity"
        value={item.quantity}
        min={1}
        max={attendeeLimit}
        required
      />
      <button type="submit" class="btn btn-small" aria-label={`Update quantity for ${title}`}>
        Update
      </button>
    </form>
  )
}

const comesBy = (item: CartItem): string | undefined =>
  item.kind === 'ticket' ? undefined : formatDelivery(item.delivers)

/** One thing in the cart: what it is, how many, what it costs, and what keeps it out of the order. */
export const CartLine = ({ item, offers, now }: { item: CartItem; offers: readonly Waiting[]; now: string }) => {
  const { title, part, href } = nameOf(item)
  const { price } = item
  const offer = offers.find(({ sku }) => sku === item.sku)
  const kept = offer !== undefined && isOffered(offer, now)
  const about = item.kind === 'ticket' ? whenLine(item.event, now) : formatAuthor(item.product)
  const past = item.kind === 'ticket' ? pastSessions(item.event, now) : undefined
  return (
    <li class="cart-line">
      <ItemCover item={item} look="thumb" />
      <div class="min-w-0">
        <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div class="min-w-0 flex-1 basis-52">
            <p class={`kind hue-${hueOf(item.kind === 'ticket' ? item.event : item.product)}`}>
              {item.kind === 'ticket' ? kicker(item.event) : kindLineOf(item.product)}
            </p>
            <h2>
              <a class="hover:underline" href={href}>
                {title}
              </a>
            </h2>
            {past && <p class="mt-1 strong">{past.message}</p>}
            {about !== '' && <p class="nums mt-1 small muted">{about}</p>}
            <p class="small muted">{[part, comesBy(item)].filter(Boolean).join(' · ')}</p>
          </div>
          <p>
            <Money
              amount={formatPrice(price.totalCents)}
              size="card"
              {...(price.discountCents > 0 && price.listCents > 0 ? { was: formatPrice(price.listCents) } : {})}
            />
          </p>
        </div>
        {offer && item.kind === 'ticket' && (kept || item.trouble) && (
          <p class={kept ? 'mt-2 strong' : 'mt-2 strong text-ending'}>{formatOffer(offer, item.event, now)}</p>
        )}
        {item.trouble && !(kept && item.quantity === 1) && <p class="mt-2 strong text-ending">{item.trouble}</p>}
        <div class="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Quantity item={item} title={title} />
          <TakeOut sku={item.sku} title={title} />
        </div>
      </div>
    </li>
  )
}

/** What can no longer be had, still in its place, with the reason. It is not part of the order. */
export const LeftOutLine = ({ left }: { left: LeftOut }) => (
  <li class="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-base-300 py-6">
    <div class="min-w-0 flex-1 basis-64">
      <h2 class="text-lg leading-snug font-semibold text-muted">
        <a class="break-words hover:underline" href={left.href}>
          {left.title}
        </a>
      </h2>
      <p class="mt-1 font-medium text-ending">{left.why} It isn’t part of your order.</p>
    </div>
    <TakeOut sku={left.sku} title={left.title} />
  </li>
)
