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

/** The `Set-Cookie` header by which a browser forgets its session. */
export const forgetSessionCookie = ({ secureCookies }: SessionConfig): string =>
  `${sessionCookieName(secureCookies)}=; Max-Age=0; Path=/; HttpOnly${secureCookies ? '; Secure' : ''}; SameSite=Lax`

/**
 * The session token in a `Cookie` header, if there is one with a right signature: the value is
 * `<token>.<base64 HMAC-SHA-256 of the token>`, percent-encoded, as the sign-in library signs it.
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
  const signature = createHmac('sha256', sessionSigningKey(config.secret)).update(token).digest('base64')
  return sameSecret(value.slice(dot + 1), signature) ? token : undefined
}

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
