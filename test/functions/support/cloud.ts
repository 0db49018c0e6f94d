import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { createEvent, NewEvent, publishEvent } from '@lectern/core/catalog'
import { connectTable, deriveToken, instantFromDate, type Table, tableDefinition } from '@lectern/core/platform'
import { bundleFunctions, type EntryPoint } from '../../../packages/functions/build.ts'
import { createResendStandIn } from '../../../packages/local/src/resend.ts'
import { openState } from '../../../packages/local/src/state.ts'
import { createStripeStandIn } from '../../../packages/local/src/stripe/index.ts'
import { listen } from '../../local/support/listen.ts'
import { type LambdaFunction, startFunction } from './lambda.ts'
import { startQueues } from './queues.ts'
import { readStream } from './stream.ts'
import { type UrlAnswer, urlEvent } from './url-event.ts'

const secret = 'a secret of the tests, long enough'

export const mailSecret = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`
export const zoomSecret = 'the secret of Zoom for the tests'
const webhookSecret = 'whsec_of_the_tests'

/** The bundles of some functions, built once for a test file, and a cloud for each of its tests, on an engine. */
export const buildCloud = async (names: readonly EntryPoint[], endpoint: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-functions-'))
  const bundles = await bundleFunctions(folder, names)
  return {
    bundles,
    open: (options: { received?: number } = {}) => openCloud(bundles, endpoint, options.received),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export type Cloud = Awaited<ReturnType<typeof openCloud>>

let made = 0

const openCloud = async (bundles: Awaited<ReturnType<typeof bundleFunctions>>, endpoint: string, received?: number) => {
  made += 1
  const table: Table = connectTable(`functions-${process.pid}-${made}`, {
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  await table.client.send(
    new CreateTableCommand({
      ...tableDefinition(table.name),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  )
  const state = openState(':memory:')
  const clock = { secondsAhead: 0 }
  const now = () => new Date(Date.now() + clock.secondsAhead * 1000)
  const stripe = createStripeStandIn({
    state,
    now,
    siteUrl: () => 'https://lectern.example',
    webhookSecret,
    deliver: async (body, signature) => {
      const headers = { 'stripe-signature': signature, 'content-type': 'application/json' }
      const answer = await ask('stripe-webhook', 'POST', '/webhooks/stripe', { headers, body })
      if (answer.statusCode !== 200) throw new Error(`The webhook answered ${answer.statusCode}`)
    },
  })
  const resend = createResendStandIn({ state, now })
  const [till, post, queues, stream] = await Promise.all([
    listen(stripe.wire),
    listen(resend.wire),
    startQueues(received),
    readStream(endpoint, table.name),
  ])
  /** What the router adds to each request. */
  const throughFront = { 'x-lectern-front': deriveToken(secret, 'front'), 'x-lectern-client': '192.0.2.7' }
  const link = (value: string) => JSON.stringify({ type: 'sst.sst.Secret', value })
  const environment = {
    TABLE_NAME: table.name,
    QUEUE_URL: queues.url,
    MATERIALS_BUCKET: 'materials',
    PICTURES_FUNCTION: 'pictures',
    SITE_URL: 'https://lectern.example',
    ORGANIZER_NAME: 'Small Biz',
    ORGANIZER_EMAIL: 'hello@lectern.example',
    ORGANIZER_ADDRESS: '1 Sample Street',
    VERSION: 'test',
    POWERTOOLS_SERVICE_NAME: 'lectern-test',
    DYNAMODB_ENDPOINT: endpoint,
    SQS_ENDPOINT: queues.endpoint,
    STRIPE_ADDRESS: till.url,
    RESEND_ADDRESS: post.url,
    RESEND_PER_SECOND: '1000',
    SST_RESOURCE_LecternSecret: link(secret),
    SST_RESOURCE_CertificateKey: link('a key that nothing here signs with'),
    SST_RESOURCE_StripeSecretKey: link('sk_test_local'),
    SST_RESOURCE_StripeWebhookSecret: link(webhookSecret),
    SST_RESOURCE_ResendApiKey: link('re_local'),
    SST_RESOURCE_ResendWebhookSecret: link(mailSecret),
    SST_RESOURCE_ZoomWebhookSecret: link(zoomSecret),
  }
  const running: LambdaFunction[] = []
  const byName = new Map<EntryPoint, Promise<LambdaFunction>>()

  /** Another instance of a function: with its own time, or set up wrongly. */
  const instance = async (name: EntryPoint, more: Record<string, string> = {}): Promise<LambdaFunction> => {
    const bundle = bundles.find((one) => one.name === name)
    if (!bundle) throw new Error(`${name} was not built`)
    const seconds = { TEST_SECONDS_AHEAD: String(clock.secondsAhead) }
    const started = await startFunction(name, bundle.file, { ...environment, ...seconds, ...more })
    running.push(started)
    return started
  }
  const one = (name: EntryPoint): Promise<LambdaFunction> => {
    const known = byName.get(name) ?? instance(name)
    byName.set(name, known)
    return known
  }
  const askOf = (instance: LambdaFunction, method: string, path: string, asked?: Parameters<typeof urlEvent>[2]) =>
    instance.invoke<UrlAnswer>(urlEvent(method, path, { ...asked, headers: { ...throughFront, ...asked?.headers } }))
  const ask = async (
    name: EntryPoint,
    ...asked: Parameters<typeof askOf> extends [unknown, ...infer Rest] ? Rest : never
  ) => askOf(await one(name), ...asked)

  return {
    table,
    stripe,
    resend,
    queues,
    stream,
    instance,
    one,
    ask,
    askOf,
    /** Lets time pass: every function starts again, so many seconds later. */
    wait: (seconds: number): void => {
      clock.secondsAhead += seconds
      byName.clear()
    },
    /** What is new in the outbox, through its stream, to the queue. */
    forward: () => stream.deliver(async (records) => (await one('outbox')).invoke({ Records: records })),
    /** What is visible in the queue, to the sender. */
    send: () => queues.deliver(async (records) => (await one('sender')).invoke({ Records: records })),
    stop: async () => {
      await stripe.idle()
      await Promise.all([...running.map((each) => each.stop()), till.stop(), post.stop(), queues.stop()])
      state.close()
    },
  }
}

/** An event that is on sale now. */
export const onSale = async (table: Table, slug: string, priceCents: number, capped = true): Promise<void> => {
  const now = instantFromDate(new Date())
  const event = NewEvent.parse({
    kind: 'class',
    slug,
    title: 'Sales for Professionals',
    zone: 'America/Los_Angeles',
    sessions: [{ startsAt: `${new Date().getUTCFullYear() + 1}-06-03T09:00`, durationMinutes: 60 }],
    ...(capped ? { capacity: 20 } : {}),
    tickets: [{ slug: 'seat', name: 'Seat', priceCents }],
  })
  await createEvent(table, event, now)
  await publishEvent(table, slug, now)
}
