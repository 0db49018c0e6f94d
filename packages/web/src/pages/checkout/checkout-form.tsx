import { type Event, pastSessions } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import type { Instant } from '@lectern/core/platform'
import { Checkbox } from '../../components/choice.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, summaryOf } from '../../forms/errors.ts'
import { type CartView, isTicket } from '../cart/load-cart.ts'
import { plural } from '../event-words.ts'
import { SeatFields } from './seat-fields.tsx'
import { CompanyFields, ShippingFields } from './shipping-fields.tsx'
import { seatsOfCart, subjectOf, type Typed } from './typed.ts'
import { formatConfirm, WhatHappens } from './what-happens.tsx'

const Buyer = ({ actor, typed }: { actor: Actor; typed: Typed }) => (
  <section class="grid gap-4" aria-labelledby="buyer">
    <div>
      <h2 class="text-2xl font-semibold" id="buyer">
        You
      </h2>
      <p class="text-muted">
        {actor.kind === 'person'
          ? 'We’ll email your confirmation to the address you’re signed in with.'
          : 'We’ll email your confirmation to this address.'}
      </p>
    </div>
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
  </section>
)

const Missed = ({ event, now }: { event: Event; now: Instant }) => {
  const past = pastSessions(event, now)
  return past ? <p class="mt-1 font-medium">{past.message}</p> : null
}

type Props = {
  view: CartView
  now: Instant
  actor: Actor
  typed: Typed
  errors: Errors
  countriesFirst: readonly string[]
}

/** Who buys, who comes, where it is sent, the terms, and the one button. It keeps all that was typed. */
export const CheckoutForm = ({ view, now, actor, typed, errors, countriesFirst }: Props) => {
  const seats = seatsOfCart(view.items)
  const total = view.quote?.totalCents ?? 0
  let number = 0
  return (
    <form class="grid gap-10" method="post" action="/checkout" id="checkout">
      <ErrorSummary errors={summaryOf(errors, subjectOf(seats))} />
      <HiddenFields values={{ key: typed.key }} />
      <Buyer actor={actor} typed={typed} />
      {view.items.filter(isTicket).map((item) => (
        <section class="grid gap-6" aria-label={item.event.title}>
          <div>
            <h2 class="text-2xl font-semibold break-words">{item.event.title}</h2>
            <p class="text-muted">
              {item.ticket.name}, {plural(item.quantity, 'person', 'people')}
            </p>
            <Missed event={item.event} now={now} />
          </div>
          {seats
            .filter((seat) => seat.item === item)
            .map((seat) => {
              const typedSeat = typed.seats[number] ?? { who: 'other' as const, name: '', email: '', answers: {} }
              number += 1
              return <SeatFields seat={seat} number={number - 1} typed={typedSeat} />
            })}
        </section>
      ))}
      <ShippingFields view={view} typed={typed} countriesFirst={countriesFirst} />
      {(total > 0 || view.byPost) && <CompanyFields typed={typed} />}
      <section class="grid gap-5 border-t border-base-300 pt-8" aria-label="Confirm">
        <div class="contents" data-part="what-happens">
          <HiddenFields values={{ shown: total, shownCountry: view.country }} />
          <WhatHappens view={view} holder="Stripe" />
        </div>
        <Checkbox
          name="terms"
          label={
            <>
              I agree to the <TextLink href="/terms">terms</TextLink>.
            </>
          }
          checked={typed.terms}
        />
        <div class="grid" data-part="confirm">
          <SubmitButton busy="One moment…">{formatConfirm(view)}</SubmitButton>
        </div>
      </section>
    </form>
  )
}
