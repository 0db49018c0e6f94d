import { addToCalendarLinks, calendarEventOf } from '@lectern/core/calendar'
import type { Event } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { nextSession, scheduledSessions } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { thisSite } from '../../layout/moments.ts'

type Props = { event: Event; now: Instant; look?: 'ghost' | 'plain' }

/** The calendar file with every session; and for web calendars, which take one session at a time, the next one. */
export const CalendarLinks = ({ event, now, look = 'ghost' }: Props) => {
  const session = nextSession(event.sessions, now)
  if (session === undefined) return null
  const links = addToCalendarLinks(session, calendarEventOf(thisSite(), event))
  const several = scheduledSessions(event.sessions).length > 1
  return (
    <div class="grid gap-1.5">
      <ButtonLink look={look} block href={`/api/events/${event.slug}/calendar.ics`} download>
        Add to calendar
      </ButtonLink>
      <p class="text-center text-sm text-muted">
        {several ? 'The next session in ' : 'Or in '}
        <a class="text-link" href={links.google} rel="noopener">
          Google
        </a>
        ,{' '}
        <a class="text-link" href={links.outlook} rel="noopener">
          Outlook
        </a>
        ,{' '}
        <a class="text-link" href={links.yahoo} rel="noopener">
          Yahoo
        </a>
      </p>
    </div>
  )
}
