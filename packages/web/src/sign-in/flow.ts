import { codeSeconds } from '@lectern/core/identity'
import { addSeconds, type Instant } from '@lectern/core/platform'
import type { Context } from 'hono'
import * as z from 'zod'
import { type CookieConfig, ownCookie } from '../cookies.ts'
import { readSigned, writeSigned } from './signed.ts'

type Cookies = CookieConfig & { secret: string }

/** A sign-in in progress in one browser: the address, and the names of the codes that were sent for it, newest first. */
export type Flow = { email: string; codes: { issue: string; expiresAt: Instant }[] }

/** Mails overtake each other, so earlier codes of the same browser work too. */
const codesPerFlow = 3

const Written = z.object({
  email: z.string(),
  codes: z.array(z.object({ issue: z.string(), expiresAt: z.string() })).max(codesPerFlow),
})

const purpose = 'sign-in flow'
const cookie = ownCookie('sign-in', codeSeconds)

/** The sign-in in progress, with the codes that still work; undefined without one. */
export const readFlow = (c: Context, cookies: Cookies, realNow: Instant): Flow | undefined => {
  const flow = readSigned(purpose, Written, cookie.read(c, cookies), cookies.secret)
  const codes = flow?.codes.filter(({ expiresAt }) => expiresAt > realNow) ?? []
  return flow && codes.length > 0 ? { email: flow.email, codes } : undefined
}

/** Remembers a code that was sent, beside those that the browser asked for before for the same address. */
export const rememberCode = (
  c: Context,
  cookies: Cookies,
  { email, issue }: { email: string; issue: string },
  realNow: Instant,
): void => {
  const before = readFlow(c, cookies, realNow)
  const earlier = before?.email === email ? before.codes : []
  const codes = [{ issue, expiresAt: addSeconds(realNow, codeSeconds) }, ...earlier].slice(0, codesPerFlow)
  cookie.write(c, cookies, writeSigned(purpose, { email, codes }, cookies.secret))
}

export const forgetFlow = cookie.forget
