import { type Declared, declarePages, recorded, why } from '../../forms/pages.ts'
import { listPage } from '../../lists/list-page.tsx'
import type { SiteServices } from '../../site.ts'
import { auditPages } from './audit/index.tsx'
import { eventEditorPages } from './events/editor.tsx'
import { eventList } from './events/list-events.tsx'
import { eventOverviewPages } from './events/overview.tsx'
import { rosterPages } from './events/roster.tsx'
import { runAgainPages } from './events/run-again.tsx'
import { findPages } from './find/index.tsx'
import { membershipAdminPages } from './membership/index.tsx'
import { messagePages } from './messages/index.tsx'
import { orderAdminPages } from './orders/index.tsx'
import { peoplePages } from './people/index.tsx'
import { picturePages } from './pictures.tsx'
import { promotionPages } from './promotions/index.tsx'
import { reminderPages } from './reminders/index.tsx'
import { rosterMailPages } from './roster-mail/index.tsx'
import { salePages } from './sales/index.tsx'
import { settingsPages } from './settings/index.tsx'
import { simulatorPages } from './simulator/index.tsx'
import { storageList } from './storage.tsx'
import { titleFilePages } from './store/files.tsx'
import { storePages } from './store/index.tsx'
import { storeTermsPages } from './store/terms-pages.tsx'
import { coursePages, instructorPages } from './teaching/index.tsx'
import { showToday } from './today.tsx'

const firstPages = ({ table }: SiteServices): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin' })
  // Where materials were before teachers had pages of their own.
  app.page('/events/:slug/materials', { who: 'everyone', caching: 'personal', audit: why.impersonal }, (c) =>
    c.redirect(`/teach/${c.req.param('slug')}/materials`, 308),
  )
  app.page('/', { audit: recorded('order.list', 'orders') }, (c) => showToday(c, table))
  app.page('/events', { audit: why.impersonal }, listPage(table, eventList(table)))
  app.page('/storage', { audit: why.impersonal }, listPage(table, storageList(table)))
  return app.pages
}

// The organizer's pages. Rosters and mails to them are open to the event's teachers too.
export const adminPages = (services: SiteServices): Declared[] =>
  [
    rosterPages,
    rosterMailPages,
    firstPages,
    findPages,
    eventEditorPages,
    runAgainPages,
    eventOverviewPages,
    reminderPages,
    orderAdminPages,
    peoplePages,
    membershipAdminPages,
    picturePages,
    coursePages,
    instructorPages,
    storePages,
    titleFilePages,
    settingsPages,
    storeTermsPages,
    promotionPages,
    salePages,
    simulatorPages,
    messagePages,
    auditPages,
  ].flatMap((pages) => pages(services))
