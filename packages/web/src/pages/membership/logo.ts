import { findLogo } from '@lectern/core/organizer'
import { notFound } from '@lectern/core/platform'
import { definePages, why } from '../../forms/pages.ts'

/** `/organizer/logo/{hash}.png`, which never changes: another logo has another address. */
export const logoPage = definePages({ who: 'everyone' }, (app, { table }) => {
  app.page('/organizer/logo/:file{[A-Za-z0-9_-]{32}\\.png}', { audit: why.impersonal }, async (c) => {
    const png = await findLogo(table, c.req.param('file').slice(0, 32))
    if (!png) throw notFound('picture')
    return c.body(new Uint8Array(png), 200, {
      'Content-Type': 'image/png',
      'Cache-Control': 'public, max-age=31536000, immutable',
      // Mail programs load it from elsewhere.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
  })
})
