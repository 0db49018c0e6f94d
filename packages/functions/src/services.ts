import type { ApiServices } from '@lectern/api'
import { createStripePayments } from '@lectern/core/payments'
import { connectTable, type Instant, instantFromDate, type Log } from '@lectern/core/platform'
import type { SiteServices } from '@lectern/web/site'
import type { Config } from './config.ts'

export type Clock = { now: () => Instant; realNow: () => Instant }

export const wallClock: Clock = {
  now: () => instantFromDate(new Date()),
  realNow: () => instantFromDate(new Date()),
}

/** One line of JSON for each event, which CloudWatch reads as fields. */
export const jsonLog: Log = (level, message, fields = {}) => {
  console.log(JSON.stringify({ level, message, time: new Date().toISOString(), ...fields }))
}

/** What every entry point works with, made of its configuration. Mail is not among it: see `courier.ts`. */
export const createServices = (
  config: Config,
  clock: Clock = wallClock,
  log: Log = jsonLog,
): SiteServices & ApiServices => {
  const local = config.DYNAMODB_ENDPOINT
    ? {
        endpoint: config.DYNAMODB_ENDPOINT,
        region: 'local',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }
    : {}
  return {
    table: connectTable(config.TABLE_NAME, local),
    payments: createStripePayments({
      secretKey: config.STRIPE_SECRET_KEY,
      webhookSecret: config.STRIPE_WEBHOOK_SECRET,
      address: config.STRIPE_ADDRESS,
    }),
    secret: config.LECTERN_SECRET,
    siteUrl: config.SITE_URL,
    organiser: { name: config.ORGANISER_NAME, email: config.ORGANISER_EMAIL, postalAddress: config.ORGANISER_ADDRESS },
    secureCookies: config.SITE_URL.startsWith('https:'),
    // Stripe's own page, or the stand-in's, which is ours.
    paymentOrigins: config.STRIPE_ADDRESS ? [] : ['https://checkout.stripe.com'],
    version: config.VERSION,
    log,
    ...clock,
  }
}
