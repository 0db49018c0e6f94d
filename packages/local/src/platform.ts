import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CreateTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb'
import { serveStatic } from '@hono/node-server/serve-static'
import { createApi } from '@lectern/api'
import { findEvent } from '@lectern/core/catalog'
import { openMailPreviews, openSentMails, sendSignInCode } from '@lectern/core/mail'
import { refreshOrganizer } from '@lectern/core/organizer'
import { type Instant, instantFromDate, type Log, tableDefinition } from '@lectern/core/platform'
import { compressed } from '@lectern/functions/compress'
import { createDeliveryContext } from '@lectern/functions/delivery-context'
import { pictureMakerBy } from '@lectern/functions/picture-maker'
import { createPictureStore } from '@lectern/functions/picture-store'
import { createPictureWork } from '@lectern/functions/picture-work'
import { createServices, jsonLog, openFiles } from '@lectern/functions/services'
import { createZoomEvents } from '@lectern/functions/zoom-events'
import { createSite } from '@lectern/web'
import { assetsDirectory } from '@lectern/web/build'
import { docsLayout } from '@lectern/web/docs-layout'
import { createGallery } from '@lectern/web/gallery'
import { createMailPreviews } from '@lectern/web/mail-previews'
import { createSignInApp, SignInLayout } from '@lectern/web/sign-in'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { startBucket } from './bucket.ts'
import { createClock, type LocalClock } from './clock.ts'
import { createClockPages } from './clock-pages.ts'
import { createDeliveries } from './deliveries.ts'
import { startDeliveryThread } from './delivery-thread.ts'
import { createDeliveryWork } from './delivery-work.ts'
import { startDynamo } from './dynamo.ts'
import { localKeys } from './keys.ts'
import { createLocalPages } from './pages.tsx'
import { createResendStandIn, type ResendStandIn } from './resend.ts'
import { type Sample, type SampleSignIn, seed } from './sample/seed.ts'
import { serve } from './serve.ts'
import { openState } from './state.ts'
import { createStripeStandIn, type StripeStandIn } from './stripe/index.ts'
import { createZoomStandIn, type ZoomStandIn } from './zoom.ts'
import { createZoomPages } from './zoom-pages.ts'

export type PlatformOptions = {
  port?: number
  /** Where data is kept; without it, in memory alone. */
  data?: string
  /** Where the clock starts; it runs on from there. */
  now?: Instant
  /** The wall clock, where it is another than this machine's. */
  wall?: () => Instant
  sample?: Sample
  log?: Log
  /** Whether mails are rendered in a thread of their own, so that they hold up nobody; it takes seconds to start. */
  deliveryThread?: boolean
}

export type Platform = {
  url: string
  adminKey: string
  signIns: SampleSignIn[]
  clock: LocalClock
  stripe: StripeStandIn
  resend: ResendStandIn
  zoom: ZoomStandIn
  /** Does everything that is due, mails included. */
  doDueWork: () => Promise<void>
  stop: () => Promise<void>
}

const tableName = 'lectern'
const tickMilliseconds = 1000

/**
 * Starts the whole product on this machine: the real handlers against a database engine, a materials store, a payment
 * page, an inbox, Zoom's recordings, and a clock. Keys of Stripe, Resend, or Zoom in the environment replace their
 * stand-ins one by one.
 */
