import { addToCalendarLinks, calendarEventOf } from '@lectern/core/calendar'
import type { Event } from '@lectern/core/catalog'
import type { Session } from '@lectern/core/schedule'
import { thisSite } from '../../layout/moments.ts'

type Props = { event: Event; session: Session }

/** One session for a calendar: as a file, or opened in a web calendar. */
export const SessionCalendarLinks = ({ event, session }: Props) => {
  const links = addToCalendarLinks(session, calendarEventOf(thisSite(), event))
  const ways = [
    { words: 'File', href: `/api/events/${event.slug}/sessions/${session.id}/calendar.ics`, download: true },
    { words: 'Google', href: links.google },
    { words: 'Outlook', href: links.outlook },
    { words: 'Yahoo', href: links.yahoo },
  ]
  return (
    <details class="text-sm">
      <summary class="w-fit cursor-pointer text-muted hover:underline">Add this session to a calendar</summary>
      <ul class="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {ways.map(({ words, href, download }) => (
          <li>
            <a class="text-link" href={href} download={download} rel={download ? undefined : 'noopener'}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
