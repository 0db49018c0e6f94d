import { createResendMailer } from '@lectern/core/mail'
import { type FileStore, type RecordingSource, withoutFiles, withoutRecordings } from '@lectern/core/materials'
import { type DeliveryContext, deliver } from '@lectern/core/notifications'
import { firstOrganizer } from '@lectern/core/organizer'
import { createStripePayments, type RefusalFacts } from '@lectern/core/payments'
import { drainOutbox, type Instant, type OutboxRow, type Table } from '@lectern/core/platform'
import { hearOfSubscription, type Order, recordDispute, settleCheckout } from '@lectern/core/registration'
import Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { createResendStandIn, type ResendStandIn } from '../../packages/local/src/resend.ts'
import { openState } from '../../packages/local/src/state.ts'
import { createStripeStandIn, type StripeStandIn } from '../../packages/local/src/stripe/index.ts'
import { listen } from '../local/support/listen.ts'
import { start } from './build.ts'
import { freshTable } from './table.ts'

const webhookSecret = 'whsec_of_the_tests'

/** Everything that the use cases work with: a table, and the real SDKs at stand-ins served over HTTP. */
export type TestDesk = DeliveryContext & {
  /** What the stand-ins take for now. */
  clock: { now: Instant }
  stripe: StripeStandIn
  resend: ResendStandIn
  /** The vendor's SDK, to look at what it keeps. */
  vendor: Stripe
  /** The ids of the events whose webhooks were taken. */
  webhooks: string[]
  /** The mails that arrived, oldest first; of one template or address, when asked. */
  mails: (filter?: { to?: string; template?: string }) => ReturnType<ResendStandIn['listMails']>
}

/** A desk of a test's own. Webhooks move the order they are about, as the site's do. */
export const openDesk = async (
  options: {
    table?: Table
    timeoutMilliseconds?: number
    retries?: number
    files?: FileStore
    recordings?: RecordingSource
    onRefused?: (facts: RefusalFacts) => void
  } = {},
): Promise<TestDesk> => {
  const state = openState(':memory:')
  const clock = { now: start }
  const webhooks: string[] = []
  const stripe = createStripeStandIn({
    state,
    now: () => new Date(clock.now),
    siteUrl: () => 'http://127.0.0.1:4000',
    webhookSecret,
    deliver: async (body, signature) => {
      const event = await payments.readWebhook(body, signature)
      if (event.checkoutId) await settleCheckout(desk, event.checkoutId, clock.now)
      if (event.disputeId) await recordDispute(desk, event.disputeId, clock.now)
      if (event.subscriptionId) await hearOfSubscription(desk, event.subscriptionId, clock.now)
      webhooks.push(event.id)
    },
  })
  const resend = createResendStandIn({ state, now: () => new Date(clock.now) })
  const [till, post] = await Promise.all([listen(stripe.wire), listen(resend.wire)])
  const payments = createStripePayments({
    secretKey: 'sk_test_local',
    webhookSecret,
    address: till.url,
    // What is no test of patience waits for a busy machine.
    timeoutMilliseconds: options.timeoutMilliseconds ?? 600_000,
    retries: options.retries,
    onRefused: options.onRefused,
  })
  const desk: TestDesk = {
    table: options.table ?? (await freshTable()),
    payments,
    files: options.files ?? withoutFiles,
    recordings: options.recordings ?? withoutRecordings,
    mailer: createResendMailer({
      apiKey: 're_local',
      sender: () => ({ from: 'Lectern <hello@lectern.example>', replyTo: 'hello@lectern.example' }),
      address: post.url,
    }),
    secret: 'a secret of the tests',
    siteUrl: 'https://lectern.example',
    organizer: firstOrganizer({ name: 'Small Biz', email: 'hello@lectern.example', postalAddress: '1 Sample Street' }),
    clock,
    stripe,
    resend,
    vendor: new Stripe('sk_test_local', { host: '127.0.0.1', port: till.port, protocol: 'http', telemetry: false }),
    webhooks,
    mails: (filter) => resend.listMails(filter).reverse(),
  }
  onTestFinished(async () => {
    await stripe.idle()
    await Promise.all([till.stop(), post.stop()])
    state.close()
  })
  return desk
}

/** Does what the outbox holds, mails included, until nothing is due. Answers the topics of the rows that failed. */
export const drain = async (desk: TestDesk, now: Instant = desk.clock.now): Promise<string[]> => {
  const failed: string[] = []
  await drainOutbox(
    desk.table,
    () => now,
    (row: OutboxRow) => deliver(desk, row, now),
    (row, error) => failed.push(`${row.topic}: ${error instanceof Error ? error.message : error}`),
  )
  await desk.stripe.idle()
  return failed
}

/** The session at which an order is to be paid. */
export const sessionOf = (order: Order): string => {
  if (!order.checkout) throw new Error(`${order.id} has no payment page`)
  return order.checkout.id
}

/** The refunds that the provider made of an order's payment, in cents. */
export const providerRefunds = async (
  desk: TestDesk,
  order: Pick<Order, 'paymentId'> | undefined,
): Promise<number[]> => {
  if (!order?.paymentId) return []
  const { data } = await desk.vendor.refunds.list({ payment_intent: order.paymentId, limit: 100 })
  return data.map((refund) => refund.amount)
}
