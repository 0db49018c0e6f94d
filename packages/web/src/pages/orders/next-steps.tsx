import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { nextSession, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Panel } from '../../components/panel.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { thisSite } from '../../layout/moments.ts'
import { CalendarLinks } from '../event/calendar-links.tsx'
import { formatMoment, plural, whenLine } from '../event-words.ts'

type Props = { event: Event; now: Instant }

/** Adding it to a calendar comes first: who has it there comes. */
const ToCalendar = ({ event, now }: Props) => {
  const count = scheduledSessions(sessionsOf(event)).length
  return (
    <Panel title={count > 1 ? `Add all ${plural(count, 'session')} to your calendar` : 'Add it to your calendar'}>
      <p class="nums text-muted">{whenLine(event, now)}</p>
      <div class="max-w-xs">
        <CalendarLinks event={event} now={now} own />
      </div>
    </Panel>
  )
}

const Steps = ({ event, now }: Props) => {
  const next = nextSession(sessionsOf(event), now)
  if (next === undefined) return null
  const { startsAt } = sessionTimes(next)
  const several = scheduledSessions(sessionsOf(event)).length > 1
  const steps = [
    {
      title: 'Now: check your email',
      words: (
        <>
          Your confirmation has a calendar invite. Handouts and recordings will be on your{' '}
          <TextLink href={`/events/${event.slug}/class`}>
            {event.kind === 'class' ? 'class page' : 'event page'}
          </TextLink>
          .
        </>
      ),
    },
    {
      title: `${formatMoment(startsAt, event.zone, now)}: ${next.title || (several ? 'the first session' : 'it starts')}`,
      words: event.venue
        ? `At ${[event.venue.name, event.venue.address].filter(Boolean).join(', ')}.`
        : 'Join from your account. The room opens 30 minutes early.',
    },
    ...(event.recording === 'always'
      ? [
          {
            title: several ? 'After each session: the recording' : 'Afterward: the recording',
            words: 'We’ll email you when it’s up.',
          },
        ]
      : []),
  ]
  return (
    <section aria-label="What happens next">
      <h2>What happens next</h2>
      <ol class="steps">
        {steps.map(({ title, words }) => (
          <li>
            <div>
              <p class="nums strong">{title}</p>
              <p class="muted">{words}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Links alone: no other site learns who looked at this page. */
export const Share = ({ event }: Pick<Props, 'event'>) => {
  if (event.access !== 'everyone') return null
  const address = `${thisSite().siteUrl}/events/${event.slug}`
  const subject = encodeURIComponent(event.title)
  const body = encodeURIComponent(`I’m registered for this. Join me?\n\n${event.title}\n${address}`)
  return (
    <Panel title="Bring a colleague">
      <div class="flex flex-wrap gap-2">
        <ButtonLink size="small" href={`mailto:?subject=${subject}&body=${body}`}>
          Email a colleague
        </ButtonLink>
        <ButtonLink
          size="small"
          href={`https://www.linkedin.com/sharing/share-offsite/?url=${encodeURIComponent(address)}`}
        >
          Share on LinkedIn
        </ButtonLink>
      </div>
      <CopyField name={`link-${event.slug}`} label="Link to the event" value={address} optional="unsaid" />
    </Panel>
  )
}

/** What follows a registration: the calendar, then what happens next and when. Nothing once it's over. */
export const NextSteps = ({ event, now }: Props) =>
  nextSession(sessionsOf(event), now) === undefined ? null : (
    <>
      <ToCalendar event={event} now={now} />
      <Steps event={event} now={now} />
    </>
  )
