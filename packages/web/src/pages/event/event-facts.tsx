import { sessionsOf } from '@lectern/core/catalog'
import { scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { Facts } from '../../components/facts.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { readerZone } from '../../layout/moments.ts'
import { formatRecording, rhythmOf } from '../event-words.ts'
import type { EventView } from './load-event.ts'

/** When and where; the reader's own time too while it is to come. */
export const EventFacts = ({ view: { event, now }, over }: { view: EventView; over: boolean }) => {
  const { days, time, also } = rhythmOf(event, now)
  const instants = scheduledSessions(sessionsOf(event)).map((session) => sessionTimes(session).startsAt)
  return (
    <Facts
      facts={[
        {
          icon: 'calendar',
          name: 'When',
          words: (
            <>
              <b class="strong">{days}</b>
              <br />
              {time}
              {also !== undefined && ` (${also})`}
              {instants.length > 0 && !over && !readerZone() && (
                <ReaderTime zone={event.zone} instants={instants} before=". That’s " after="." />
              )}
            </>
          ),
        },
        event.venue === undefined
          ? { icon: 'video', name: 'Where', words: `Online, ${formatRecording(event)}` }
          : {
              icon: 'place',
              name: 'Where',
              words: (
                <>
                  {event.venue.name}
                  {event.venue.address && <span class="block text-muted">{event.venue.address}</span>}
                </>
              ),
            },
      ]}
    />
  )
}
