import { createApi } from '@lectern/api'
import { actorOf } from '@lectern/core/identity'
import { openMailPreviews, openSentMails } from '@lectern/core/mail'
import { withoutRecordings } from '@lectern/core/materials'
import { createSite } from '@lectern/web'
import { createMailPreviews } from '@lectern/web/mail-previews'
import { createSignInApp, SignInLayout } from '@lectern/web/sign-in'
import { Hono } from 'hono'
import { startBucket } from '../../../packages/local/src/bucket.ts'
import { allPages } from '../../../packages/web/src/pages/to-load.ts'
import { start } from '../build.ts'
import { takingMailer } from '../mailer.ts'
import { filesAt } from '../materials.ts'
import { openSite } from '../site.ts'
import { rewinding } from './rewind.ts'
import { type Route, routesOf } from './routes.ts'
import { type Naming, people, stock } from './stock.ts'

export const roles = ['visitor', 'member', 'teacher', 'admin'] as const
export type Role = (typeof roles)[number]

export type World = {
  /** Sends a request in process to whichever app answers there. */
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** All that pages answer to, and all that the API does. */
  pages: Route[]
  api: Route[]
  /** What browsers of these roles send with a request for a page. */
  cookies: Record<Role, string>
  /** What programs send. */
  keys: Record<Exclude<Role, 'visitor'>, string>
  /** Links of the mails that went out, as paths. */
  links: string[]
  /** The headers that were read so far, and the cookies that were set. */
  known: { headers: Set<string>; cookies: Set<string> }
  there: Record<string, string>
  origin: string
  /** What was logged as an error since it was asked last: what rings the alarm. */
  alarms: () => string[]
  /** Undoes whatever was done. */
  rewind: () => Promise<void>
  stop: () => Promise<void>
}

/** Notes which headers are read, of requests as of answers. @returns stops it */
const noteHeaders = (names: Set<string>): (() => void) => {
  const { get } = Headers.prototype
  Headers.prototype.get = function (name) {
    names.add(name.toLowerCase())
    return get.call(this, name)
  }
  return () => {
    Headers.prototype.get = get
  }
}

/** The whole product in one process, with something of everything in it, as it is after each `rewind`. */
export const openWorld = async (named: Naming = (usual) => usual): Promise<World> => {
  const bucket = await startBucket()
  const files = filesAt(bucket)
  const site = await openSite({ now: start, files })
  const { services, table, logged } = site
  const [member, teacher, admin] = [
    await site.signIn(people.member, { name: named('Mia') }),
    await site.signIn(people.teacher, { name: named('James') }),
    await site.signIn(people.admin, { name: 'Karl', admin: true }),
  ]
  const api = createApi({ ...services, version: '0.0.1' })
  const desk = {
    ...services,
    recordings: withoutRecordings,
    clock: site.clock,
    pay: (session: string) => site.till.pay(session),
  }
  const actors = {
    member: actorOf(member.person, 'session'),
    teacher: actorOf(teacher.person, 'session'),
    admin: actorOf(admin.person, 'session'),
  }
  const stocked = await stock(desk, api, actors, services.realNow(), named)

  const signIn = createSignInApp({
    ...services,
    sendCode: async () => {},
    Layout: SignInLayout,
  })
  const previews = createMailPreviews({
    ...services,
    previews: openMailPreviews({ ...services, mailer: takingMailer }),
    sent: openSentMails(table, takingMailer),
  })
  const pages = createSite(services)
  const root = new Hono()
  for (const path of ['/api/*', '/webhooks/*']) root.all(path, (c) => api.fetch(c.req.raw))
  for (const path of ['/admin/mails', '/admin/mails/*']) root.all(path, (c) => previews.fetch(c.req.raw))
  root.route('/sign-in', signIn)
  root.all('*', (c) => pages.fetch(c.req.raw))
  site.serveInstead((request) => root.fetch(request))

  // Both have something in their cart.
  const guest = site.visit()
  for (const visitor of [guest, member]) await visitor.post('/cart/lines', { sku: 'month:paperback' })
  for (const visitor of [guest, member]) await visitor.post('/cart/codes', { code: 'LEAP29' })
  const declared = { routes: await allPages(services) }
  const mounted = new Hono().route('/sign-in', signIn)
  const cookieOf = ({ cookies }: { cookies: Map<string, string> }) =>
    [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const known = { headers: new Set<string>(), cookies: new Set<string>() }
  const forget = noteHeaders(known.headers)
  const request: World['request'] = async (path, init) => {
    const answer = await root.request(`${site.url}${path}`, init)
    for (const line of answer.headers.getSetCookie()) known.cookies.add(line.split('=')[0] ?? '')
    return answer
  }
  return {
    ...stocked,
    ...{ known, request },
    pages: routesOf([pages, declared, mounted, previews]),
    api: routesOf([api]),
    cookies: { visitor: cookieOf(guest), member: cookieOf(member), teacher: cookieOf(teacher), admin: cookieOf(admin) },
    origin: site.url,
    alarms: () => logged.splice(0).flatMap((line) => (line.level === 'error' ? [JSON.stringify(line)] : [])),
    rewind: await rewinding(table),
    stop: async () => {
      forget()
      await site.stop()
      await bucket.stop()
    },
  }
}
