import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { joinSession } from './join-session.ts'
import { openRecordingPages } from './open-recordings.tsx'
import { showEventPage } from './show-event.tsx'
import { waitingListPages } from './wait-for-seat.tsx'

// An event's page, the way into a session, and the waiting list.
export const eventPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>()
    .route('/', showEventPage(services))
    .route('/', joinSession(services))
    .route('/', openRecordingPages(services))
    .route('/', waitingListPages(services))
