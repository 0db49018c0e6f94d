import { openFile } from '@lectern/core/materials'
import { definePages, why } from '../../forms/pages.ts'
import { leadOn } from '../../layout/admin-page.tsx'

/**
 * `/downloads/:id`, with an order's id and token for anyone who is not signed in: leads on to the store by a link of five
 * minutes. Entitlement is judged again at each click, so nothing here may be kept.
 */
export const openFilePage = definePages({ who: 'holder' }, (app, services) => {
  app.page('/downloads/:id', { audit: why.own }, async (c) => {
    c.header('Cache-Control', 'private, no-store')
    const { actor, now, requestId } = c.var
    const { order, token } = c.req.query()
    const id = c.req.param('id')
    const reader = { actor, ...(order === undefined ? {} : { order: { id: order, token } }) }
    const { url } = await openFile(services, id, reader, now)
    services.log('info', 'a file was opened', { request: requestId, file: id })
    // The address that leads there may hold a token.
    return leadOn(c, url)
  })
})
