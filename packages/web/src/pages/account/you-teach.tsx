import { type Event, listEvents, listInstructors } from '@lectern/core/catalog'
import type { PersonRef } from '@lectern/core/identity'
import { addSeconds, type Instant } from '@lectern/core/platform'
import { nextSession } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import type { SiteServices } from '../../site.ts'
import { formatSession, kicker, whenLine } from '../event-words.ts'
import { Head } from './account-parts.tsx'

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
      <Head title="You teach" />
      <ul class="border-t border-base-300">
        {events.map((event) => {
          const next = nextSession(event.sessions, now)
          return (
            <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-base-300 py-4">
              <div class="min-w-0 flex-1 basis-72">
                <p class="text-sm font-medium text-secondary">{kicker(event)}</p>
                <h3 class="text-lg leading-snug font-semibold break-words">{event.title}</h3>
                <p class="nums text-muted">{next ? `Next: ${formatSession(next, now)}` : whenLine(event, now)}</p>
              </div>
              <ButtonLink size="small" href={`/teach/${event.slug}`}>
                Teach it<span class="sr-only">: {event.title}</span>
              </ButtonLink>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
