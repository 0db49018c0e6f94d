import { type Event, kindWords, salesState, salesWindow } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import type { Levels } from '@lectern/core/registration'
import { formatInstant, formatSessionWhen, formatTime, type Session, sessionTimes, zoneWords } from '@lectern/core/schedule'
import { ButtonLink } from '../../../components/button.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type Errors, summaryOf } from '../form-errors.ts'
import type { Typed } from '../typed.ts'
import { elsewhereSentence, eventFacts, lengthWords, scheduleSentence } from './event-words.ts'
import { EventBadge, seatWords } from './list-events.tsx'

/** A session's move as it was typed, and the session as it would then be. */
export type SessionForm = { session: string; startsAt: string; durationMinutes: string; moved?: Session }

type Attendance = { words: string; none: boolean }

type Props = {
  event: Event
  levels: Levels
  attendance: Attendance
  now: Instant
  errors: Errors
  typed?: Typed | undefined
  form?: SessionForm | undefined
}

const PublishPanel = ({ event, now }: Pick<Props, 'event' | 'now'>) => {
  const { from } = salesWindow(event)
  const open = from && from > now ? `People can register from ${formatInstant(from, event.zone)}.` : 'People can register at once.'
  const who =
    event.access === 'invited'
      ? 'The people invited can see it; nobody is told by mail.'
      : `Everybody can see it at /events/${event.slug}; nobody is told by mail.`
  return (
    <Panel title="Publish">
      {event.sessions.length === 0 ? (
        <p>
          It has no dates yet.{' '}
          <a class="text-link" href={`/admin/events/${event.slug}/edit`}>
            Give it at least one session
          </a>{' '}
          before publishing it.
        </p>
      ) : (
        <form class="grid gap-3" method="post" action={`/admin/events/${event.slug}/publish`}>
          <p>
            {who} {open} From then on its sessions are moved one by one, and the event can be cancelled but not deleted.
          </p>
          <div>
            <SubmitButton busy="Publishing…">Publish it</SubmitButton>
          </div>
        </form>
      )}
    </Panel>
  )
}

/** What a move comes to, said before anybody is told of it. */
const MovePreview = ({ event, session, moved, attendance }: { event: Event; session: Session; moved: Session; attendance: Attendance }) => {
  const also = elsewhereSentence({ sessions: [moved], zone: moved.zone })
  return (
    <Notice tone="warning" title="This moves the session">
      <p>
        From {formatSessionWhen(session, { year: true })} to <strong>{formatSessionWhen(moved, { year: true })}</strong>,{' '}
        {lengthWords(moved.durationMinutes)}. {also}
      </p>
      <p>
        {attendance.none
          ? 'Nobody is registered, so nobody is told.'
          : `Everybody registered (${attendance.words}) gets a mail with the old and the new time of “${event.title}” and an updated calendar invitation. Reminders follow the new time.`}
      </p>
    </Notice>
  )
}

const SessionItem = ({ event, session, number, attendance, errors, form }: Props & { session: Session; number: number }) => {
  const mine = form?.session === session.id ? form : undefined
  const id = (field: string) => (mine ? `field-${field}` : `field-${field}-${number}`)
  const { startsAt } = sessionTimes(session)
  return (
    <li class="grid gap-3 border-t border-base-300 py-4 first:border-t-0 first:pt-0" id={`session-${number}`}>
      <div class="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 class="font-sans text-base font-semibold tracking-normal">
          {number}. {session.title ?? formatSessionWhen(session, { year: true })}
        </h3>
        {session.status === 'cancelled' && <StateBadge state="cancelled" />}
      </div>
      <p class="nums text-muted">
        {formatSessionWhen(session, { year: true })}, {lengthWords(session.durationMinutes)} ({formatTime(startsAt, 'UTC')} UTC)
      </p>
      {session.summary !== undefined && <p class="max-w-prose text-sm">{session.summary}</p>}
      {event.status !== 'cancelled' && session.status === 'scheduled' && (
        <details open={mine !== undefined}>
          <summary class="text-link w-fit text-sm font-medium">Move session {number}</summary>
          <form
            class="mt-3 grid gap-4 rounded-field bg-base-200 p-4"
            method="post"
            action={`/admin/events/${event.slug}/reschedule`}
            novalidate
          >
            {mine?.moved && <MovePreview event={event} session={session} moved={mine.moved} attendance={attendance} />}
            <HiddenFields values={{ session: session.id }} />
            <div class="grid gap-4 sm:grid-cols-[minmax(0,16rem)_9rem]">
              <TextInput
                name="startsAt"
                id={id('startsAt')}
                label={`New start, ${zoneWords(session.zone, startsAt)} time`}
                type="datetime-local"
                value={mine?.startsAt ?? session.startsAt}
                error={mine && errors.get('startsAt')}
              />
              <TextInput
                name="durationMinutes"
                id={id('durationMinutes')}
                label="Minutes"
                inputmode="numeric"
                value={mine?.durationMinutes ?? session.durationMinutes}
                error={mine && errors.get('durationMinutes')}
              />
            </div>
            {mine?.moved ? (
              <div class="flex flex-wrap gap-2">
                <SubmitButton name="intent" value="move" busy="Moving…">
                  {attendance.none ? 'Move it' : 'Move it and tell them'}
                </SubmitButton>
                <ButtonLink look="ghost" href={`/admin/events/${event.slug}`}>
                  Leave it where it is
                </ButtonLink>
              </div>
            ) : (
              <div>
                <SubmitButton look="plain" size="small">
                  {event.status === 'published' ? 'See what this does' : 'Move it'}
                </SubmitButton>
              </div>
            )}
          </form>
        </details>
      )}
    </li>
  )
}

