import type { MiddlewareHandler } from 'hono'

/**
 * Whether a request comes from a page of this site. Browsers send `Sec-Fetch-Site` or at least `Origin` with every
 * POST, and no page can forge either; a request with neither is not from a form of ours.
 */
export const fromThisSite = (headers: Headers, siteUrl: string): boolean => {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  return headers.get('origin') === new URL(siteUrl).origin
}

/** Refuses writes that another site started, since a `Lax` cookie alone does not stop all of them. */
export const refuseOtherSites =
  (siteUrl: string): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'POST' && !fromThisSite(c.req.raw.headers, siteUrl)) {
      return c.text('This form can only be sent from this site.', 403)
    }
    return next()
  }
