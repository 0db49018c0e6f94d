import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type ApiServices, createApi } from '@lectern/api'
import { ensurePerson, importApiKey, makeAdmin } from '@lectern/core/identity'
import { type FileStore, withoutFiles } from '@lectern/core/materials'
import { firstOrganizer } from '@lectern/core/organizer'
import { createStripePayments } from '@lectern/core/payments'
import { epochMilliseconds, type Instant, instantFromDate, newId, newToken, type Table } from '@lectern/core/platform'
import { openState } from '../../packages/local/src/state.ts'
import { createStripeStandIn, type StripeStandIn } from '../../packages/local/src/stripe/index.ts'
import { type Listening, listen } from '../local/support/listen.ts'
import { freshTable } from '../support/table.ts'
import { conformanceOf } from './conformance.ts'

const webhookSecret = 'whsec_of_the_tests'
const siteUrl = 'https://lectern.example'

/** An answer of the API, read. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
export type Answered = { status: number; body: any; headers: Headers; text: string }

type Call = { body?: unknown; bearer?: string; headers?: Record<string, string> }

/**
 * The API on a table of its own, with the real payment SDK at the stand-in, a clock to set and an admin. Every answer to
 * a call is checked against the API's own document.
 */
export type House = {
  table: Table
  app: ReturnType<typeof createApi>
  services: ApiServices
  till: StripeStandIn
  clock: { now: Instant }
  adminKey: string
  logged: string[]
  pokes: { count: number }
  call: (method: string, path: string, call?: Call) => Promise<Answered>
  admin: (method: string, path: string, body?: unknown) => Promise<Answered>
  keyOf: (email: string, name?: string) => Promise<string>
  /** Every item of the table, counted. */
  countItems: () => Promise<number>
  close: () => Promise<void>
}

export const openHouse = async (
  now: Instant = '2024-01-15T12:00:00Z',
  files: FileStore = withoutFiles,
): Promise<House> => {
  const table = await freshTable()
  const clock = { now }
  const state = openState(':memory:')
  const logged: string[] = []
  const pokes = { count: 0 }
  const till = createStripeStandIn({
    state,
    now: () => new Date(epochMilliseconds(clock.now)),
    siteUrl: () => 'http://127.0.0.1:4000',
    webhookSecret,
    deliver: async (body, signature) => {
      const headers = { 'stripe-signature': signature }
      const taken = await app.request('/webhooks/stripe', { method: 'POST', body, headers })
      if (!taken.ok) throw new Error(String(taken.status))
    },
  })
  const server: Listening = await listen(till.wire)
  const services: ApiServices = {
    table,
    payments: createStripePayments({ secretKey: 'sk_test_local', webhookSecret, address: server.url }),
    files,
    secret: 'a secret of the tests',
    siteUrl,
    now: () => clock.now,
    realNow: () => instantFromDate(new Date()),
    log: (_, message, fields) => logged.push(`${message} ${JSON.stringify(fields)}`),
    version: '0.0.1',
    organizer: firstOrganizer({
      name: 'Small Biz Thoughts',
      email: 'hello@lectern.example',
      postalAddress: 'Sacramento',
    }),
    secureCookies: true,
    afterWrite: async () => {
      pokes.count += 1
    },
  }
  const app = createApi(services)
  const keyOf = async (email: string, name = 'Ada Lovelace') => {
    const person = await ensurePerson(table, { email, name }, clock.now)
    const key = `lk_${newId('apiKey').slice('key_'.length)}_${newToken()}`
    await importApiKey(table, person, key, 'Tests', clock.now)
    return key
  }
  await makeAdmin(table, 'karl@lectern.example', now)
  const adminKey = await keyOf('karl@lectern.example', 'Karl')

  const conform = conformanceOf(app)
  const call: House['call'] = async (method, path, { body, bearer, headers } = {}) => {
    const answer = await app.request(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const type = answer.headers.get('content-type') ?? ''
    const json = /json/.test(type) && text !== ''
    await conform(method, path, { status: answer.status, type, body: json ? JSON.parse(text) : text })
    return { status: answer.status, body: json ? JSON.parse(text) : text, headers: answer.headers, text }
  }
  return {
    table,
    app,
    services,
    till,
    clock,
    adminKey,
    logged,
    pokes,
    call,
    keyOf,
    admin: (method, path, body) => call(method, path, { body, bearer: adminKey }),
    countItems: async () => {
      const { Count } = await table.client.send(
        new ScanCommand({ TableName: table.name, Select: 'COUNT', ConsistentRead: true }),
      )
      return Count ?? 0
    },
    close: async () => {
      await till.idle()
      await server.stop()
      state.close()
    },
  }
}

/** An event as organizers send it: a class of one session, $399, 20 seats. */
export const newEvent = (more: Record<string, unknown> = {}) => ({
  kind: 'class',
  slug: '5w22',
  title: 'MSP Professional Sales Program',
  zone: 'America/Los_Angeles',
  schedule: { startsAt: '2024-04-23T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
  tickets: [{ name: 'Seat', priceCents: 39900, capacity: 20 }],
  ...more,
})

/** Makes an event and publishes it. */
export const publish = async (house: House, more: Record<string, unknown> = {}): Promise<Answered> => {
  const made = await house.admin('POST', '/api/admin/events', newEvent(more))
  if (made.status !== 201) throw new Error(made.text)
  return house.admin('POST', `/api/admin/events/${made.body.slug}/publish`)
}

export const orderOf = (email: string, more: Record<string, unknown> = {}) => ({
  lines: [{ sku: '5w22:seat', quantity: 1 }],
  codes: [],
  buyer: { email, name: 'Ada Lovelace' },
  ...more,
})
