import { createMiddleware } from 'hono/factory'
import type { SiteServices } from '../site.ts'

/**
 * Everything from this site alone and nothing inline; forms may lead on to the payment page.
 * @param connectOrigins  where else scripts of this one page may send something
 * @param mediaOrigins  where else players of this one page may take sound and pictures from
 */
export const contentPolicy = (
  paymentOrigins: readonly string[],
  connectOrigins: readonly string[] = [],
  mediaOrigins: readonly string[] = [],
): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    ["connect-src 'self'", ...connectOrigins].join(' '),
    ["form-action 'self'", ...paymentOrigins].join(' '),
    // Elsewhere nothing is played at all.
    ...(mediaOrigins.length > 0 ? [["media-src 'self'", ...mediaOrigins].join(' ')] : []),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

/** Headers that every answer carries. HSTS only where the site is served with TLS. */
export const securityHeaders = ({
  paymentOrigins,
  secureCookies,
}: Pick<SiteServices, 'paymentOrigins' | 'secureCookies'>) => {
  const headers = {
    'Content-Security-Policy': contentPolicy(paymentOrigins),
    'X-Content-Type-Options': 'nosniff',
    // Order pages have a token in their address, which no other site may see.
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(secureCookies ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  }
  /** Only the door scans, and only there a page may ask for the camera. */
  const atDoor = {
    ...headers,
    'Permissions-Policy': headers['Permissions-Policy'].replace('camera=()', 'camera=(self)'),
  }
  return createMiddleware(async (c, next) => {
    await next()
    // Afterwards, so that an answer made by an app within this one carries them too; a stricter one of its own stays.
    for (const [name, value] of Object.entries(c.req.path.startsWith('/door/') ? atDoor : headers)) {
      if (!c.res.headers.has(name)) c.header(name, value)
    }
  })
}
