import type { Question } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { newToken } from '@lectern/core/platform'
import type { CartItem } from '../cart/load-cart.ts'
import { field } from '../form.ts'

/** One seat as the form has it: the buyer's own, or somebody else's. Answers as text; a consent is "yes". */
export type TypedSeat = { who: 'me' | 'other'; name: string; email: string; answers: Record<string, string> }

/** The checkout form as it was last filled in. */
export type Typed = {
  buyer: { name: string; email: string }
  seats: TypedSeat[]
  terms: boolean
  /** The attempt's idempotency key, made with the form: sending it twice places one order. */
  key: string
  /** The total that stood on the form, in cents. */
  shownCents: number | undefined
}

/** A seat to fill: which of the cart's lines, and which of that line's seats. */
export type Seat = { item: CartItem; index: number; of: number; questions: readonly Question[] }

/** Every seat of a cart, line by line: the order of the attendees in the request. */
export const seatsOfCart = (items: readonly CartItem[]): Seat[] =>
  items.flatMap((item) =>
    Array.from({ length: item.quantity }, (_, index) => ({
      item,
      index,
      of: item.quantity,
      questions: item.event.questions,
    })),
  )

/** The name of a seat's field: `seats.0.email`. */
export const seatField = (seat: number, name: string): string => `seats.${seat}.${name}`

/** Whose field it is, for the summary of errors: "ChannelPro LIVE: Columbus, person 2". */
export const subjectOf =
  (seats: readonly Seat[]) =>
  (name: string): string | undefined => {
    const seat = name.startsWith('seats.') ? seats[Number(name.split('.')[1])] : undefined
    return seat && (seat.of > 1 ? `${seat.item.event.title}, person ${seat.index + 1}` : seat.item.event.title)
  }

/** A form as it is first shown: the buyer as far as we know them, attending wherever one seat is asked for. */
export const firstTyped = (items: readonly CartItem[], actor: Actor): Typed => {
  const buyer = actor.kind === 'person' ? { name: actor.name, email: actor.email } : { name: '', email: '' }
  return {
    buyer,
    seats: seatsOfCart(items).map((seat) => ({
      who: seat.of === 1 ? 'me' : 'other',
      ...(seat.index === 0 ? buyer : { name: '', email: '' }),
      answers: {},
    })),
    terms: false,
    key: newToken(),
    shownCents: undefined,
  }
}

/** What was sent. Of somebody signed in the address is theirs, whatever the form says. */
export const readTyped = (form: URLSearchParams, items: readonly CartItem[], actor: Actor): Typed => {
  const shown = field(form, 'shown')
  const key = field(form, 'key')
  return {
    buyer: {
      name: field(form, 'buyer.name'),
      email: actor.kind === 'person' ? actor.email : field(form, 'buyer.email'),
    },
    seats: seatsOfCart(items).map((seat, index) => ({
      // One seat may be the buyer's own; of several each is named.
      who: seat.of === 1 && field(form, seatField(index, 'who')) !== 'other' ? 'me' : 'other',
      name: field(form, seatField(index, 'name')),
      email: field(form, seatField(index, 'email')),
      answers: Object.fromEntries(
        seat.questions.map(({ id }) => [id, field(form, seatField(index, `answers.${id}`))] as const),
      ),
    })),
    terms: field(form, 'terms') === 'yes',
    key: /^[\w-]{16,64}$/.test(key) ? key : newToken(),
    shownCents: /^\d{1,9}$/.test(shown) ? Number(shown) : undefined,
  }
}
