import { saleReminder } from '@lectern/core/calendar'
import { notFound } from '@lectern/core/platform'
import { getShownSale } from '@lectern/core/pricing'
import { definePages, why } from '../../forms/pages.ts'
import { cacheUntilNextChange } from './caching.ts'

/** `/sales/:slug/reminder.ics`: the sale as an entry for calendars, its code never in it. Gone once the sale is over. */
export const reminderFile = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/sales/:slug/reminder.ics', { audit: why.impersonal }, async (c) => {
    const { now } = c.var
    const sale = await getShownSale(services.table, c.req.param('slug'), now)
    if (sale.state === 'over') throw notFound('page')
    const { code: _, ...told } = sale
    const url = `${services.siteUrl}/sales/${sale.slug}`
    const calendar = saleReminder(
      { ...told, url },
      { host: new URL(services.siteUrl).hostname, now, organizer: services.organizer },
    )
    cacheUntilNextChange(c, [sale])
    return c.body(calendar, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${sale.slug}.ics"`,
    })
  })
})
