import { type Event, listEvents, listInstructors, sessionsOf } from '@lectern/core/catalog'
import type { PersonRef } from '@lectern/core/identity'
import { addSeconds, type Instant } from '@lectern/core/platform'
import { nextSession } from '@lectern/core/schedule'
import type { SiteServices } from '../../site.ts'
import { formatSession, whenLine } from '../event-words.ts'
import { OwnRow } from './own-events.tsx'

/** So long after its end an event still has work to answer and recordings to post. */
const afterwardsSeconds = 60 * 24 * 3600
const most = 20

/** What someone teaches, what ends soonest first. One query for those who teach nothing. */
export const loadTaught = async (
  { table }: Pick<SiteServices, 'table'>,
  { email }: Pick<PersonRef, 'email'>,
  now: Instant,
): Promise<Event[]> => {
  const taughtBy = (await listInstructors(table)).filter((one) => one.email === email).map(({ slug }) => slug)
  if (taughtBy.length === 0) return []
  return (await listEvents(table, { from: addSeconds(now, -afterwardsSeconds), taughtBy }, { limit: most })).items
}

/** The way to each class that its reader runs; nothing for those who teach nothing. */
export const YouTeach = ({ events, now }: { events: readonly Event[]; now: Instant }) => {
  if (events.length === 0) return null
  return (
    <section id="teaching">
      <h2>You teach</h2>
      <ul class="rows">
        {events.map((event) => {
          const next = nextSession(sessionsOf(event), now)
          return (
            <OwnRow event={event} href={`/teach/${event.slug}`}>
              <p class="row-meta nums">
                <span class="when">{next ? `Next: ${formatSession(next, now)}` : whenLine(event, now)}</span>
              </p>
              <p class="row-links">
                <a class="quiet-link" href={`/teach/${event.slug}`}>
                  Teach it<span class="sr-only">: {event.title}</span>
                </a>
              </p>
            </OwnRow>
          )
        })}
      </ul>
    </section>
  )
}
