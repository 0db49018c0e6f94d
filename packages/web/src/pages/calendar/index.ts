import { ownCalendarRoute } from './own-calendar.tsx'
import { privateFeed } from './private-feed.ts'
import { publicFeeds } from './public-feeds.ts'

// Calendars to subscribe to: everyone's, and one's own by its private address. Programs come back each hour, and mostly nothing has changed.
export const calendarPages = [publicFeeds, ownCalendarRoute, privateFeed]
