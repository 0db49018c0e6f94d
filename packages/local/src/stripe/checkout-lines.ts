import type Stripe from 'stripe'
import { idOf, type SessionSubscription } from './billing-objects.ts'
import { newLine, newYearlyLine } from './objects.ts'
import type { SessionCreate } from './parameters.ts'
import { sharesOf } from './prorations.ts'
import { noSuch, notAllowed, wrongParameter } from './refusal.ts'
import type { ObjectStore } from './store.ts'

/** The least that Stripe charges in US dollars (docs.stripe.com/currencies, "Minimum and maximum charge amounts"). */
const leastCents = 50

type Asked = SessionCreate['line_items'][number]

const missing = (name: string) => wrongParameter('parameter_missing', name, `Missing required param: ${name}.`)

const quantityOf = ({ quantity }: Asked, name: string): number => {
  if (quantity === undefined) throw missing(`${name}[quantity]`)
  if (quantity < 1) {
    throw wrongParameter(undefined, `${name}[quantity]`, 'This value must be greater than or equal to 1.')
  }
  return quantity
}

/** Lines at amounts of their own, paid once. */
const onceLines = (asked: SessionCreate, created: number): Stripe.LineItem[] => {
  const lines = asked.line_items.map((line, index) => {
    const name = `line_items[${index}]`
    const { price_data: data } = line
    if (!data) throw missing(`${name}[price_data]`)
    if (data.unit_amount < 0) {
      const message = 'This value must be greater than or equal to 0.'
      throw wrongParameter(undefined, `${name}[price_data][unit_amount]`, message)
    }
    return { data, line, name, quantity: quantityOf(line, name) }
  })
  return lines.map(({ data, line, name, quantity }) => {
    if (asked.automatic_tax?.enabled && data.tax_behavior !== 'exclusive') {
      const field = `${name}[price_data][tax_behavior]`
      throw wrongParameter(undefined, field, `Automatic tax needs ${field}. The stand-in supports only \`exclusive\`.`)
    }
    return newLine(data, quantity, line.metadata, created)
  })
}

/** Lines at prices that are kept, paid every year, with what a coupon takes off the first time. */
const yearlyLines = (store: ObjectStore, asked: SessionCreate): Stripe.LineItem[] => {
  const priced = asked.line_items.map((line, index) => {
    const name = `line_items[${index}]`
    if (line.price === undefined) throw missing(`${name}[price]`)
    const price = store.find('price', line.price)
    if (!price) throw noSuch(400, 'price', line.price, `${name}[price]`)
    return { price, quantity: quantityOf(line, name) }
  })
  const id = asked.discounts?.[0]?.coupon
  const coupon = id === undefined ? undefined : store.find('coupon', id)
  if (id !== undefined && !coupon?.valid) throw noSuch(400, 'coupon', id, 'discounts[0][coupon]')
  const shares = sharesOf(priced, coupon?.amount_off ?? 0)
  return priced.map(({ price, quantity }, index) => {
    const product = store.find('product', idOf(price.product))
    return newYearlyLine(price, product?.name ?? '', quantity, shares[index] ?? 0)
  })
}

/** The lines of a session to be. */
export const linesOf = (store: ObjectStore, asked: SessionCreate, created: number): Stripe.LineItem[] => {
  const yearly = asked.mode === 'subscription'
  const stranger = yearly ? 'payment_intent_data' : 'subscription_data'
  if (asked[stranger] !== undefined) {
    throw wrongParameter(undefined, stranger, `You can not pass \`${stranger}\` in \`${asked.mode}\` mode.`)
  }
  const lines = yearly ? yearlyLines(store, asked) : onceLines(asked, created)
  if (lines.some((line) => line.currency !== lines[0]?.currency)) {
    throw notAllowed('All line items must be in the same currency.', { param: 'line_items' })
  }
  if (lines.reduce((sum, line) => sum + line.amount_total, 0) < leastCents) {
    throw notAllowed("The Checkout Session's total amount due must add up to at least $0.50 usd", {
      code: 'amount_too_small',
      param: 'line_items',
    })
  }
  return lines
}

/** What a session says of the subscription that it leads to. */
export const yearlyOf = (asked: SessionCreate): Omit<SessionSubscription, 'id'> => ({
  items: asked.line_items.map(({ price = '', quantity = 1 }) => ({ price, quantity })),
  coupon: asked.discounts?.[0]?.coupon,
  metadata: asked.subscription_data?.metadata ?? {},
})
