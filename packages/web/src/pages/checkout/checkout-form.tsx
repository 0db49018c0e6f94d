import { pastSessions } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import type { Instant } from '@lectern/core/platform'
import { attendeeLimit } from '@lectern/core/registration'
import { Checkbox } from '../../components/choice.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, summaryOf } from '../../forms/errors.ts'
import { type CartView, isTicket, type TicketItem } from '../cart/load-cart.ts'
import { plural } from '../event-words.ts'
import { SeatFields } from './seat-fields.tsx'
import { CompanyFields, ShippingFields } from './shipping-fields.tsx'
import { emptySeat, seatsOfCart, subjectOf, type Typed } from './typed.ts'
import { formatConfirm, WhatHappens } from './what-happens.tsx'

const Buyer = ({ actor, typed }: { actor: Actor; typed: Typed }) => (
  <section class="step" aria-labelledby="buyer">
    <h2 id="buyer">Contact</h2>
    <div class="grid gap-4 sm:grid-cols-2">
      <TextInput name="buyer.name" label="Your name" autocomplete="name" maxlength={120} value={typed.buyer.name} />
      <TextInput
        name="buyer.email"
        label="Your email"
        type="email"
        autocomplete="email"
        maxlength={254}
        value={typed.buyer.email}
        readonly={actor.kind === 'person'}
      />
    </div>
    <p class="hint mt-2">
      {actor.kind === 'person'
        ? 'We’ll email your confirmation to the address you’re signed in with.'
        : 'We’ll email your confirmation to this address.'}
    </p>
  </section>
)

type Props = {
  view: CartView
  now: Instant
  actor: Actor
  typed: Typed
  errors: Errors
  countriesFirst: readonly string[]
  policies: readonly string[]
}

/** Everyone who comes to one event. A person more, or one less, sends the form, so that what was typed stays. */
const Attendees = ({ item, first, typed, now }: Pick<Props, 'typed' | 'now'> & { item: TicketItem; first: number }) => {
  const seats = seatsOfCart([item])
  const past = pastSessions(item.event, now)
  return (
    <section class="step" aria-label={item.event.title}>
      <h2>Who’s attending?</h2>
      <p class="step-sub">
        {item.event.title}, {item.ticket.name}, {plural(item.quantity, 'person', 'people')}
      </p>
      {past && <p class="step-sub strong">{past.message}</p>}
      {seats.map((seat, index) => (
        <SeatFields
          seat={seat}
          number={first + index}
          typed={typed.seats[first + index] ?? emptySeat}
          buyer={typed.buyer}
        />
      ))}
      {item.quantity < attendeeLimit && (
        <button class="quiet-link" type="submit" name="more" value={item.sku} formnovalidate>
          <Icon name="plus" />
          Add a person
        </button>
      )}
    </section>
  )
}

/** Who buys, who comes, where it is sent, the terms, and the one button. It keeps all that was typed. */
export const CheckoutForm = ({ view, now, actor, typed, errors, countriesFirst, policies }: Props) => {
  const tickets = view.items.filter(isTicket)
  const total = view.quote?.totalCents ?? 0
  return (
    <form method="post" action="/checkout" id="checkout">
      <ErrorSummary errors={summaryOf(errors, subjectOf(seatsOfCart(view.items)))} />
      <HiddenFields values={{ key: typed.key }} />
      <Buyer actor={actor} typed={typed} />
      {tickets.map((item, index) => {
        const first = tickets.slice(0, index).reduce((sum, { quantity }) => sum + quantity, 0)
        return <Attendees item={item} first={first} typed={typed} now={now} />
      })}
      <ShippingFields view={view} typed={typed} countriesFirst={countriesFirst} />
      <section class="step" aria-label="Confirm">
        {(total > 0 || view.byPost) && <CompanyFields typed={typed} />}
        <Checkbox
          name="terms"
          label={
            <>
              I agree to the <TextLink href="/terms">terms</TextLink> and the{' '}
              <TextLink href="/refunds">refund policy</TextLink>.
            </>
          }
          checked={typed.terms}
        />
        <div class="mt-4 grid" data-part="confirm">
          <SubmitButton size="large" busy="One moment…">
            {formatConfirm(view)}
          </SubmitButton>
        </div>
        <div class="contents" data-part="what-happens">
          <HiddenFields values={{ shown: total, shownCountry: view.country }} />
          <WhatHappens view={view} holder="Stripe" />
        </div>
        {policies.map((words) => (
          <p class="fine">{words}</p>
        ))}
      </section>
    </form>
  )
}
