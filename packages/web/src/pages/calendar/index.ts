import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { ownCalendarRoute } from './own-calendar.tsx'
import { privateFeed } from './private-feed.ts'
import { publicFeeds } from './public-feeds.ts'

// Calendars to subscribe to: everybody's, and one's own by its private address. Programs come back each hour, and mostly nothing has changed.
export const calendarPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>()
    .use(etag())
    .route('/', publicFeeds(services))
    .route('/', ownCalendarRoute(services))
    .route('/', privateFeed(services))
