import { openMaterial } from '@lectern/core/materials'
import { definePages, why } from '../../forms/pages.ts'
import { leadOn } from '../../layout/admin-page.tsx'

/**
 * `/events/:slug/class/:id`: leads on to a recording or handout, to a file by a link of five minutes. Entitlement is judged
 * again at each click, so nothing here may be kept.
 */
export const openMaterialPage = definePages({ who: 'person' }, (app, services) => {
  app.page('/events/:slug/class/:id', { audit: why.own }, async (c) => {
    const { actor, now, requestId } = c.var
    const { slug, id } = c.req.param()
    const { url, noted } = await openMaterial(services, slug, id, actor, now)
    services.log('info', 'a material was opened', { request: requestId, material: id, noted })
    return leadOn(c, url)
  })
})
