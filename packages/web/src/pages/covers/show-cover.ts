import { loadCover } from '@lectern/core/catalog'
import {
  type CoverFormat,
  cover,
  coverAddress,
  coverShelves,
  coverType,
  formatNames,
  pngWidthOf,
} from '@lectern/core/covers'
import { coverPicture } from '@lectern/core/pictures'
import { notFound } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import { etag } from 'hono/etag'
import { definePages, why } from '../../forms/pages.ts'

const address = new RegExp(`^([a-z0-9-]+)-(${formatNames.join('|')})(?:\\.[a-z0-9]+)??(\\.half)?\\.(svg|webp|png|jpg)$`)

/** What is in it can do nothing: no script, style, or link, opened by itself too. */
const policy = "default-src 'none'; frame-ancestors 'none'; sandbox"

const mediaTypes = { svg: 'image/svg+xml', webp: 'image/webp', png: 'image/png', jpg: 'image/jpeg' }

/** A drawn one, and one that was uploaded. */
const endings = (format: CoverFormat): string[] => (pngWidthOf(format) ? ['png', 'jpg'] : ['svg', 'webp'])

/**
 * `/covers/:shelf/{slug}-{format}.{hash}.svg`: a cover, or `.png` of what mail and other sites show. What is at an address
 * never changes: another look has another hash, and an old one, or none, leads there. That answer isn't kept: while a new
 * version is deployed, old and new processes would send each other's readers around.
 *
 * A PNG is made once, and only at its right address: strangers who try others make no work.
 */
export const coverPages = definePages({ who: 'everyone', around: etag() }, (app, { table, files, pictures }) => {
  const shelves = coverShelves.join('|')
  const kept = { files, maker: pictures }
  app.page(`/covers/:shelf{${shelves}}/:file{[a-z0-9.-]+\\.[a-z]+}`, { audit: why.impersonal }, async (c) => {
    const shelf = coverShelves.find((one) => one === c.req.param('shelf'))
    const [, slug = '', name, half, ending = ''] = address.exec(c.req.param('file')) ?? []
    const format = formatNames.find((one) => one === name)
    if (!shelf || !format || !endings(format).includes(ending)) throw notFound('picture')
    const { actor, site } = c.var
    const asked = { table, slug, format, viewer: viewerOf(actor), organizer: site.organizer.name }
    const { thing, open, hidden } = await loadCover(shelf, asked)
    const size = half && thing.picture ? 'half' : 'whole'
    const right = coverAddress(thing, format, size)
    if (c.req.path !== right && hidden) throw notFound('picture')
    if (c.req.path !== right) return c.redirect(right, 302)
    const type = coverType(thing, format)
    const body = type === 'svg' ? cover(thing, format) : await coverPicture(kept, thing, format, size)
    return c.body(body, 200, {
      'Content-Type': mediaTypes[type],
      'Content-Security-Policy': policy,
      ...(open ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {}),
    })
  })
})
