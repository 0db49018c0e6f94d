import type { Instant } from '@lectern/core/platform'
import { sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatSession, kicker } from '../event-words.ts'
import type { Mine } from './load-mine.ts'

/** The session a person goes to next, with the way in once it is open. */
export const NextForYou = ({ mine, now }: { mine: Mine; now: Instant }) => {
  const { event, registration, next, canJoin } = mine
  if (next === undefined) return null
  const { startsAt } = sessionTimes(next)
  return (
    <section
      class="hairline grid gap-4 rounded-box border-l-4! border-l-secondary! bg-base-200 px-6 py-5 md:grid-cols-[minmax(0,1fr)_auto] md:items-center"
      aria-label="Your next session"
    >
      <div class="min-w-0">
        <p class="text-sm font-medium text-secondary">Your next session · {kicker(event)}</p>
        <h2 class="mt-1 text-2xl font-semibold break-words">{next.title ?? event.title}</h2>
        {next.title && <p>{event.title}</p>}
        <p class="nums mt-1">
          {formatSession(next, now)}
          <span class="text-muted">
            <ReaderTime zone={next.zone} instants={[startsAt]} before=" · " />
          </span>
        </p>
      </div>
      <div class="flex flex-wrap items-center gap-3">
        {registration.status === 'held' && <StateBadge state="held" />}
        {canJoin ? (
          <ButtonLink look="primary" href={`/events/${event.slug}/join`}>
            {now >= startsAt ? 'Join now' : 'Join'}
          </ButtonLink>
        ) : (
          <ButtonLink
            href={registration.status === 'held' ? `/orders/${registration.orderId}` : `/events/${event.slug}`}
          >
            {registration.status === 'held' ? 'Finish payment' : 'See the event'}
          </ButtonLink>
        )}
      </div>
    </section>
  )
}
