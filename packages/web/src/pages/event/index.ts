import { joinSession } from './join-session.ts'
import { nextRunPages } from './next-run.tsx'
import { openRecordingPages } from './open-recordings.tsx'
import { registerPages } from './register.tsx'
import { showEventPage } from './show-event.tsx'
import { waitingListPages } from './wait-for-seat.tsx'

// An event's page, registering on it, joining a session, and the waitlist.
export const eventPages = [
  showEventPage,
  registerPages,
  joinSession,
  openRecordingPages,
  waitingListPages,
  nextRunPages,
]
