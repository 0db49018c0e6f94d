import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as accepted from '../../../packages/local/src/stripe/parameters.ts'
import { openTill, order, type Till, withTax } from '../support/till.ts'
import { faultsOf, isNode, type Node, schemaOf, strangers, validator } from '../support/vendor-schema.ts'

let till: Till

beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.stop())

describe('every parameter that the stand-in accepts', () => {
  test.each([
    ['SessionCreateParams', accepted.SessionCreate],
    ['SessionListParams', accepted.SessionList],
    ['SessionExpireParams', accepted.OnlyExpand],
    ['RefundCreateParams', accepted.RefundCreate],
    ['RefundListParams', accepted.RefundList],
    ['DisputeListParams', accepted.DisputeList],
  ] as const)('is one of the vendor: %s', (type, schema) => {
    const vendor = schemaOf(type)
    const ours = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    expect(Object.keys(ours.properties ?? {})).not.toHaveLength(0)
    expect(strangers(ours as Node, [vendor], vendor, type)).toEqual([])
  })

  test('and a stranger would be found', () => {
    const vendor = schemaOf('SessionCreateParams')
    const ours = z.toJSONSchema(
      z.object({ line_items: z.array(z.object({ cost: z.string() })), mode: z.enum(['gift']) }),
    )
    expect(strangers(ours as Node, [vendor], vendor, '')).toEqual(['.line_items[].cost', '.mode=gift'])
  })

  test('what the tests send is right by the vendor, and what it does not know is refused by both', async () => {
    const validate = validator('SessionCreateParams')
    expect(faultsOf(validate, order(till))).toEqual([])
    expect(faultsOf(validate, withTax(till))).toEqual([])
    const wrong = { ...order(till), payment_method_types: ['card'] }
    expect(validate(wrong)).toBe(false)
    await expect(till.stripe.checkout.sessions.create(wrong)).rejects.toMatchObject({ code: 'parameter_unknown' })
  })
})

describe('every object that the stand-in answers with', () => {
  /** As it came over the wire. */
  const got = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${till.server.url}${path}`, { headers: { authorization: 'Bearer sk_test_x' } })
    return answer.json()
  }

  test.each(['open', 'declined', 'paid', 'debited', 'settled', 'bounced', 'expired'])(
    'conforms to the declarations of the vendor: a session that is %s, and its payment',
    async (state) => {
      const { id } = await till.stripe.checkout.sessions.create(order(till))
      if (state === 'declined') await till.standIn.fail(id)
      if (state === 'paid') await till.standIn.pay(id)
      if (['debited', 'settled', 'bounced'].includes(state)) await till.standIn.pay(id, { method: 'bank' })
      if (state === 'settled') await till.standIn.settle(id)
      if (state === 'bounced') await till.standIn.bounce(id)
      if (state === 'expired') await till.standIn.expire(id)
      expect(faultsOf(validator('Session'), await got(`/v1/checkout/sessions/${id}`))).toEqual([])
      const intent = till.standIn.getSession(id).payment_intent
      expect(intent === null).toBe(state === 'open' || state === 'expired')
      if (intent) expect(faultsOf(validator('PaymentIntent'), await got(`/v1/payment_intents/${intent}`))).toEqual([])
    },
  )

  test('conforms: a session with tax, before and after it is known, and the payment with its parcel', async () => {
    const { id } = await till.stripe.checkout.sessions.create(withTax(till))
    for (const act of ['open', 'paid']) {
      if (act === 'paid') await till.standIn.pay(id)
      const session = await got(`/v1/checkout/sessions/${id}`)
      expect(faultsOf(validator('Session'), session)).toEqual([])
      expect(faultsOf(validator('AutomaticTax'), isNode(session) && session.automatic_tax)).toEqual([])
    }
    const intent = till.standIn.getSession(id).payment_intent
    expect(faultsOf(validator('PaymentIntent'), await got(`/v1/payment_intents/${intent}`))).toEqual([])
    for (const line of (await till.stripe.checkout.sessions.listLineItems(id)).data)
      expect(faultsOf(validator('LineItem'), line)).toEqual([])
  })

  test.each(['opened', 'answered', 'won', 'lost'])('conforms: a dispute that is %s', async (state) => {
    const { id } = await till.stripe.checkout.sessions.create(order(till))
    await till.standIn.pay(id)
    await till.standIn.dispute(id, { reason: 'product_not_received' })
    if (state === 'answered') await till.standIn.answerDispute(id)
    if (state === 'won' || state === 'lost') await till.standIn.closeDispute(id, state)
    const told = till.arrived.at(-1)?.data.object
    const dispute = await got(`/v1/disputes/${isNode(told) ? told.id : ''}`)
    expect(faultsOf(validator('Dispute'), dispute)).toEqual([])
    expect(faultsOf(validator('Evidence'), isNode(dispute) && dispute.evidence)).toEqual([])
    expect(dispute).toEqual(told)
  })

  test('conforms: a refund, and a line', async () => {
    const { id } = await till.stripe.checkout.sessions.create(order(till))
    await till.standIn.pay(id)
    const payment_intent = String(till.standIn.getSession(id).payment_intent)
    const refund = await till.stripe.refunds.create({ payment_intent, reason: 'requested_by_customer' })
    expect(faultsOf(validator('Refund'), await got(`/v1/refunds/${refund.id}`))).toEqual([])
    const lines = await till.stripe.checkout.sessions.listLineItems(id)
    expect(lines.data).toHaveLength(2)
    for (const line of lines.data) expect(faultsOf(validator('LineItem'), line)).toEqual([])
  })

  test('and one that lacked a field or had a strange value would be found', async () => {
    const { id } = await till.stripe.checkout.sessions.create(order(till))
    const session = await got(`/v1/checkout/sessions/${id}`)
    if (!isNode(session)) throw new Error('No session')
    const { currency: _, ...lacking } = session
    expect(validator('Session')(lacking)).toBe(false)
    expect(validator('Session')({ ...session, payment_status: 'bogus' })).toBe(false)
    expect(validator('Session')({ ...session, price: 1 })).toBe(false)
  })
})
