import {
  type CodeName,
  codeSeconds,
  ensurePerson,
  findActorBySession,
  nameFromEmail,
  takeOnce,
} from '@lectern/core/identity'
import { addSeconds, type Instant } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { createEmailPage } from './by-code.tsx'
import { forgetFlow, readFlow } from './flow.ts'
import { LinkForm } from './forms.tsx'
import { localPath } from './local-path.ts'
import type { SignInServices } from './services.ts'
import { readSigned, writeSigned } from './signed.ts'
import { signIn } from './signed-in.ts'

const purpose = 'sign-in link'
const Link = z.tuple([z.string(), z.string(), z.string(), z.string()])

/** A way on that is longer than this isn't carried by a mail. */
const longestNext = 200

/**
 * The link beside a code: signed, so that nothing is kept of it, as good for as long, and spent together with the code.
 * It signs in the browser that opens it, never the one that asked: else a stranger could ask, and wait for its owner to
 * click.
 */
export const signInLink = (
  { siteUrl, secret }: Pick<SignInServices, 'siteUrl' | 'secret'>,
  { email, issue }: CodeName,
  next: string,
  realNow: Instant,
): string => {
  const after = next.length > longestNext ? '/' : next
  return `${siteUrl}/sign-in/link/${writeSigned(purpose, [email, issue, addSeconds(realNow, codeSeconds), after], secret)}`
}

/** What came of a link that doesn't sign in anymore. */
const stale = 'This link has expired or was already used. Request a new one here.'

/**
 * Signing in by the link in the mail, in any browser. Opening it changes nothing, since mail scanners open every link: the
 * page says whose account it is, and its button signs in. The button sends a form of this site, so no other page can sign
 * someone in as someone else; and the session is a new one.
 */
export const linkRoutes = (services: SignInServices, askEmail: ReturnType<typeof createEmailPage>): Hono => {
  const { table, secret, secureCookies, realNow, Layout } = services
  const app = new Hono()

  const read = (c: Context): (CodeName & { next: string; asked: boolean }) | undefined => {
    const [email, issue, expiresAt, next] = readSigned(purpose, Link, c.req.param('link'), secret) ?? []
    if (email === undefined || issue === undefined || expiresAt === undefined || expiresAt <= realNow())
      return undefined
    const flow = readFlow(c, services, realNow())
    const asked = flow?.email === email && flow.codes.some((code) => code.issue === issue)
    // Where to go on to is a wish of who asked; in another browser that may have been anybody.
    return { email, issue, asked, next: asked ? localPath(next) : '/account' }
  }

  app.get('/link/:link', async (c) => {
    const link = read(c)
    if (!link) return askEmail(c, 400, { next: '/', error: stale })
    const actor = await findActorBySession(table, c.req.header('cookie'), { secret, secureCookies, realNow: realNow() })
    const other = actor.kind === 'person' && actor.email !== link.email ? actor.email : undefined
    return c.html(
      <Layout title="Sign in">
        <LinkForm email={link.email} action={c.req.path} asked={link.asked} other={other} />
      </Layout>,
    )
  })

  app.post('/link/:link', async (c) => {
    const link = read(c)
    if (!link || !(await takeOnce(table, link.issue, codeSeconds, realNow()))) {
      return askEmail(c, 400, { next: link?.next ?? '/', error: stale })
    }
    const { email, asked, next } = link
    const person = await ensurePerson(table, { email, name: nameFromEmail(email) }, realNow())
    await signIn(c, services, person)
    if (asked) forgetFlow(c, services)
    return c.redirect(next, 303)
  })
  return app
}
