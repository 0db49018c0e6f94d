import { EmailAddress, findActorBySession, signOut, takeAttempt } from '@lectern/core/identity'
import { type Instant, Problem, type Table } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { FC, PropsWithChildren } from 'hono/jsx'
import { securityHeaders } from '../middleware/security-headers.ts'
import { clientAddressOf } from './client-address.ts'
import { createCodes, guessesPerCode } from './codes.ts'
import { codeMinutes, codeSeconds, flowCookie, readFlow, writeFlow } from './flow.ts'
import { CodeForm, EmailForm } from './forms.tsx'
import { localPath } from './local-path.ts'
import { refuseOtherSites } from './request-origin.ts'

export type SignInServices = {
  table: Table
  /** Signs cookies and keys the hashes of codes; the site needs the same one to know a session again. */
  secret: string
  siteUrl: string
  /** The real time, whatever a set clock says. */
  realNow: () => Instant
  sendCode: (mail: { email: string; code: string; minutes: number }) => Promise<void>
  /** False only where the site is served without TLS, on one machine. */
  secureCookies: boolean
  Layout: FC<PropsWithChildren<{ title: string }>>
  /** Who asks, for limits; by default the last address in `X-Forwarded-For`. Undefined: no limit by client. */
  clientAddress?: (request: Request) => string | undefined
}

/** How many codes may be asked for. A day's guesses at one address stay at 100 of a million this way. */
const askingLimits = {
  address: [
    { limit: 5, windowSeconds: 15 * 60 },
    { limit: 20, windowSeconds: 24 * 3600 },
  ],
  client: [{ limit: 30, windowSeconds: 15 * 60 }],
} as const

const field = (body: Record<string, unknown>, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/**
 * Signing in by e-mailed code, to be mounted at `/sign-in`. Works without JavaScript. The sign-in library is large, so
 * this app runs in a function of its own; the site knows sessions by core alone.
 */
export const createSignInApp = (services: SignInServices): Hono => {
  const { table, secret, siteUrl, secureCookies, realNow, Layout } = services
  const codes = createCodes(services)
  const clientAddress = services.clientAddress ?? clientAddressOf
  const app = new Hono()

  const askEmail = (c: Context, status: 200 | 400 | 429, form: { next: string; email?: string; error?: string }) =>
    c.html(
      <Layout title="Sign in">
        <EmailForm {...form} />
      </Layout>,
      status,
    )
  const askCode = (
    c: Context,
    status: 200 | 400,
    form: { next: string; email: string; code?: string; error?: string },
  ) =>
    c.html(
      <Layout title="Enter your code">
        <CodeForm {...form} />
      </Layout>,
      status,
    )
  const tooMany = (c: Context, problem: Problem, form: { next: string; email: string; error: string }) => {
    c.header('Retry-After', String(problem.details.retryAfterSeconds))
    return askEmail(c, 429, form)
  }
  const takeAsking = async (email: string, client: string | undefined) => {
    for (const limit of client === undefined ? [] : askingLimits.client) {
      await takeAttempt(table, { key: `sign-in client ${limit.windowSeconds}\n${client}`, ...limit }, realNow())
    }
    for (const limit of askingLimits.address) {
      await takeAttempt(table, { key: `sign-in address ${limit.windowSeconds}\n${email}`, ...limit }, realNow())
    }
  }
  /** The refusal for too many attempts, or undefined when the attempt was counted. */
  const refusal = (attempt: Promise<void>): Promise<Problem | undefined> =>
    attempt.then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Problem && error.kind === 'too-many') return error
        throw error
      },
    )

  app.use(securityHeaders({ paymentOrigins: [], secureCookies }))
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  app.use(refuseOtherSites(siteUrl))
  app.use(bodyLimit({ maxSize: 16_384 }))

  app.get('/', async (c) => {
    const next = localPath(c.req.query('next'))
    const actor = await findActorBySession(table, c.req.header('cookie'), { secret, secureCookies, realNow: realNow() })
    // Some pages want to know that it is still the same person: `again` asks for a new code all the same.
    const known = actor.kind === 'person' && c.req.query('again') === undefined
    return known ? c.redirect(next, 303) : askEmail(c, 200, { next })
  })

  app.post('/', async (c) => {
    const body = await c.req.parseBody()
    const next = localPath(field(body, 'next'))
    const parsed = EmailAddress.safeParse(field(body, 'email'))
    if (!parsed.success) {
      const error = parsed.error.issues[0]?.message ?? 'Write an e-mail address like name@example.com'
      return askEmail(c, 400, { next, email: field(body, 'email'), error })
    }
    const email = parsed.data
    const refused = await refusal(takeAsking(email, clientAddress(c.req.raw)))
    if (refused) {
      const minutes = Math.ceil(Number(refused.details.retryAfterSeconds) / 60)
      const error = `Too many codes were asked for. Please try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`
      return tooMany(c, refused, { next, email, error })
    }
    const { issue, code } = await codes.issue(email)
    await services.sendCode({ email, code, minutes: codeMinutes })
    setCookie(c, flowCookie, writeFlow({ email, issue }, secret, realNow()), {
      path: '/sign-in',
      httpOnly: true,
      sameSite: 'Lax',
      secure: secureCookies,
      maxAge: codeSeconds,
    })
    return c.redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, 303)
  })

  app.get('/code', (c) => {
    const next = localPath(c.req.query('next'))
    const flow = readFlow(getCookie(c, flowCookie), secret, realNow())
    if (!flow) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303)
    return askCode(c, 200, { next, email: flow.email })
  })

  app.post('/code', async (c) => {
    const body = await c.req.parseBody()
    const next = localPath(field(body, 'next'))
    const flow = readFlow(getCookie(c, flowCookie), secret, realNow())
    if (!flow)
      return askEmail(c, 400, {
        next,
        error: 'The code has expired, or was asked for in another browser. Ask for a new one.',
      })
    const { email, issue } = flow
    const typed = field(body, 'code')
    const code = typed.replace(/[\s-]/g, '')
    if (!/^\d{6}$/.test(code)) {
      return askCode(c, 400, { next, email, code: typed, error: 'The code has six digits.' })
    }
    // Counted before it is compared, in one conditional write: of any number of guesses at once, five get through.
    const guess = { key: `sign-in code\n${issue}`, limit: guessesPerCode, windowSeconds: 2 * codeSeconds }
    const refused = await refusal(takeAttempt(table, guess, realNow()))
    if (refused) {
      return tooMany(c, refused, { next, email, error: 'That code was entered wrongly too often. Ask for a new one.' })
    }
    const cookies = await codes.redeem(flow, code)
    if (!cookies) {
      return askCode(c, 400, {
        next,
        email,
        code: typed,
        error: 'That is not the code, or it no longer works. Look at the newest mail.',
      })
    }
    await signOut(table, c.req.header('cookie'), { secret, secureCookies })
    deleteCookie(c, flowCookie, { path: '/sign-in', secure: secureCookies })
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    return c.redirect(next, 303)
  })

  return app
}
