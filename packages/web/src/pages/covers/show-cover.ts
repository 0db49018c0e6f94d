import { loadCover } from '@lectern/core/catalog'
import { cover, coverAddress, coverShelves, formatNames } from '@lectern/core/covers'
import { notFound } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import { definePages, why } from '../../forms/pages.ts'

const address = new RegExp(`^([a-z0-9-]+)-(${formatNames.join('|')})(?:\\.[a-z0-9]+)?\\.svg$`)

/** What is in it can do nothing: no script, style, or link, opened by itself too. */
const policy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/**
 * `/covers/:shelf/{slug}-{format}.{hash}.svg`: a drawn cover. What is at an address never changes: another look has
 * another hash, and an old one, or none, leads there. That answer isn't kept: while a new version is deployed, old and
 * new processes would send each other's readers around.
 */
export const coverPages = definePages({ who: 'everyone' }, (app, { table }) => {
  const shelves = coverShelves.join('|')
  app.page(`/covers/:shelf{${shelves}}/:file{[a-z0-9.-]+\\.svg}`, { audit: why.impersonal }, async (c) => {
    const shelf = coverShelves.find((one) => one === c.req.param('shelf'))
    const [, slug = '', name] = address.exec(c.req.param('file')) ?? []
    const format = formatNames.find((one) => one === name)
    if (!shelf || !format) throw notFound('picture')
    const { actor, site } = c.var
    const asked = { table, slug, format, viewer: viewerOf(actor), organizer: site.organizer.name }
    const { thing, open } = await loadCover(shelf, asked)
    const right = coverAddress(thing, format)
    if (c.req.path !== right) return c.redirect(right, 302)
    return c.body(cover(thing, format), 200, {
      'Content-Type': 'image/svg+xml',
      'Content-Security-Policy': policy,
      ...(open ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {}),
    })
  })
})
