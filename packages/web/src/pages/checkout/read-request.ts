import { type Answers, checkAnswers, type Question } from '@lectern/core/catalog'
import { cutText, fieldErrors } from '@lectern/core/platform'
import { addressGaps, attendeeLimit, OrderRequest } from '@lectern/core/registration'
import { type Errors, errorsOf } from '../../forms/errors.ts'
import type { CartView } from '../cart/load-cart.ts'
import { formatNoShipping } from './countries.ts'
import { regionsOf } from './regions.ts'
import { addressFields, seatField, seatsOfCart, type Typed, type TypedAddress } from './typed.ts'

/** Answers as they are kept, of answers as they were typed; what was left empty is left out. */
export const answersOf = (questions: readonly Question[], typed: Record<string, string>): Answers =>
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
    if (top === 'shipTo') return `shipTo.${index ?? 'country'}`
    if (top === 'billing' && index !== undefined) return `billing.${index}`
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
  'shipTo.country',
  ...addressFields.map((name) => `shipTo.${name}`),
  'billing.company',
  'billing.purchaseOrder',
  'terms',
]

/** Without what was left empty. The parcel goes to the buyer unless it names someone else. */
const addressOf = ({ shipTo, buyer }: Typed): Record<string, string> => {
  const filled = Object.entries(shipTo).filter(([, value]) => value.trim() !== '')
  return { name: cutText(buyer.name.trim(), 100), ...Object.fromEntries(filled) }
}

const billingOf = ({ forCompany, billing }: Typed) => {
  const filled = Object.entries(billing).filter(([, value]) => value.trim() !== '')
  return forCompany && filled.length > 0 ? { billing: Object.fromEntries(filled) } : {}
}

/** What is wrong with an address, in the words of its fields. */
const addressErrors = ({ terms }: CartView, shipTo: TypedAddress): [string, string][] => {
  const empty = (name: keyof TypedAddress) => shipTo[name].trim() === ''
  const refused = terms && formatNoShipping(terms, shipTo.country)
  return [
    ...(empty('country') ? [['shipTo.country', 'Choose a country'] as [string, string]] : []),
    ...(!empty('country') && refused !== undefined ? [['shipTo.country', refused] as [string, string]] : []),
    ...(empty('line1') ? [['shipTo.line1', 'Enter a street address'] as [string, string]] : []),
    ...(empty('city') ? [['shipTo.city', 'Enter a city'] as [string, string]] : []),
    ...addressGaps(shipTo).map(({ path, message }): [string, string] => [
      `shipTo.${path}`,
      path === 'region' && regionsOf(shipTo.country) ? message.replace('Enter the', 'Choose a') : message,
    ]),
  ]
}

/** The order that a filled-in form asks for, or what is wrong with it, field by field. */
export const readRequest = (view: CartView, typed: Typed): { request: OrderRequest } | { errors: Errors } => {
  const seats = seatsOfCart(view.items)
  const parsed = OrderRequest.safeParse({
    lines: view.order.lines,
    codes: view.order.codes,
    buyer: typed.buyer,
    attendees: typed.seats.map((seat, index) => ({
      sku: seats[index]?.item.sku,
      ...(seat.who === 'me' ? typed.buyer : { name: seat.name, email: seat.email }),
      answers: answersOf(seats[index]?.questions ?? [], seat.answers),
    })),
    ...(view.byPost ? { shipTo: addressOf(typed) } : {}),
    ...billingOf(typed),
    expectedTotalCents: typed.shownCents,
  })
  const errors = new Map(parsed.success ? [] : errorsOf(fieldErrors(parsed.error.issues), fieldOf(typed)))
  // Left empty it is the buyer's own, and told there.
  if (typed.shipTo.name.trim() === '') errors.delete('shipTo.name')
  for (const [name, message] of view.byPost ? addressErrors(view, typed.shipTo) : []) errors.set(name, message)
  if (typed.forCompany && typed.billing.company.trim() === '')
    errors.set('billing.company', 'Enter your company’s name')
  // Told together with what the schema finds, so that nobody corrects the form twice.
  for (const [index, { questions }] of seats.entries()) {
    for (const { path, message } of checkAnswers(questions, answersOf(questions, typed.seats[index]?.answers ?? {}))) {
      errors.set(seatField(index, `answers.${path}`), message)
    }
  }
  if (typed.seats.length > attendeeLimit) {
    errors.set('', `You can register up to ${attendeeLimit} people per order. Place a second order for the rest.`)
  }
  if (!typed.terms) errors.set('terms', 'Please agree to the terms')
  if (parsed.success && errors.size === 0) return { request: parsed.data }
  const order = fieldOrder(view)
  return { errors: new Map([...errors].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))) }
}
