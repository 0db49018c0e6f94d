import { createHmac } from 'node:crypto'
import { deriveToken, retention, sameSecret } from '../platform/index.ts'

/** How long a session lasts: 30 days. */
export const sessionSeconds = retention.session.seconds

/** `secret` is the product's own; `secureCookies` is false only where the site is served without TLS, on one machine. */
export type SessionConfig = { secret: string; secureCookies: boolean }

/** `__Host-` makes browsers refuse the cookie from any other host, and without TLS (RFC 6265bis, 4.1.3). */
export const sessionCookieName = (secureCookies: boolean): string =>
  secureCookies ? '__Host-lectern-session' : 'lectern-session'

/** The key that signs session cookies: of its own, so that one secret can serve other purposes too. */
export const sessionSigningKey = (secret: string): string => deriveToken(secret, 'session cookie')

const signatureOf = (token: string, secret: string): string =>
  createHmac('sha256', sessionSigningKey(secret)).update(token).digest('base64')

/** The `Set-Cookie` header that gives a browser its session. */
export const writeSessionCookie = (token: string, { secret, secureCookies }: SessionConfig): string => {
  const value = encodeURIComponent(`${token}.${signatureOf(token, secret)}`)
  const attributes = `Max-Age=${sessionSeconds}; Path=/; HttpOnly${secureCookies ? '; Secure' : ''}; SameSite=Lax`
  return `${sessionCookieName(secureCookies)}=${value}; ${attributes}`
}

/** The `Set-Cookie` header by which a browser forgets its session. */
export const forgetSessionCookie = ({ secureCookies }: SessionConfig): string =>
  `${sessionCookieName(secureCookies)}=; Max-Age=0; Path=/; HttpOnly${secureCookies ? '; Secure' : ''}; SameSite=Lax`

/**
 * The session token in a `Cookie` header, if there is one with a right signature: the value is
 * `<token>.<base64 HMAC-SHA-256 of the token>`, percent-encoded.
 */
export const readSessionToken = (cookieHeader: string | undefined, config: SessionConfig): string | undefined => {
  const prefix = `${sessionCookieName(config.secureCookies)}=`
  const pair = cookieHeader
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix))
  if (pair === undefined || pair.length > 1000) return undefined
  const value = decoded(pair.slice(prefix.length))
  const dot = value.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = value.slice(0, dot)
  return sameSecret(value.slice(dot + 1), signatureOf(token, config.secret)) ? token : undefined
}

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
