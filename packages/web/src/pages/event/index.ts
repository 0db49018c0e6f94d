import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { joinSession } from './join-session.ts'
import { openRecordingPages } from './open-recordings.tsx'
import { showEventPage } from './show-event.tsx'
import { waitingListPages } from './wait-for-seat.tsx'

// An event's page, the way into a session, and the waitlist.
export const eventPages = (services: SiteServices): Declared[] =>
  [showEventPage, joinSession, openRecordingPages, waitingListPages].flatMap((pages) => pages(services))
