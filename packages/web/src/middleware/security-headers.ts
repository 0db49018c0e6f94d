import { createMiddleware } from 'hono/factory'
import type { SiteServices } from '../site.ts'

/** Everything from this site alone and nothing inline; forms may lead on to the payment page. */
export const contentPolicy = (paymentOrigins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ["form-action 'self'", ...paymentOrigins].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

/** Headers that every answer carries. HSTS only where the site is served with TLS. */
export const securityHeaders = ({
  paymentOrigins,
  secureCookies,
}: Pick<SiteServices, 'paymentOrigins' | 'secureCookies'>) => {
  const policy = contentPolicy(paymentOrigins)
  return createMiddleware(async (c, next) => {
    c.header('Content-Security-Policy', policy)
    c.header('X-Content-Type-Options', 'nosniff')
    // Order pages have a token in their address, which no other site may see.
    c.header('Referrer-Policy', 'same-origin')
    c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    if (secureCookies) c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    await next()
  })
}
