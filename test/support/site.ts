import { createHmac, generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import {
  ensurePerson,
  makeAdmin,
  type Person,
  saveSession,
  sessionCookieName,
  sessionSigningKey,
} from '@lectern/core/identity'
import type { FileStore } from '@lectern/core/materials'
import { firstOrganizer } from '@lectern/core/organizer'
import { createStripePayments } from '@lectern/core/payments'
import { addSeconds, type Instant, instantFromDate, newToken, type Table } from '@lectern/core/platform'
import { hearOfPayment } from '@lectern/core/registration'
import { createSite, type SiteServices } from '@lectern/web'
import { openState } from '../../packages/local/src/state.ts'
import { createStripeStandIn, type StripeStandIn } from '../../packages/local/src/stripe/index.ts'
import { readAsset } from './browser.ts'
import { openPictures, type TestPictures } from './pictures.ts'
import { freshTable } from './table.ts'

let certificateKey: string | undefined

/** A key to sign certificates with, made when the first test asks for it. */
export const testCertificateKey = (): string => {
  certificateKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  return certificateKey
}

type Fetch = (request: Request) => Response | Promise<Response>

const serveOn = (fetch: Fetch): Promise<{ url: string; stop: () => Promise<void> }> =>
  new Promise((resolve) => {
    const server: ServerType = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) => {
      const stop = () =>
        new Promise<void>((done) => {
          server.close(() => done())
          if ('closeAllConnections' in server) server.closeAllConnections()
        })
      resolve({ url: `http://127.0.0.1:${info.port}`, stop })
    })
  })

/** A browser in so far as it keeps cookies and says where its forms come from. */
export type Visitor = {
  cookies: Map<string, string>
  get: (path: string) => Promise<Response>
  /** Sends a form; a list as value repeats its field. */
  post: (path: string, fields?: Record<string, string>, headers?: Record<string, string>) => Promise<Response>
}

export type TestSite = {
  table: Table
  services: SiteServices
  /** Sends a request in process. */
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** Where the same site is served, assets too, for browsers. */
  url: string
  /** Serves something else there from now on: more apps than the site alone. */
  serveInstead: (fetch: Fetch) => void
  /** The product's clock, to be set. */
  clock: { now: Instant }
  till: StripeStandIn
  pictures: TestPictures
  /** What was logged, newest last. */
  logged: { level: string; message: string; fields?: Record<string, unknown> }[]
  visit: () => Visitor
  /** A visitor who is signed in; `person` is made when new. `signedInAgo`: seconds. */
  signIn: (
    email: string,
    options?: { name?: string; admin?: boolean; signedInAgo?: number },
  ) => Promise<Visitor & { person: Person }>
  stop: () => Promise<void>
}

const secret = 'a secret of these tests, long enough'
const webhookSecret = 'whsec_of_these_tests'

/**
 * The whole site on a table of its own, paying at a stand-in for Stripe over HTTP. Webhooks are taken as in production:
 * verified, then the order is settled. `secureCookies` is for tests of headers; browsers need it off without TLS.
 */
export const openSite = async (
  options: { now?: Instant; secureCookies?: boolean; files?: FileStore } = {},
): Promise<TestSite> => {
  const table = await freshTable()
  const state = openState(':memory:')
  const clock = { now: options.now ?? '2024-04-08T17:00:00Z' }
  const logged: TestSite['logged'] = []
  const pictures = openPictures()
  let services: SiteServices
  const till = createStripeStandIn({
    state,
    now: () => new Date(clock.now),
    siteUrl: () => bank.url,
    webhookSecret,
    deliver: async (body, signature) => {
      const event = await services.payments.readWebhook(body, signature)
      await hearOfPayment(services, event, { now: clock.now, realNow: services.realNow() })
    },
  })
  const bank = await serveOn((request) => till.wire.fetch(request))
  let answer: Fetch = () => new Response('starting', { status: 503 })
  const web = await serveOn((request) => {
    const { pathname } = new URL(request.url)
    return pathname.startsWith('/assets/') ? readAsset(pathname) : answer(request)
  })
  services = {
    table,
    payments: createStripePayments({ secretKey: 'sk_test_of_these_tests', webhookSecret, address: bank.url }),
    files: options.files ?? pictures.files,
    pictures: async () => pictures.maker,
    secret,
    siteUrl: web.url,
    organizer: firstOrganizer({
      name: 'Small Biz Community',
      email: 'hello@lectern.example',
      postalAddress: '1 Main Street, Sacramento, CA',
    }),
    certificateKey: testCertificateKey,
    now: () => clock.now,
    realNow: () => instantFromDate(new Date()),
    secureCookies: options.secureCookies ?? false,
    paymentOrigins: [bank.url],
    log: (level, message, fields) => logged.push({ level, message, ...(fields ? { fields } : {}) }),
  }
  const app = createSite(services)
  answer = (request) => app.fetch(request)
  const request = async (path: string, init?: RequestInit) => app.request(`${web.url}${path}`, init)

  const visit = (): Visitor => {
    const cookies = new Map<string, string>()
    const keep = (response: Response) => {
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const [name = '', ...value] = pair.split('=')
        if (/max-age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value.join('='))
      }
      return response
    }
    const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      cookies,
      get: async (path) => keep(await request(path, { headers: { cookie: cookie() } })),
      post: async (path, fields = {}, headers = {}) =>
        keep(
          await request(path, {
            method: 'POST',
            body: new URLSearchParams(fields),
            headers: { cookie: cookie(), origin: web.url, ...headers },
          }),
        ),
    }
  }

  const signIn: TestSite['signIn'] = async (email, { name = 'Ada Byron', admin = false, signedInAgo = 0 } = {}) => {
    const found = await ensurePerson(table, { email, name }, clock.now)
    const person = admin ? await makeAdmin(table, email, clock.now) : found
    const token = newToken()
    const realNow = services.realNow()
    const createdAt = addSeconds(realNow, -signedInAgo)
    await saveSession(table, { token, person, createdAt, expiresAt: addSeconds(realNow, 3600) })
    const signature = createHmac('sha256', sessionSigningKey(secret)).update(token).digest('base64')
    const visitor = visit()
    visitor.cookies.set(sessionCookieName(services.secureCookies), encodeURIComponent(`${token}.${signature}`))
    return { ...visitor, person }
  }

  const stop = async () => {
    await till.idle()
    await Promise.all([web.stop(), bank.stop()])
    state.close()
  }
  const serveInstead = (fetch: Fetch) => {
    answer = fetch
  }
  return { table, services, request, url: web.url, serveInstead, clock, till, pictures, logged, visit, signIn, stop }
}
