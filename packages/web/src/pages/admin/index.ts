import { Hono } from 'hono'
import { adminsOnly, teachersToTheirs } from '../../forms/access.ts'
import { allDeclared, notRecorded, recorded, why } from '../../middleware/recorded.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { auditPages } from './audit/index.tsx'
import { eventEditorPages } from './events/editor.tsx'
import { showEvents } from './events/list-events.tsx'
import { eventOverviewPages } from './events/overview.tsx'
import { rosterPages } from './events/roster.tsx'
import { runAgainPages } from './events/run-again.tsx'
import { messagePages } from './messages/index.tsx'
import { orderAdminPages } from './orders/index.tsx'
import { peoplePages } from './people/index.tsx'
import { promotionPages } from './promotions/index.tsx'
import { reminderPages } from './reminders/index.tsx'
import { rosterMailPages } from './roster-mail/index.tsx'
import { salePages } from './sales/index.tsx'
import { settingsPages } from './settings/index.tsx'
import { simulatorPages } from './simulator/index.tsx'
import { showStorage } from './storage.tsx'
import { titleFilePages } from './store/files.tsx'
import { storePages } from './store/index.tsx'
import { storeTermsPages } from './store/terms-pages.tsx'
import { courses, instructors, recordPages } from './teaching/index.tsx'
import { showToday } from './today.tsx'

/**
 * The organiser's pages, to be mounted at `/admin` behind the site's own middleware (who asks, when, and no writes from
 * other sites). Rosters and mails to them come first: instructors see those of their own events. Everything after is for admins alone.
 */
export const adminPages = (services: SiteServices): Hono<SiteEnv> => {
  const { table } = services
  const app = new Hono<SiteEnv>()
  app.route('/events', rosterPages(table))
  // Where materials stood before those who teach had pages of their own.
  app.get('/events/:slug/materials', notRecorded(why.impersonal), (c) =>
    c.redirect(`/teach/${c.req.param('slug')}/materials`, 308),
  )
  app.route('/events', rosterMailPages(services))
  app.get('/events/:slug', notRecorded(why.impersonal), teachersToTheirs(table))
  app.use(adminsOnly)
  app.get('/', recorded('order.list', 'orders'), (c) => showToday(c, table))
  app.get('/events', notRecorded(why.impersonal), (c) => showEvents(c, table))
  app.get('/storage', notRecorded(why.impersonal), (c) => showStorage(c, table))
  app.route('/events', eventEditorPages(table))
  app.route('/events', runAgainPages(services))
  app.route('/events', eventOverviewPages(table))
  app.route('/events', reminderPages(table))
  app.route('/orders', orderAdminPages(services))
  app.route('/people', peoplePages(services))
  app.route('/courses', recordPages(table, courses))
  app.route('/instructors', recordPages(table, instructors))
  app.route('/store', storePages(table))
  app.route('/store', titleFilePages(services))
  app.route('/settings', settingsPages(services))
  app.route('/store-terms', storeTermsPages(table))
  app.route('/promotions', promotionPages(services))
  app.route('/sales', salePages(table))
  app.route('/simulator', simulatorPages(services))
  app.route('/messages', messagePages(table))
  app.route('/audit', auditPages(services))
  return allDeclared(app)
}
