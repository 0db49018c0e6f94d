import type { ApiServices } from '@lectern/api'
import { createS3Files, type FileStore } from '@lectern/core/materials'
import { firstOrganizer } from '@lectern/core/organizer'
import { createStripePayments } from '@lectern/core/payments'
import { connectTable, type Instant, instantFromDate, type Log, type Table } from '@lectern/core/platform'
import type { SiteServices } from '@lectern/web/site'
import { paymentsRefused } from './alarming.ts'
import type { Config } from './config.ts'
import { localClient } from './local-client.ts'

export type Clock = { now: () => Instant; realNow: () => Instant }

export const wallClock: Clock = {
  now: () => instantFromDate(new Date()),
  realNow: () => instantFromDate(new Date()),
}

/** One line of JSON for each event. What is deployed logs by `observe.ts`. */
export const jsonLog: Log = (level, message, fields = {}) => {
  console.log(JSON.stringify({ level, message, time: new Date().toISOString(), ...fields }))
}

export const openTable = (config: Pick<Config, 'TABLE_NAME' | 'DYNAMODB_ENDPOINT'>): Table =>
  connectTable(config.TABLE_NAME, localClient(config.DYNAMODB_ENDPOINT))

type Secret = 'LECTERN_SECRET' | 'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET'
type Plain = 'TABLE_NAME' | 'SITE_URL' | 'ORGANIZER_NAME' | 'ORGANIZER_EMAIL' | 'ORGANIZER_ADDRESS'

/** What the pages, the API and the workers need to be told. Who never asks for a payment goes without Stripe's key. */
export type ServicesConfig = Pick<Config<Plain>, Plain> &
  Omit<Config<never>, 'SQS_ENDPOINT' | 'MATERIALS_ENDPOINT' | 'AWS_REGION'> & { [Name in Secret]?: string }

/** The store of files. Apart from the services, so that S3's client is in the bundles alone that sign links to it. */
export const openFiles = (config: Config<'MATERIALS_BUCKET'>): FileStore =>
  createS3Files({
    bucket: config.MATERIALS_BUCKET,
    region: config.AWS_REGION,
    ...localClient(config.MATERIALS_ENDPOINT, config.AWS_REGION),
  })

type Services = Omit<SiteServices & ApiServices, 'files' | 'pictures' | 'certificateKey'>

/** What every entry point works with, made of its configuration. Mail is not among it: see `delivery-context.ts`. */
export const createServices = (config: ServicesConfig, clock: Clock = wallClock, log: Log = jsonLog): Services => ({
  table: openTable(config),
  payments: createStripePayments({
    secretKey: config.STRIPE_SECRET_KEY ?? '',
    webhookSecret: config.STRIPE_WEBHOOK_SECRET,
    address: config.STRIPE_ADDRESS,
    onRefused: ({ asked, status, type, code }) => log('error', paymentsRefused, { at: asked, status, type, code }),
  }),
  secret: config.LECTERN_SECRET ?? '',
  siteUrl: config.SITE_URL,
  // What the environment says is where the settings begin; an admin's own take its place once they are read.
  organizer: firstOrganizer({
    ...{ name: config.ORGANIZER_NAME, email: config.ORGANIZER_EMAIL, postalAddress: config.ORGANIZER_ADDRESS },
  }),
  secureCookies: config.SITE_URL.startsWith('https:'),
  // Stripe's own page, or the stand-in's, which is ours.
  paymentOrigins: config.STRIPE_ADDRESS ? [] : ['https://checkout.stripe.com'],
  version: config.VERSION,
  log,
  ...clock,
})
