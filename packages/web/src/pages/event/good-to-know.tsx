import { type Course, type Event, eventState, type RecordingAccess, recordingAccessOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { TextLink } from '../../components/text-link.tsx'
import { Section } from '../../layout/columns.tsx'
import { formatRefund } from '../event-words.ts'

const recordingSentences: Record<RecordingAccess, string> = {
  registered: 'Every session is recorded for people who register.',
  'anyone-who-registers': 'Every session is recorded. Afterward, anyone who registers can watch.',
  public: 'Every session is recorded. Afterward, anyone can watch.',
}

const recordingSentence = (event: Event): string =>
  event.recording === 'always'
    ? recordingSentences[recordingAccessOf(event)]
    : 'Not recorded, so everyone can speak freely.'

type Props = { event: Event; course: Course | undefined; now: Instant }

/** What one asks before registering. Of what is over or cancelled only what still matters. */
export const GoodToKnow = ({ event, course, now }: Props) => {
  const over = ['ended', 'cancelled'].includes(eventState(event, now))
  const paid = event.tickets.some((ticket) => ticket.priceCents > 0)
  const refund = formatRefund(event, paid, now)
  return (
    <Section title="Good to know">
      <ul class="grid max-w-prose gap-2">
        <li>{recordingSentence(event)}</li>
        {!over && event.venue === undefined && <li>Join online from your account. The room opens 30 minutes early.</li>}
        {!over && refund !== undefined && <li>{refund}</li>}
        {!over && <li>We’ll email you a calendar invite, and your calendar reminds you before each session.</li>}
        {course && (
          <li>
            Part of the course <TextLink href={`/courses/${course.slug}`}>{course.title}</TextLink>.
          </li>
        )}
      </ul>
    </Section>
  )
}
