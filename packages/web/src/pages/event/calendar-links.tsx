import { addToCalendarLinks, calendarEventOf, subscribeLinks } from '@lectern/core/calendar'
import { type Event, hasDayTickets, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { nextSession, scheduledSessions } from '@lectern/core/schedule'
import { Menu } from '../../components/menu.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { thisSite } from '../../layout/moments.ts'

/** `own`: for someone registered, with the event as they have it. */
type Props = { event: Event; now: Instant; flow?: boolean; own?: boolean }

/**
 * Adds every session to a calendar. Of several, web calendars subscribe to the event's own file, and follow its changes; one session
 * is filled in. What isn't for everyone can't be read by them: it's a file.
 */
export const CalendarLinks = ({ event, now, flow, own = false }: Props) => {
  const next = nextSession(sessionsOf(event), now)
  if (next === undefined) return null
  const several = scheduledSessions(sessionsOf(event)).length > 1
  // The event's own file has the days of every ticket; theirs are in their own calendar.
  const theirs = own && hasDayTickets(event)
  if (theirs && several) return <TextLink href="/account#calendar">Subscribe to your own calendar</TextLink>
  const page = `/api/events/${event.slug}`
  const file = theirs ? `${page}/sessions/${next.id}/calendar.ics` : `${page}/calendar.ics`
  const forAll = event.status === 'published' && event.access !== 'invited' && !theirs
  const subscribe = subscribeLinks(`${thisSite().siteUrl}${file}`, event.title)
  const links = several ? subscribe : addToCalendarLinks(next, calendarEventOf(thisSite(), event))
  const web = [
    { words: 'Google Calendar', href: links.google },
    { words: 'Outlook.com', href: links.outlook },
    { words: 'Microsoft 365', href: links.office },
  ]
  return (
    <Menu words="Add to calendar" icon="calendar" flow={flow}>
      {(forAll || !several) &&
        web.map(({ words, href }) => (
          <a href={href} rel="noopener">
            {words}
          </a>
        ))}
      {forAll && <a href={subscribe.device}>Apple Calendar</a>}
      <a href={file} download>
        Download .ics file
      </a>
    </Menu>
  )
}
