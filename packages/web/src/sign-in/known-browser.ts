import { addSeconds, deriveToken, type Instant, newToken, sameSecret } from '@lectern/core/platform'
import type { Context } from 'hono'
import * as z from 'zod'
import { type CookieConfig, ownCookie } from '../cookies.ts'
import { readSigned, writeSigned } from './signed.ts'

// Browsers in which someone has signed in before. They may ask for codes when strangers have used up what an address
// gets; they open nothing by themselves.

type Cookies = CookieConfig & { secret: string }

// The longest that browsers keep a cookie (RFC 6265bis, 5.6.1).
const cookie = ownCookie('known', 400 * 24 * 3600)

/** Addresses that one browser is known for. */
const addresses = 8

/** An entry names no address: it is the browser's id for one address, and a digest of both. */
const entryOf = (email: string, id: string, secret: string) =>
  `${id}~${deriveToken(secret, `known browser\n${id}\n${email}`)}`

const entriesOf = (c: Context, cookies: Cookies): string[] =>
  (cookie.read(c, cookies) ?? '')
    .split('.')
    .filter((entry) => /^[\w-]{10,40}~[\w-]{40,60}$/.test(entry))
    .slice(0, addresses)

/** The browser's id for an address in which someone has signed in with it here; undefined in any other browser. */
export const knownBrowser = (c: Context, cookies: Cookies, email: string): string | undefined => {
  for (const entry of entriesOf(c, cookies)) {
    const [id = ''] = entry.split('~')
    if (sameSecret(entry, entryOf(email, id, cookies.secret))) return id
  }
  return undefined
}

/** Knows the browser for an address from now on. */
export const rememberBrowser = (c: Context, cookies: Cookies, email: string): void => {
  const known = knownBrowser(c, cookies, email)
  const entry = entryOf(email, known ?? newToken(), cookies.secret)
  const others = entriesOf(c, cookies).filter((other) => other !== entry)
  cookie.write(c, cookies, [entry, ...others].slice(0, addresses).join('.'))
}

const linkPurpose = 'known browser link'
const Link = z.tuple([z.string(), z.string()])
const linkSeconds = 2 * 24 * 3600

/**
 * A link for the mails that bring codes: who reads them and opens it makes the browser known. So the more someone floods an
 * address, the more links its owner has to get past the flood.
 */
export const browserLink = (siteUrl: string, email: string, secret: string, realNow: Instant): string =>
  `${siteUrl}/sign-in/browser/${writeSigned(linkPurpose, [email, addSeconds(realNow, linkSeconds)], secret)}`

/** The address that a link is for; undefined when it is not ours or too old. */
export const readBrowserLink = (text: string, secret: string, realNow: Instant): string | undefined => {
  const [email, expiresAt] = readSigned(linkPurpose, Link, text, secret) ?? []
  return expiresAt !== undefined && expiresAt > realNow ? email : undefined
}