const EndPanel = ({ event, levels, attendance, errors, typed }: Props) => {
  const draft = event.status === 'draft'
  const seats = seatWords(event, levels)
  return (
    <Panel title={draft ? 'Delete the draft' : 'Cancel the event'} id="cancel">
      <form class="grid gap-4" method="post" action={`/admin/events/${event.slug}/cancel`} novalidate>
        <p>
          {draft
            ? 'The draft is deleted for good. Nobody has seen it but admins.'
            : `${attendance.none ? 'Nobody is registered.' : `Registered: ${attendance.words} (seats taken: ${seats.toLowerCase()}). Their registrations end, everything that was paid for them goes back, and each of them gets a mail with your reason and a calendar update.`} This cannot be undone.`}
        </p>
        {!draft && (
          <TextArea
            name="reason"
            label="Reason"
            hint="As it stands in the mail."
            optional
            rows={2}
            value={typed?.text('reason')}
            error={errors.get('reason')}
          />
        )}
        <TextInput
          name="confirm"
          label={`Write ${event.slug} to say that you mean it`}
          value={typed?.text('confirm')}
          error={errors.get('confirm')}
          autocomplete="off"
        />
        <div>
          <SubmitButton look="danger" busy={draft ? 'Deleting…' : 'Cancelling…'}>
            {draft ? 'Delete this draft' : 'Cancel this event'}
          </SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

const sales = {
  'not-published': 'Not on sale: it is a draft.',
  cancelled: 'It is cancelled.',
  'not-open': 'Registration has not opened yet.',
  open: 'People can register now.',
  closed: 'Registration is closed.',
} as const

/** One event as its organisers see it. */
export const EventOverview = (props: Props) => {
  const { event, levels, now, errors } = props
  return (
    <div class="grid gap-5">
      <PageHeading
        size="work"
        title={event.title}
        kicker={[kindWords[event.kind].one, event.code].filter(Boolean).join(' · ')}
        badge={<EventBadge event={event} now={now} />}
        actions={
          <>
            <ButtonLink size="small" href={`/events/${event.slug}`}>
              Public page
            </ButtonLink>
            <ButtonLink size="small" href={`/admin/events/${event.slug}/roster`}>
              Roster
            </ButtonLink>
            {event.status !== 'cancelled' && (
              <ButtonLink size="small" look={event.status === 'draft' ? 'plain' : 'primary'} href={`/admin/events/${event.slug}/edit`}>
                Edit
              </ButtonLink>
            )}
          </>
        }
      >
        {scheduleSentence(event.sessions, now)}
      </PageHeading>
      <ErrorSummary errors={summaryOf(errors)} />
      {event.status === 'cancelled' && (
        <Notice tone="warning" title="This event was cancelled">
          {event.cancelReason ?? 'No reason was given.'}
        </Notice>
      )}
      {event.status === 'draft' && <PublishPanel event={event} now={now} />}
      <Panel title="How it stands">
        <KeyValue
          look="ruled"
          facts={[
            { term: 'Registration', detail: sales[salesState(event, now)] },
            { term: 'Seats taken', detail: seatWords(event, levels) },
            { term: 'Registered', detail: `${props.attendance.words[0]?.toUpperCase()}${props.attendance.words.slice(1)}` },
            ...eventFacts(event),
          ]}
        />
      </Panel>
      {event.sessions.length > 0 && (
        <Panel title="Sessions" id="sessions">
          <ol>
            {event.sessions.map((session, index) => (
              <SessionItem {...props} session={session} number={index + 1} />
            ))}
          </ol>
        </Panel>
      )}
      {event.status !== 'cancelled' && <EndPanel {...props} />}
    </div>
  )
}
