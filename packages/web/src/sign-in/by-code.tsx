import {
  codeMinutes,
  codeSeconds,
  EmailAddress,
  ensurePerson,
  isSignInCode,
  nameFromEmail,
  refuseWrongGuesser,
  signInCode,
  takeCodeRequest,
  takeGuess,
  takeOnce,
  takeWrongGuess,
} from '@lectern/core/identity'
import { newToken, Problem } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import { readFormData, textIn } from '../forms/read-form.ts'
import { signInLink } from './by-link.tsx'
import { clientAddressOf } from './client-address.ts'
import { type Flow, forgetFlow, readFlow, rememberCode } from './flow.ts'
import { CodeForm, EmailForm } from './forms.tsx'
import { browserLink, knownBrowser, readBrowserLink, rememberBrowser } from './known-browser.ts'
import { localPath } from './local-path.ts'
import type { SignInServices } from './services.ts'
import { signIn } from './signed-in.ts'

/** The refusal for too many attempts, or undefined when the attempt was counted. */
const refusal = (attempt: Promise<void>): Promise<Problem | undefined> =>
  attempt.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Problem && error.kind === 'too-many') return error
      throw error
    },
  )

const waitOf = (problem: Problem): string => {
  const minutes = Math.ceil(Number(problem.details.retryAfterSeconds) / 60)
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
}

type Asking = { next: string; email?: string; error?: string; words?: string; haveCode?: boolean }

export const createEmailPage = ({ Layout, siteUrl }: SignInServices) =>
  function askEmail(c: Context, status: 200 | 400 | 404 | 429, form: Asking) {
    return c.html(
      <Layout title="Sign in">
        <EmailForm {...form} siteUrl={siteUrl} />
      </Layout>,
      status,
    )
  }

/** Signing in by a code that is mailed: asking for it, and entering it in the browser that asked. */
export const codeRoutes = (services: SignInServices): Hono => {
  const { table, secret, siteUrl, realNow, Layout } = services
  const clientAddress = services.clientAddress ?? clientAddressOf
  const askEmail = createEmailPage(services)
  const app = new Hono()

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
  const tooMany = (c: Context, problem: Problem, form: Asking) => {
    c.header('Retry-After', String(problem.details.retryAfterSeconds))
    return askEmail(c, 429, form)
  }

  app.post('/', async (c) => {
    const form = await readFormData(c)
    const next = localPath(textIn(form, 'next'))
    const parsed = EmailAddress.safeParse(textIn(form, 'email'))
    if (!parsed.success) {
      const error = parsed.error.issues[0]?.message ?? 'Enter an email address like name@example.com'
      return askEmail(c, 400, { next, email: textIn(form, 'email'), error })
    }
    const email = parsed.data
    const browser = knownBrowser(c, services, email)
    const client = clientAddress(c.req.raw)
    const refused = await refusal(takeCodeRequest(table, { email, client, browser }, realNow()))
    if (refused) {
      const error =
        refused.code === 'identity.mail-held-back'
          ? `${refused.message} Open the link in one of those emails to use this browser, or try again in ${waitOf(refused)}.`
          : `You’ve asked for too many codes. Try again in ${waitOf(refused)}.`
      const haveCode = readFlow(c, services, realNow())?.email === email
      return tooMany(c, refused, { next, email, error, haveCode })
    }
    const issue = newToken()
    const browserUrl = browserLink(siteUrl, email, secret, realNow())
    await services.sendCode({
      ...{ email, code: signInCode({ email, issue }, secret), minutes: codeMinutes, browserUrl },
      linkUrl: signInLink(services, { email, issue }, next, realNow()),
    })
    rememberCode(c, services, { email, issue }, realNow())
    return c.redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, 303)
  })

  app.get('/code', (c) => {
    const next = localPath(c.req.query('next'))
    const flow = readFlow(c, services, realNow())
    if (!flow) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303)
    return askCode(c, 200, { next, email: flow.email })
  })

  /** Those of the browser's codes that take one more guess; each counts it. The refusal when none does. */
  const guessable = async ({ codes }: Flow): Promise<string[] | Problem> => {
    const open: string[] = []
    let refused: Problem | undefined
    for (const { issue } of codes) {
      const spent = await refusal(takeGuess(table, issue, codeSeconds, realNow()))
      if (spent) refused = spent
      else open.push(issue)
    }
    return open.length === 0 && refused ? refused : open
  }

  app.post('/code', async (c) => {
    const form = await readFormData(c)
    const next = localPath(textIn(form, 'next'))
    const flow = readFlow(c, services, realNow())
    if (!flow)
      return askEmail(c, 400, {
        next,
        error: 'This code has expired, or was requested in another browser. Request a new one here.',
      })
    const { email } = flow
    const typed = textIn(form, 'code')
    const code = typed.replace(/[\s-]/g, '')
    if (!/^\d{6}$/.test(code)) return askCode(c, 400, { next, email, code: typed, error: 'Enter all six digits.' })
    // Others behind the same address may be guessing: a browser that has signed in before is not held back by them.
    const known = knownBrowser(c, services, email) !== undefined
    const client = known ? undefined : clientAddress(c.req.raw)
    const held = client === undefined ? undefined : await refusal(refuseWrongGuesser(table, client, realNow()))
    if (held) {
      const error = `Too many wrong codes came from this network. Try again in ${waitOf(held)}.`
      return tooMany(c, held, { next, email, error, haveCode: true })
    }
    const open = await guessable(flow)
    if (open instanceof Problem) {
      return tooMany(c, open, { next, email, error: 'Too many wrong codes. Request a new one.' })
    }
    const right = open.find((issue) => isSignInCode({ email, issue }, secret, code))
    if (right === undefined || !(await takeOnce(table, right, codeSeconds, realNow()))) {
      if (client !== undefined) await refusal(takeWrongGuess(table, client, realNow()))
      const error = 'That code isn’t right or was already used. Check our latest email.'
      return askCode(c, 400, { next, email, code: typed, error })
    }
    const person = await ensurePerson(table, { email, name: nameFromEmail(email) }, realNow())
    await signIn(c, services, person)
    forgetFlow(c, services)
    return c.redirect(next, 303)
  })

  app.get('/browser/:link', (c) => {
    const email = readBrowserLink(c.req.param('link'), secret, realNow())
    if (email === undefined) {
      return askEmail(c, 400, { next: '/', error: 'This link has expired. Open the one in a newer email.' })
    }
    rememberBrowser(c, services, email)
    return askEmail(c, 200, { next: '/', email, words: 'You can request a code in this browser now.' })
  })
  return app
}
