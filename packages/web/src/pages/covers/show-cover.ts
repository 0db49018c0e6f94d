import { loadCover } from '@lectern/core/catalog'
import { cover, coverAddress, coverShelves, coverType, formatNames } from '@lectern/core/covers'
import { coverPicture } from '@lectern/core/pictures'
import { notFound } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import { definePages, why } from '../../forms/pages.ts'

const address = new RegExp(`^([a-z0-9-]+)-(${formatNames.join('|')})(?:\\.[a-z0-9]+)?\\.(svg|png)$`)

/** What is in it can do nothing: no script, style, or link, opened by itself too. */
const policy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/**
 * `/covers/:shelf/{slug}-{format}.{hash}.svg`: a cover, or `.png` of what mail and other sites show. What is at an address
 * never changes: another look has another hash, and an old one, or none, leads there. That answer isn't kept: while a new
 * version is deployed, old and new processes would send each other's readers around.
 *
 * A PNG is made once, and only at its right address: strangers who try others make no work.
 */
export const coverPages = definePages({ who: 'everyone' }, (app, { table, files, pictures }) => {
  const shelves = coverShelves.join('|')
  app.page(`/covers/:shelf{${shelves}}/:file{[a-z0-9.-]+\\.[a-z]+}`, { audit: why.impersonal }, async (c) => {
    const shelf = coverShelves.find((one) => one === c.req.param('shelf'))
    const [, slug = '', name, ending] = address.exec(c.req.param('file')) ?? []
    const format = formatNames.find((one) => one === name)
    if (!shelf || !format || ending !== coverType(format)) throw notFound('picture')
    const { actor, site } = c.var
    const asked = { table, slug, format, viewer: viewerOf(actor), organizer: site.organizer.name }
    const { thing, open } = await loadCover(shelf, asked)
    const right = coverAddress(thing, format)
    if (c.req.path !== right) return c.redirect(right, 302)
    const drawn = ending === 'svg'
    const body = drawn ? cover(thing, format) : await coverPicture({ files, maker: pictures }, thing, format)
    return c.body(body, 200, {
      'Content-Type': drawn ? 'image/svg+xml' : 'image/png',
      'Content-Security-Policy': policy,
      ...(open ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {}),
    })
  })
})
