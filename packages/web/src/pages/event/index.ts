import { joinSession } from './join-session.ts'
import { openRecordingPages } from './open-recordings.tsx'
import { showEventPage } from './show-event.tsx'
import { waitingListPages } from './wait-for-seat.tsx'

// An event's page, the way into a session, and the waitlist.
export const eventPages = [showEventPage, joinSession, openRecordingPages, waitingListPages]
