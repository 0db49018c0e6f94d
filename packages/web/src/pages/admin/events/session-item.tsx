import { type Event, isPrivate } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import type { Levels, WaitingEntry } from '@lectern/core/registration'
import { formatSessionWhen, formatTime, formatZone, type Session, sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { plural } from '../../event-words.ts'
import type { Attendance } from './attendance.ts'
import { elsewhereSentence, formatLength } from './event-words.ts'

/** A session's move as it was typed, and the session as it would then be. */
export type SessionForm = { session: string; startsAt: string; durationMinutes: string; moved?: Session }

export type OverviewProps = {
  event: Event
  levels: Levels
  attendance: Attendance
  waiting: readonly WaitingEntry[]
  now: Instant
  form?: SessionForm | undefined
}

/** What a move comes to, shown before anyone is emailed about it. */
const MovePreview = ({
  event,
  session,
  moved,
  attendance,
}: {
  event: Event
  session: Session
  moved: Session
  attendance: Attendance
}) => {
  const also = elsewhereSentence({ sessions: [moved], zone: moved.zone })
  return (
    <Notice tone="warning" title="This moves the session">
      <p>
        From {formatSessionWhen(session, { year: true })} to <strong>{formatSessionWhen(moved, { year: true })}</strong>
        , {formatLength(moved.durationMinutes)}. {also}
      </p>
      <p>
        {attendance.none
          ? 'No one is registered, so we won’t email anyone.'
          : `Everyone registered (${attendance.words}) gets an email with the old and new times of “${event.title}” and an updated calendar invitation. Reminders follow the new time.`}
      </p>
    </Notice>
  )
}

/** One session, with the form that moves it. */
export const SessionItem = ({
  event,
  session,
  number,
  attendance,
  now,
  form,
}: OverviewProps & { session: Session; number: number }) => {
  const mine = form?.session === session.id ? form : undefined
  const id = (field: string) => (mine ? `field-${field}` : `field-${field}-${number}`)
  const { startsAt, endsAt } = sessionTimes(session)
  return (
    <li class="grid gap-3 border-t border-base-300 py-4 first:border-t-0 first:pt-0" id={`session-${number}`}>
      <div class="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 class="font-sans text-base font-semibold tracking-normal">
          {session.title === undefined ? `Session ${number}` : `${number}. ${session.title}`}
        </h3>
        {session.status === 'cancelled' && <StateBadge state="cancelled" />}
      </div>
      <p class="nums text-muted">
        {formatSessionWhen(session, { year: true })}, {formatLength(session.durationMinutes)} (
        {formatTime(startsAt, 'UTC')} UTC)
      </p>
      {isPrivate(session) && (
        <p class="text-sm text-muted">By invitation: {plural(session.invited?.length ?? 0, 'person', 'people')}</p>
      )}
      {session.summary !== undefined && <p class="max-w-prose text-sm">{session.summary}</p>}
      {event.status !== 'cancelled' && session.status === 'scheduled' && (event.status === 'draft' || now < endsAt) && (
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
                label={`New start, ${formatZone(session.zone, startsAt)} time`}
                type="datetime-local"
                value={mine?.startsAt ?? session.startsAt}
                error={mine ? undefined : ''}
              />
              <TextInput
                name="durationMinutes"
                id={id('durationMinutes')}
                label="Minutes"
                inputmode="numeric"
                value={mine?.durationMinutes ?? session.durationMinutes}
                error={mine ? undefined : ''}
              />
            </div>
            {mine?.moved ? (
              <div class="flex flex-wrap gap-2">
                <SubmitButton name="intent" value="move" busy="Moving…">
                  {attendance.none ? 'Move' : 'Move and email everyone'}
                </SubmitButton>
                <ButtonLink look="ghost" href={`/admin/events/${event.slug}`}>
                  Keep as is
                </ButtonLink>
              </div>
            ) : (
              <div>
                <SubmitButton look="plain" size="small">
                  {event.status === 'published' ? 'Preview' : 'Move'}
                </SubmitButton>
              </div>
            )}
          </form>
        </details>
      )}
    </li>
  )
}
