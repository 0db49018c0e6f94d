import { type Answers, checkAnswers, type Question } from '@lectern/core/catalog'
import { fieldErrors } from '@lectern/core/platform'
import { attendeeLimit, OrderRequest } from '@lectern/core/registration'
import type { CartView } from '../cart/load-cart.ts'
import { type Errors, errorsOf } from '../form.ts'
import { seatField, seatsOfCart, type Typed } from './typed.ts'

const answersOf = (questions: readonly Question[], typed: Record<string, string>): Answers =>
  Object.fromEntries(
    questions.flatMap(({ id, type }): [string, string | boolean][] => {
      const text = (typed[id] ?? '').trim()
      if (type === 'consent') return text === 'yes' ? [[id, true]] : []
      return text === '' ? [] : [[id, text]]
    }),
  )

/** The form's field for a path of the request: what is wrong with one's own seat is wrong with the buyer. */
export const fieldOf =
  (typed: Typed) =>
  (path: string): string | undefined => {
    const [top, index, ...rest] = path.split('.')
    if (top === 'buyer' && index !== undefined) return `buyer.${index}`
    if (top !== 'attendees' || index === undefined || rest.length === 0) return undefined
    const seat = typed.seats[Number(index)]
    const name = rest.join('.')
    return seat?.who === 'me' && (name === 'email' || name === 'name')
      ? `buyer.${name}`
      : seatField(Number(index), name)
  }

/** The form's fields from top to bottom, which is the order in which errors are told. */
const fieldOrder = (view: CartView): string[] => [
  'buyer.name',
  'buyer.email',
  ...seatsOfCart(view.items).flatMap(({ questions }, index) =>
    ['name', 'email', ...questions.map(({ id }) => `answers.${id}`)].map((name) => seatField(index, name)),
  ),
  'terms',
]

/** The order that a filled-in form asks for, or what is wrong with it, field by field. */
export const readRequest = (view: CartView, typed: Typed): { request: OrderRequest } | { errors: Errors } => {
  const seats = seatsOfCart(view.items)
  const parsed = OrderRequest.safeParse({
    lines: view.cart.lines,
    codes: view.cart.codes,
    buyer: typed.buyer,
    attendees: typed.seats.map((seat, index) => ({
      sku: seats[index]?.item.sku,
      ...(seat.who === 'me' ? typed.buyer : { name: seat.name, email: seat.email }),
      answers: answersOf(seats[index]?.questions ?? [], seat.answers),
    })),
    expectedTotalCents: typed.shownCents,
  })
  const errors = new Map(parsed.success ? [] : errorsOf(fieldErrors(parsed.error.issues), fieldOf(typed)))
  // Told together with what the schema finds, so that nobody corrects the form twice.
  for (const [index, { questions }] of seats.entries()) {
    for (const { path, message } of checkAnswers(questions, answersOf(questions, typed.seats[index]?.answers ?? {}))) {
      errors.set(seatField(index, `answers.${path}`), message)
    }
  }
  if (typed.seats.length > attendeeLimit) {
    errors.set('', `One order registers ${attendeeLimit} people at most. Take some out, and order twice.`)
  }
  if (!typed.terms) errors.set('terms', 'Please agree to the terms')
  if (parsed.success && errors.size === 0) return { request: parsed.data }
  const order = fieldOrder(view)
  return { errors: new Map([...errors].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))) }
}
