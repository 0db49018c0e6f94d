import { findLogo, logoSize } from '@lectern/core/organizer'
import { getOrderFor, issueInvoice } from '@lectern/core/registration'
import { definePages, recorded } from '../../../forms/pages.ts'
import { invoiceFacts } from './invoice-facts.ts'

/**
 * `/orders/:id/invoice.pdf?token=…`, for anyone who may see the order. What draws it, and its fonts, are loaded when the
 * first invoice is asked for: most processes never draw one.
 */
export const showInvoice = definePages({ who: 'holder' }, (app, services) => {
  app.page('/orders/:id/invoice.pdf', { audit: recorded('order.read', '{id}') }, async (c) => {
    const asked = await getOrderFor(services, c.req.param('id'), { ...c.var, token: c.req.query('token') })
    const { table, organizer } = services
    const order = await issueInvoice(table, asked, organizer.zone, c.var.now)
    const png = organizer.logo && (await findLogo(table, organizer.logo.hash))
    const logo = organizer.logo && png && { png, ...logoSize(organizer.logo, 36, 160) }
    const facts = { ...invoiceFacts(order, organizer), logo }
    const { drawInvoice } = await import('./draw-invoice.ts')
    return c.body(await drawInvoice(facts), 200, {
      'Content-Type': 'application/pdf',
      // As a file of its own: a viewer within the page would stand under the site's strict content policy.
      'Content-Disposition': `attachment; filename="invoice-${facts.number}.pdf"`,
    })
  })
})
