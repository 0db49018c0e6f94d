import type { Event } from '@lectern/core/catalog'
import { describeSchedule, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { ReaderTime } from '../../components/local-time.tsx'
import { formatRecording } from '../event-words.ts'
import type { EventView } from './load-event.ts'

const Where = ({ event }: { event: Event }) =>
  event.venue === undefined ? (
    <>Online, {formatRecording(event)}</>
  ) : (
    <>
      {event.venue.name}
      {event.venue.address && <span class="block text-muted">{event.venue.address}</span>}
    </>
  )

/** When, where, and how many seats are left; the reader's own time too while it is to come. */
export const EventFacts = ({ view, over }: { view: EventView; over: boolean }) => {
  const { event, seats, now } = view
  const { days, time, also } = describeSchedule(event.sessions, now)
  const instants = scheduledSessions(event.sessions).map((session) => sessionTimes(session).startsAt)
  return (
    <dl class="nums mt-6 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
      <div class="contents">
        <dt class="text-muted">When</dt>
        <dd>
          {days}
          <br />
          <span class="font-medium">{time}</span>
          {also !== undefined && <span class="text-muted"> ({also})</span>}
        </dd>
      </div>
      {instants.length > 0 && !over && (
        <div class="contents" data-reader-row hidden>
          <dt class="text-muted">Your time</dt>
          <dd>
            <ReaderTime zone={event.zone} instants={instants} />
          </dd>
        </div>
      )}
      <div class="contents">
        <dt class="text-muted">Where</dt>
        <dd>
          <Where event={event} />
        </dd>
      </div>
      {seats && !over && (
        <div class="contents">
          <dt class="text-muted">Seats</dt>
          <dd>{seats.words}</dd>
        </div>
      )}
    </dl>
  )
}
