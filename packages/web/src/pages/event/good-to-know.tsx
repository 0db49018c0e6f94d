import { type Course, type Event, eventState, type RecordingAccess, recordingAccessOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { TextLink } from '../../components/text-link.tsx'
import { Ticks } from '../../components/ticks.tsx'
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
    <section>
      <h2>Good to know</h2>
      <Ticks
        points={[
          recordingSentence(event),
          !over && event.venue === undefined && 'Join online from your account. The room opens 30 minutes early.',
          !over && refund,
          !over && 'We’ll email you a calendar invite, and your calendar reminds you before each session.',
          course && (
            <>
              Part of the course <TextLink href={`/courses/${course.slug}`}>{course.title}</TextLink>.
            </>
          ),
        ].filter(Boolean)}
      />
    </section>
  )
}
