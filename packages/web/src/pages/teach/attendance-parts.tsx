import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import type { Session } from '@lectern/core/schedule'
import { scheduledSessions } from '@lectern/core/schedule'
import type { AttendanceMark } from '@lectern/core/teaching'
import { Field } from '../../components/field.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { Table } from '../../components/table.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { type ListColumn, tableColumns } from '../../lists/columns.ts'
import { DownloadLink } from '../../lists/download-link.tsx'
import { sessionTitle } from '../class/class-words.ts'
import { formatSession } from '../event-words.ts'
import type { ProgressRow } from './progress-page.ts'

export const addressOfAttendance = (event: Pick<Event, 'slug'>, session?: string): string =>
  `/teach/${event.slug}/attendance${session === undefined ? '' : `?session=${session}`}`

/** How a mark came about: "by hand", "62 minutes, by the report", "by the join link". */
export const formatMark = (mark: AttendanceMark | undefined): string => {
  if (!mark) return ''
  if (mark.how === 'hand') return mark.present ? 'marked by hand' : 'absent, by hand'
  if (mark.how === 'join') return 'by the join link'
  return `${Math.round(mark.minutes ?? 0)} minutes, by the report${mark.present ? '' : ': too short'}`
}

/** The sessions that take place, each a way to its own list. */
export const SessionLinks = ({ event, current, now }: { event: Event; current: Session; now: Instant }) => {
  const sessions = scheduledSessions(sessionsOf(event))
  if (sessions.length < 2) return <p class="nums text-muted">{formatSession(current, now)}</p>
  return (
    <nav aria-label="Sessions">
      <ul class="flex flex-wrap gap-2">
        {sessions.map((session) => (
          <li>
            <a
              class="hairline inline-block rounded-full bg-base-100 px-3 py-1 text-sm hover:border-control aria-[current=page]:border-primary aria-[current=page]:font-medium"
              href={addressOfAttendance(event, session.id)}
              aria-current={session.id === current.id ? 'page' : undefined}
            >
              {sessionTitle(event, session)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const markAt = ({ progress }: ProgressRow, session: Session): AttendanceMark | undefined =>
  progress.sessions.find((one) => one.session.id === session.id)?.mark

/** Someone whose ticket or invitation doesn't include the session: there's nothing to mark. */
const NotTheirs = ({ name, email }: { name: string; email: string }) => (
  <span class="min-w-0">
    <span class="font-medium break-words">{name}</span>
    <span class="block text-sm break-words text-muted">{email} · not included in their ticket</span>
  </span>
)

const presence = (mark: AttendanceMark | undefined): string => (mark ? (mark.present ? 'yes' : 'no') : '')

/** On the page the marks of one session; in the file those of all. */
export const attendanceColumns = (event: Event, session: Session): ListColumn<ProgressRow>[] => [
  {
    key: 'name',
    label: 'Present',
    file: { Name: ({ registration }) => registration.name, Email: ({ registration }) => registration.email },
    cell: (row) => {
      const { personId, name, email } = row.registration
      const present = markAt(row, session)?.present === true
      if (!row.progress.sessions.some((one) => one.session.id === session.id))
        return <NotTheirs name={name} email={email} />
      return (
        <label class="flex cursor-pointer items-start gap-3">
          <input class="tick" type="checkbox" name="present" value={personId} checked={present} />
          <span class="min-w-0">
            <span class="font-medium break-words">{name}</span>
            <span class="block text-sm break-words text-muted">{email}</span>
          </span>
          <input type="hidden" name="shown" value={`${personId}:${present ? 1 : 0}`} />
        </label>
      )
    },
  },
  {
    key: 'how',
    label: 'Source',
    cell: (row) => <span class="text-muted">{formatMark(markAt(row, session))}</span>,
  },
  {
    key: 'progress',
    label: 'All sessions',
    align: 'end',
    cell: ({ progress }) => `${progress.attended} of ${progress.of}`,
    file: { 'Sessions attended': ({ progress }) => progress.attended, 'Sessions held': ({ progress }) => progress.of },
  },
  ...scheduledSessions(sessionsOf(event)).map((one) => ({
    file: {
      [`${sessionTitle(event, one)}, ${one.startsAt.slice(0, 10)}`]: (row: ProgressRow) => presence(markAt(row, one)),
    },
  })),
]

type MarkFormProps = {
  event: Event
  session: Session
  rows: readonly ProgressRow[]
  cursor: string | undefined
  address: string
}

/** One page of the roster, a box for each; what is changed is saved, and nothing else. */
export const MarkForm = ({ event, session, rows, cursor, address }: MarkFormProps) => (
  <form method="post" action={addressOfAttendance(event)}>
    <HiddenFields values={{ session: session.id, cursor }} />
    <Panel flush actions={rows.length > 0 && <DownloadLink address={address} />}>
      <Table
        caption={`Attendance for ${sessionTitle(event, session)}`}
        columns={tableColumns(attendanceColumns(event, session))}
        rows={rows}
        rowId={({ registration }) => registration.id}
        empty="No registrations yet."
      />
      {rows.length > 0 && (
        <div class="px-5 py-4 md:px-6">
          <SubmitButton busy="Saving…">Save this page</SubmitButton>
        </div>
      )}
    </Panel>
  </form>
)

type ReportFormProps = { event: Event; session: Session; minimum: string }

/** Takes the report that Zoom, Teams, or Google Meet makes after a meeting. */
export const ReportForm = ({ event, session, minimum }: ReportFormProps) => (
  <Panel title="From a meeting report" id="report">
    <form
      class="grid gap-5"
      method="post"
      enctype="multipart/form-data"
      action={`/teach/${event.slug}/attendance/import`}
    >
      <HiddenFields values={{ session: session.id }} />
      <Field
        name="report"
        label="Participant report"
        hint="The CSV file from Zoom, Microsoft Teams, or Google Meet, up to 1 MB. You’ll see who matches before anything is saved."
      >
        {(wiring) => <input class="control" type="file" accept=".csv,.tsv,.txt,text/csv" {...wiring} />}
      </Field>
      <TextInput
        name="minimum"
        label="Minutes to count as present"
        type="number"
        inputmode="numeric"
        min={1}
        max={1440}
        suffix="minutes"
        value={minimum}
      />
      <div>
        <SubmitButton look="plain" busy="Reading…">
          Review matches
        </SubmitButton>
      </div>
    </form>
  </Panel>
)
