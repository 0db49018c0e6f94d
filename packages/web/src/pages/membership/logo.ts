import { findLogo } from '@lectern/core/organizer'
import { notFound } from '@lectern/core/platform'
import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'

/** `/organizer/logo/{hash}.png`, which never changes: another logo has another address. */
export const logoPage = ({ table }: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.get('/organizer/logo/:file{[A-Za-z0-9_-]{32}\\.png}', async (c) => {
    const png = await findLogo(table, c.req.param('file').slice(0, 32))
    if (!png) throw notFound('picture')
    return c.body(new Uint8Array(png), 200, {
      'Content-Type': 'image/png',
      'Cache-Control': 'public, max-age=31536000, immutable',
      // Mail programs load it from elsewhere.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
  })
  return app
}