export const startPlatform = async (options: PlatformOptions = {}): Promise<Platform> => {
  const { data, log = jsonLog, sample = 'demo', deliveryThread = true } = options
  if (data !== undefined) mkdirSync(data, { recursive: true })
  const inData = (name: string): string | undefined => (data === undefined ? undefined : resolve(data, name))
  const realStripe = process.env.STRIPE_SECRET_KEY
  const realResend = process.env.RESEND_API_KEY
  const realZoom = process.env.ZOOM_WEBHOOK_SECRET
  const keys = localKeys(inData('secret'))
  const clock = createClock(options.now, !realStripe && !realResend && !realZoom, options.wall)
  const state = openState(inData('stand-ins.db') ?? ':memory:')

  const database = inData('table.db')
  const [dynamo, bucket] = await Promise.all([
    startDynamo(database === undefined ? {} : { file: database }),
    startBucket(data === undefined ? {} : { dir: join(data, 'materials') }),
  ])

  // The stand-ins need the site's address and the site needs theirs, so the site is entered last, behind one root.
  const root = new Hono()
  // Compressed as it's deployed.
  const answer = async (request: Request) => compressed(request, await root.fetch(request))
  const site = await serve(answer, options.port ?? 3000)
  const webhookSecret = process.env.STRIPE_WEBHOOK_SECRET ?? 'whsec_local'
  const stripe = createStripeStandIn({
    state,
    now: () => new Date(clock.now()),
    siteUrl: () => site.url,
    webhookSecret,
    deliver: async (body, signature) => {
      const answer = await root.request('/webhooks/stripe', {
        method: 'POST',
        body,
        headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
      })
      if (!answer.ok) throw new Error(`The webhook answered ${answer.status}`)
    },
  })
  const resend = createResendStandIn({ state, now: () => new Date(clock.now()) })
  const zoomSecret = realZoom ?? 'zoom_local'
  const zoom = createZoomStandIn({
    secret: zoomSecret,
    deliver: async (body, headers) => (await root.request('/webhooks/zoom', { method: 'POST', body, headers })).status,
  })
  const [stripeWire, resendWire, zoomWire] = await Promise.all([
    serve((request) => stripe.wire.fetch(request)),
    serve((request) => resend.wire.fetch(request)),
    serve((request) => zoom.wire.fetch(request)),
  ])

  const config = {
    TABLE_NAME: tableName,
    DYNAMODB_ENDPOINT: dynamo.endpoint,
    SITE_URL: site.url,
    LECTERN_SECRET: keys.secret,
    STRIPE_SECRET_KEY: realStripe ?? 'sk_test_local',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_ADDRESS: realStripe ? undefined : stripeWire.url,
    RESEND_API_KEY: realResend ?? 're_local',
    RESEND_ADDRESS: realResend ? undefined : resendWire.url,
    ZOOM_ADDRESS: realZoom ? undefined : zoomWire.url,
    ORGANIZER_NAME: process.env.ORGANIZER_NAME ?? 'Small Biz Thoughts',
    ORGANIZER_EMAIL: process.env.ORGANIZER_EMAIL ?? 'hello@lectern.example',
    ORGANIZER_ADDRESS: process.env.ORGANIZER_ADDRESS ?? '1 Sample Street, Sacramento CA 95814, USA',
    VERSION: 'local',
    MATERIALS_BUCKET: bucket.bucket,
    MATERIALS_ENDPOINT: bucket.endpoint,
    AWS_REGION: bucket.region,
  }
  const services = createServices(config, { now: clock.now, realNow: () => instantFromDate(new Date()) }, log)
  const files = openFiles(config)
  const maker = pictureMakerBy(createPictureWork(createPictureStore(config)))
  const context = createDeliveryContext(services, config)
  await services.table.client.send(new CreateTableCommand(tableDefinition(tableName))).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error
  })
  const signIns = await seed(
    { table: services.table, files, payments: services.payments },
    sample,
    clock.now(),
    keys.apiKeyOf,
  )
  const adminKey = signIns.find(({ role }) => role === 'admin')?.apiKey ?? ''

  const failed = (error: unknown): void =>
    log('error', 'due work failed', { reason: error instanceof Error ? error.name : 'unknown' })
  const work = deliveryThread
    ? startDeliveryThread(config, log)
    : { run: createDeliveryWork(config, log), stop: async () => {} }
  // A write only makes rows to deliver; what falls due by time is looked for by the clock.
  const deliveries = createDeliveries(() => work.run('deliver', clock.setting()), failed)
  const dueWork = createDeliveries(() => work.run('due', clock.setting()), failed)
  const doDueWork = async (): Promise<void> => {
    await stripe.expireDue()
    await stripe.billing.passTime()
    await stripe.redeliverPending()
    await dueWork.finish()
    await stripe.idle()
    await dueWork.finish()
  }

  const fingerprinted = { root: assetsDirectory, rewriteRequestPath: (path: string) => path.slice('/assets'.length) }
  // As S3 does.
  root.use('/assets/*', etag())
  root.use('/assets/*', async (context, next) => {
    await next()
    if (context.res.status === 200) context.header('cache-control', 'public, max-age=31536000, immutable')
  })
  root.get('/assets/*', serveStatic(fingerprinted))
  root.get('/local', (context) =>
    context.json({
      adminKey,
      signIns,
      now: clock.now(),
      services: {
        site: site.url,
        database: dynamo.endpoint,
        materials: bucket.endpoint,
        payments: realStripe ? 'Stripe' : stripeWire.url,
        mail: realResend ? 'Resend' : resendWire.url,
        meetings: realZoom ? 'Zoom' : zoomWire.url,
        subscriptions: `${site.url}/local/payments`,
        inbox: `${site.url}/local/inbox`,
        gallery: `${site.url}/local/gallery`,
      },
    }),
  )
  // Before the others, whose policy lets no style sheet in.
  const previewed = openMailPreviews(context)
  root.route('/local/gallery', createGallery(previewed.list()))
  root.route('/local', createClockPages(clock, doDueWork))
  root.route('/local', createLocalPages({ stripe, resend, afterWebhook: deliveries.finish }))
  const zoomAddress = () => zoomWire.url
  const eventOf = (slug: string) => findEvent(services.table, slug)
  root.route(
    '/local',
    createZoomPages({ zoom, address: zoomAddress, findEvent: eventOf, afterWebhook: deliveries.finish }),
  )
  root.use('/sign-in/*', async (context, next) => {
    await next()
    if (context.req.method !== 'GET') deliveries.ask()
  })
  root.route(
    '/sign-in',
    createSignInApp({
      ...services,
      sendCode: async (mail) => {
        await refreshOrganizer(services.table, services.organizer, services.realNow())
        await sendSignInCode(context, mail)
      },
      Layout: SignInLayout,
    }),
  )
  const api = createApi({ ...services, files, docsLayout, afterWrite: async () => deliveries.ask() })
  const pages = createSite({ ...services, files, pictures: async () => maker, certificateKey: keys.certificateKey })
  root.all('/api/*', (context) => api.fetch(context.req.raw))
  const zoomEvents = createZoomEvents({ ...services, secret: zoomSecret })
  root.all('/webhooks/zoom', async (context) => {
    const answer = await zoomEvents.fetch(context.req.raw)
    deliveries.ask()
    return answer
  })
  root.all('/webhooks/*', (context) => api.fetch(context.req.raw))
  const previews = createMailPreviews({
    ...services,
    previews: previewed,
    sent: openSentMails(services.table, context.mailer),
  })
  for (const path of ['/admin/mails', '/admin/mails/*']) root.all(path, (context) => previews.fetch(context.req.raw))
  root.all('*', async (context) => {
    const answer = await pages.fetch(context.req.raw)
    if (context.req.method !== 'GET') deliveries.ask()
    return answer
  })

  const ticking = setInterval(dueWork.ask, tickMilliseconds)
  await stripe.redeliverPending()
  dueWork.ask()
  return {
    url: site.url,
    adminKey,
    signIns,
    clock,
    stripe,
    resend,
    zoom,
    doDueWork,
    stop: async () => {
      clearInterval(ticking)
      await site.stop()
      await Promise.all([deliveries.finish(), dueWork.finish()])
      await work.stop()
      await Promise.all([stripeWire.stop(), resendWire.stop(), zoomWire.stop(), bucket.stop()])
      await dynamo.stop()
      state.close()
    },
  }
}
