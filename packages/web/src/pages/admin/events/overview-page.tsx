import { type Event, hasEnded, isOver, kindLabels, salesState, salesWindow, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { isSoldOut } from '@lectern/core/registration'
import { formatInstant, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { Cover } from '../../../components/cover.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { Way } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { countFacts } from './attendance.ts'
import { eventFacts, scheduleSentence } from './event-words.ts'
import { EventBadge } from './list-events.tsx'
import { type OverviewProps, SessionItem } from './session-item.tsx'
import { WaitingPanel } from './waiting-panel.tsx'

const PublishPanel = ({ event, now }: Pick<OverviewProps, 'event' | 'now'>) => {
  const { from } = salesWindow(event)
  const open = isOver(event, now)
    ? 'All its sessions are in the past, so no one can register.'
    : from && from > now
      ? `People can register from ${formatInstant(from, event.zone)}.`
      : 'People can register right away.'
  const who =
    event.access === 'invited'
      ? 'The people invited can see it, and each gets an email with an invitation.'
      : `Everyone can see it at /events/${event.slug}. We won’t email anyone.`
  return (
    <Panel title="Publish">
      {sessionsOf(event, { admin: true }).length === 0 ? (
        <p>
          No dates yet. <TextLink href={`/admin/events/${event.slug}/edit`}>Add a session</TextLink> before you publish
          it.
        </p>
      ) : (
        <form class="grid gap-3" method="post" action={`/admin/events/${event.slug}/publish`}>
          <p>
            {who} {open} After that, you move sessions one at a time, and you can cancel the event but not delete it.
          </p>
          <div>
            <SubmitButton busy="Publishing…">Publish</SubmitButton>
          </div>
        </form>
      )}
    </Panel>
  )
}

/** What canceling undoes once some of it took place. */
const formatHeld = (event: OverviewProps['event'], now: string): string => {
  const sessions = scheduledSessions(sessionsOf(event, { admin: true }))
  const held = sessions.filter((session) => sessionTimes(session).endsAt <= now).length
  return held === 0 ? '' : ` ${held} of ${sessions.length} sessions have taken place; they’re refunded all the same.`
}

const OverPanel = ({ event, now }: Pick<OverviewProps, 'event' | 'now'>) => (
  <Panel title={isOver(event, now) ? 'This event has ended' : 'This event had ended before'} id="cancel">
    <p>
      It can’t be canceled anymore because people got what they paid for.{' '}
      {!isOver(event, now) && 'You can still call off the session that was added. '}To refund someone, open their order
      from the <TextLink href={`/admin/events/${event.slug}/roster`}>roster</TextLink> and choose the lines.
    </p>
  </Panel>
)

const UnpublishPanel = ({ event }: Pick<OverviewProps, 'event'>) => (
  <Panel title="Unpublish">
    <form class="grid gap-3" method="post" action={`/admin/events/${event.slug}/unpublish`}>
      <p>No one is registered, so you can make it a draft again to change its dates or delete it.</p>
      <div>
        <SubmitButton look="plain" busy="Unpublishing…">
          Unpublish
        </SubmitButton>
      </div>
    </form>
  </Panel>
)

const EndPanel = ({ event, attendance, now }: OverviewProps) => {
  const draft = event.status === 'draft'
  if (!draft && hasEnded(event, now)) return <OverPanel event={event} now={now} />
  return (
    <Panel title={draft ? 'Delete draft' : 'Cancel event'} id="cancel">
      <form class="grid gap-4" method="post" action={`/admin/events/${event.slug}/cancel`} novalidate>
        <p>
          {draft
            ? 'You can’t undo this. Only admins have seen it.'
            : `${attendance.none ? 'No one is registered.' : `Registered: ${attendance.words}. Canceling ends their registrations, refunds everyone who paid, and emails everyone your reason and a calendar update.${formatHeld(event, now)}`} You can’t undo this.`}
        </p>
        {!draft && <TextArea name="reason" label="Reason" hint="We include it in the email." optional rows={2} />}
        <TextInput name="confirm" label={`Type ${event.slug} to confirm`} autocomplete="off" />
        <div>
          <SubmitButton look="danger" busy={draft ? 'Deleting…' : 'Canceling…'}>
            {draft ? 'Delete this draft' : 'Cancel this event'}
          </SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

const sales = {
  'not-published': 'Not on sale while it’s a draft.',
  cancelled: 'Canceled.',
  'not-open': 'Registration isn’t open yet.',
  open: 'People can register now.',
  closed: 'Registration is closed.',
} as const

/** Whether people can register, and what stands in the way when they can't. */
const formatRegistration = ({ event, levels, waiting, now }: OverviewProps): string => {
  const state = salesState(event, now)
  if (state !== 'open' || !isSoldOut(event, levels)) return sales[state]
  const words = waiting.length === 0 ? 'no one is on the waitlist' : `${waiting.length} on the waitlist`
  return `Sold out; ${words}.`
}

const Ways = ({ event }: Pick<OverviewProps, 'event'>) => {
  const { slug, status, venue } = event
  const sessions = sessionsOf(event, { admin: true })
  const own = `/admin/events/${slug}`
  return (
    <>
      <Way href={`/events/${slug}`} label="Public page" />
      <Way href={`${own}/roster`} label="Roster" />
      <Way href={`/teach/${slug}/materials`} label="Materials" />
      <Way href={`${own}/reminders`} label="Reminders" />
      {status === 'published' && <Way href={`${own}/mails`} label="Email the roster" />}
      {status === 'published' && venue && sessions.length > 0 && <Way href={`/door/${slug}`} label="Door" />}
      {sessions.length > 0 && <Way href={`${own}/run-again`} label="Run again" />}
      {status !== 'cancelled' && <Way href={`${own}/edit`} label="Edit" primary={status !== 'draft'} />}
    </>
  )
}

/** What an event is called, how it stands, and the ways to what belongs to it. */
export const overviewHead = (event: Event, now: Instant) => ({
  title: event.title,
  kicker: [kindLabels[event.kind].one, event.code].filter(Boolean).join(' · '),
  badge: <EventBadge event={event} now={now} />,
  picture: <Cover of={event} format="square" first class="cover-mini" />,
  actions: <Ways event={event} />,
  about: scheduleSentence(sessionsOf(event, { admin: true }), now),
})

/** One event as its organizers see it. */
export const EventOverview = (props: OverviewProps) => {
  const { event, levels, attendance, now } = props
  return (
    <>
      {event.status === 'cancelled' && (
        <Notice tone="warning" title="This event was canceled">
          {event.cancelReason ?? 'No reason was given.'}
        </Notice>
      )}
      <div class="record">
        <div class="record-main">
          {event.status === 'draft' && <PublishPanel event={event} now={now} />}
          {sessionsOf(event, { admin: true }).length > 0 && (
            <Panel title="Sessions" id="sessions">
              <ol>
                {sessionsOf(event, { admin: true }).map((session, index) => (
                  <SessionItem {...props} session={session} number={index + 1} />
                ))}
              </ol>
            </Panel>
          )}
          <WaitingPanel event={event} entries={props.waiting} />
          {event.status === 'published' && attendance.none && <UnpublishPanel event={event} />}
          {event.status !== 'cancelled' && <EndPanel {...props} />}
        </div>
        <div class="record-side">
          <Panel title="Status">
            <KeyValue
              look="ruled"
              facts={[
                { term: 'Registration', detail: formatRegistration(props) },
                ...countFacts(event, levels, attendance),
                { term: 'Registered', detail: `${attendance.words[0]?.toUpperCase()}${attendance.words.slice(1)}` },
                ...eventFacts(event),
              ]}
            />
          </Panel>
        </div>
      </div>
    </>
  )
}
