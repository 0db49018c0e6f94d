import { readFileSync } from 'node:fs'
import { createStripePayments, webhookEvents, webhookEventsBy } from '@lectern/core/payments'
import Stripe from 'stripe'
import { expect, test } from 'vitest'

const secret = 'whsec_of_the_tests'

/** What an event of a type is about, as Stripe sends it. */
const subjects: [RegExp, object][] = [
  [/^checkout\.session\./, { object: 'checkout.session', id: 'subject' }],
  [/^charge\.dispute\./, { object: 'dispute', id: 'subject' }],
  [/^customer\.subscription\./, { object: 'subscription', id: 'subject' }],
  [/^invoice\./, { object: 'invoice', id: 'in_1', parent: { subscription_details: { subscription: 'subject' } } }],
]

test.each(Object.entries(webhookEventsBy).flatMap(([what, types]) => types.map((type) => [type, what])))(
  '%s gives a reason to look at a %s',
  async (type, what) => {
    const object = subjects.find(([pattern]) => pattern.test(type))?.[1]
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } })
    const { webhooks } = new Stripe('sk_test_local')
    const header = await webhooks.generateTestHeaderStringAsync({ payload, secret })
    const payments = createStripePayments({ secretKey: 'sk_test_local', webhookSecret: secret })
    expect(await payments.readWebhook(payload, header)).toEqual({ id: 'evt_1', type, [`${what}Id`]: 'subject' })
  },
)

test('the events that operators switch on are those, and a deploy prints them', () => {
  const told = readFileSync('docs/operations.md', 'utf8').matchAll(
    /`((?:checkout\.session|charge\.dispute|customer\.subscription|invoice)\.[a-z_*]+)`/g,
  )
  expect([...told].map(([, type]) => type).sort()).toEqual([...webhookEvents].sort())
  expect(readFileSync('sst.config.ts', 'utf8')).toContain("stripeEvents: webhookEvents.join(' ')")
})
