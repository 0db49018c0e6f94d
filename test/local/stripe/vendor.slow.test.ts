import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { createGenerator, type Schema, type SchemaGenerator } from 'ts-json-schema-generator'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as accepted from '../../../packages/local/src/stripe/parameters.ts'
import { openTill, order, type Till, withTax } from '../support/till.ts'

type Node = { [name: string]: unknown }

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

/**
 * Stripe's enumerations admit any other string, for values to come. A stand-in should answer only with those that are
 * documented, so the open end is cut off.
 */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed)
  if (!isNode(value)) return value
  const node = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closed(inner)]))
  const choices = nodes(node.anyOf)
  if (!choices.some((choice) => typeof choice.const === 'string')) return node
  return { ...node, anyOf: choices.filter((choice) => !(choice.type === 'string' && choice.const === undefined)) }
}

let generator: SchemaGenerator
let till: Till

beforeAll(() => {
  generator = createGenerator({
    path: join(import.meta.dirname, '../support/vendor-types.ts'),
    tsconfig: join(import.meta.dirname, '../../../tsconfig.json'),
    type: '*',
    expose: 'none',
    skipTypeCheck: true,
    additionalProperties: false,
  })
})
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.stop())

const schemaOf = (type: string): Node => {
  const schema: Schema = generator.createSchema(type)
  const tidy = closed(schema)
  if (!isNode(tidy)) throw new Error(`No schema for ${type}`)
  return tidy
}

const compiled = new Map<string, ValidateFunction>()

const validator = (type: string): ValidateFunction => {
  const known = compiled.get(type)
  if (known) return known
  const made = new Ajv({ allErrors: true, strict: false }).compile(schemaOf(type))
  compiled.set(type, made)
  return made
}

const faultsOf = (validate: ValidateFunction, value: unknown): unknown => (validate(value) ? [] : validate.errors)

/** What one finds at a place of a schema, through references and alternatives. */
const alternatives = (root: Node, node: Node): Node[] => {
  if (typeof node.$ref === 'string') {
    const name = decodeURIComponent(node.$ref.replace('#/definitions/', ''))
    const target = isNode(root.definitions) ? root.definitions[name] : undefined
    return isNode(target) ? alternatives(root, target) : []
  }
  const inner = [...nodes(node.anyOf), ...nodes(node.allOf)]
  return [node, ...inner.flatMap((each) => alternatives(root, each))]
}

/** The names and values that we accept and the vendor does not know. */
const strangers = (ours: Node, vendor: Node[], root: Node, path: string): string[] => {
  const all = vendor.flatMap((node) => alternatives(root, node))
  if (isNode(ours.properties)) {
    return Object.entries(ours.properties).flatMap(([name, inner]) => {
      const known = all.flatMap((node) =>
        isNode(node.properties) && isNode(node.properties[name]) ? [node.properties[name]] : [],
      )
      if (known.length === 0) return [`${path}.${name}`]
      return isNode(inner) ? strangers(inner, known.filter(isNode), root, `${path}.${name}`) : []
    })
  }
  if (isNode(ours.items)) {
    const items = all.flatMap((node) => (isNode(node.items) ? [node.items] : []))
    return items.length === 0 ? [`${path}[]`] : strangers(ours.items, items, root, `${path}[]`)
  }
  if (Array.isArray(ours.enum)) {
    const values = all.flatMap((node) => [node.const, ...(Array.isArray(node.enum) ? node.enum : [])])
    const isFlag = all.some((node) => node.type === 'boolean')
    return ours.enum.filter((value) => !isFlag && !values.includes(value)).map((value) => `${path}=${String(value)}`)
  }
  return []
}

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
