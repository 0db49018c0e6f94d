import type { Question } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { formatCents } from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import { Checkbox, RadioGroup } from '../../components/choice.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import type { CartItem } from '../cart/load-cart.ts'
import { plural } from '../event-words.ts'
import { type Errors, summaryOf } from '../form.ts'
import { type Seat, seatField, seatsOfCart, subjectOf, type Typed, type TypedSeat } from './typed.ts'

type QuestionProps = { question: Question; name: string; value: string; error: string | undefined }

const QuestionField = ({ question, name, value, error }: QuestionProps) => {
  const { label, type, required, options = [] } = question
  const common = { name, label, error, optional: !required }
  if (type === 'consent') return <Checkbox name={name} label={label} error={error} checked={value === 'yes'} />
  if (type === 'text') return <TextInput {...common} value={value} maxlength={2000} />
  return (
    <Select
      {...common}
      value={value}
      prompt="Choose one"
      options={options.map((option) => ({ value: option, label: option }))}
    />
  )
}

type SeatProps = { seat: Seat; number: number; typed: TypedSeat; errors: Errors }

/** The fields of one seat. Those for somebody else stay folded while the buyer attends, by style alone. */
const SeatFields = ({ seat, number, typed, errors }: SeatProps) => {
  const own = seat.of === 1
  const name = (part: string) => seatField(number, part)
  const folded = own ? 'hidden group-has-[[value=other]:checked]:grid' : 'grid'
  return (
    <div class="group grid gap-4">
      {own ? (
        <RadioGroup
          name={name('who')}
          label="Who attends?"
          value={typed.who}
          options={[
            { value: 'me', label: 'I am attending' },
            { value: 'other', label: 'Somebody else' },
          ]}
        />
      ) : (
        <p class="font-medium">
          Person {seat.index + 1} of {seat.of}
        </p>
      )}
      <div class={`${folded} gap-4 sm:grid-cols-2`}>
        <TextInput
          name={name('name')}
          label="Name"
          value={typed.name}
          optional="unsaid"
          maxlength={120}
          autocomplete="off"
          error={errors.get(name('name'))}
        />
        <TextInput
          name={name('email')}
          label="E-mail address"
          type="email"
          value={typed.email}
          optional="unsaid"
          maxlength={254}
          autocomplete="off"
          error={errors.get(name('email'))}
        />
      </div>
      {seat.questions.map((question) => (
        <QuestionField
          question={question}
          name={name(`answers.${question.id}`)}
          value={typed.answers[question.id] ?? ''}
          error={errors.get(name(`answers.${question.id}`))}
        />
      ))}
    </div>
  )
}

const Buyer = ({ actor, typed, errors }: { actor: Actor; typed: Typed; errors: Errors }) => (
  <section class="grid gap-4" aria-labelledby="buyer">
    <div>
      <h2 class="text-2xl font-semibold" id="buyer">
        You
      </h2>
      <p class="text-muted">
        {actor.kind === 'person'
          ? 'The confirmation goes to the address that you are signed in with.'
          : 'The confirmation goes to your address.'}
      </p>
    </div>
    <div class="grid gap-4 sm:grid-cols-2">
      <TextInput
        name="buyer.name"
        label="Your name"
        autocomplete="name"
        maxlength={120}
        value={typed.buyer.name}
        error={errors.get('buyer.name')}
      />
      <TextInput
        name="buyer.email"
        label="Your e-mail address"
        type="email"
        autocomplete="email"
        maxlength={254}
        value={typed.buyer.email}
        readonly={actor.kind === 'person'}
        error={errors.get('buyer.email')}
      />
    </div>
  </section>
)

/** What confirming does, before it is done. */
const WhatHappens = ({ quote, seats, holder }: { quote: Quote; seats: number; holder: string }) => (
  <p class="max-w-prose">
    {quote.totalCents === 0
      ? `No payment is needed. When you confirm, ${seats === 1 ? 'the seat is yours' : `all ${seats} seats are yours`} at once, and each person gets an invitation for their calendar by mail.`
      : `When you confirm, ${seats === 1 ? 'your seat is' : `your ${seats} seats are`} kept for half an hour, and you go on to ${holder} to pay ${formatCents(quote.totalCents)}. Once that is paid, each person gets an invitation for their calendar by mail.`}
  </p>
)

type Props = { items: readonly CartItem[]; quote: Quote; actor: Actor; typed: Typed; errors: Errors }

/** Who buys, who comes, the terms, and the one button. It keeps all that was typed. */
export const CheckoutForm = ({ items, quote, actor, typed, errors }: Props) => {
  const seats = seatsOfCart(items)
  let number = 0
  return (
    <form class="grid gap-10" method="post" action="/checkout" id="checkout">
      <ErrorSummary errors={summaryOf(errors, subjectOf(seats))} />
      <HiddenFields values={{ key: typed.key, shown: quote.totalCents }} />
      <Buyer actor={actor} typed={typed} errors={errors} />
      {items.map((item) => (
        <section class="grid gap-6" aria-label={item.event.title}>
          <div>
            <h2 class="text-2xl font-semibold break-words">{item.event.title}</h2>
            <p class="text-muted">
              {item.ticket.name}, {plural(item.quantity, 'person', 'people')}
            </p>
          </div>
          {seats
            .filter((seat) => seat.item === item)
            .map((seat) => {
              const typedSeat = typed.seats[number] ?? { who: 'other' as const, name: '', email: '', answers: {} }
              number += 1
              return <SeatFields seat={seat} number={number - 1} typed={typedSeat} errors={errors} />
            })}
        </section>
      ))}
      <section class="grid gap-5 border-t border-base-300 pt-8" aria-label="Confirm">
        <WhatHappens quote={quote} seats={seats.length} holder="Stripe" />
        <Checkbox
          name="terms"
          label={
            <>
              I agree to the{' '}
              <a class="text-link" href="/terms">
                terms
              </a>
              .
            </>
          }
          checked={typed.terms}
          error={errors.get('terms')}
        />
        <SubmitButton busy="One moment…">
          {quote.totalCents === 0 ? 'Confirm the registration' : `Confirm and pay ${formatCents(quote.totalCents)}`}
        </SubmitButton>
      </section>
    </form>
  )
}
