import type { Typed } from '../../forms/typed.ts'
// A meeting's report: what it says of whom, looked at before it is saved.

import { type Event, sessionsOf } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import type { Session } from '@lectern/core/schedule'
import {
  addTimes,
  listRostered,
  type Matched,
  type MatchedReport,
  matchReport,
  minutesIn,
  type Participant,
  type Rostered,
  readReport,
  readTime,
  reportBytes,
  saveReport,
  type TimeIn,
  type UnreadLine,
  writeTime,
} from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { Table } from '../../components/table.tsx'
import { errorsOf, refusalOf } from '../../forms/errors.ts'
import { again, definePages, done, fileFormBytes, recorded } from '../../forms/pages.ts'
import { readFormData, textIn } from '../../forms/read-form.ts'
import { sessionTitle } from '../class/class-words.ts'
import { plural } from '../event-words.ts'
import type { Request } from '../site-page.tsx'
import { showAttendance } from './attendance.tsx'
import { addressOfAttendance } from './attendance-parts.tsx'
import { showTeach, taughtEvent } from './teach-page.tsx'

/** To whom someone unknown can be assigned by a list; on a longer roster one writes the address. */
const listed = 300

const formatMinutes = (minutes: number): string => `${Math.round(minutes)} min`

const MatchedTable = ({ matched, minimum }: { matched: readonly Matched[]; minimum: number }) => (
  <Panel title={`On the roster: ${plural(matched.length, 'person', 'people')}`} flush>
    <Table
      caption="People found on the roster"
      columns={[
        {
          key: 'name',
          label: 'Name',
          cell: ({ personId, name, email, time }: Matched) => (
            <>
              <span class="break-words">{name}</span>
              <span class="block text-sm break-words text-muted">{email}</span>
              <input type="hidden" name="person" value={`${personId}:${writeTime(time)}`} />
            </>
          ),
        },
        { key: 'by', label: 'Matched by', cell: ({ by }: Matched) => (by === 'email' ? 'address' : 'name') },
        {
          key: 'minutes',
          label: 'Time in session',
          align: 'end',
          cell: ({ minutes }: Matched) => formatMinutes(minutes),
        },
        {
          key: 'counts',
          label: 'Counts as',
          cell: ({ minutes }: Matched) => (minutes >= minimum ? 'present' : 'too short'),
        },
      ]}
      rows={matched}
      empty="No one in the report is on the roster."
    />
  </Panel>
)

const UnmatchedTable = ({ unmatched, roster }: { unmatched: readonly Participant[]; roster: readonly Rostered[] }) => (
  <Panel title={`Not found: ${plural(unmatched.length, 'person', 'people')}`} flush>
    <Table
      caption="People not found on the roster"
      columns={[
        {
          key: 'name',
          label: 'In the report',
          cell: ({ name, originalName, email }: Participant & { index: number }) => (
            <>
              <span class="break-words">{originalName === undefined ? name : `${name} (${originalName})`}</span>
              {email !== undefined && <span class="block text-sm break-words text-muted">{email}</span>}
            </>
          ),
        },
        {
          key: 'minutes',
          label: 'Time in session',
          align: 'end',
          cell: ({ minutes }: Participant & { index: number }) => formatMinutes(minutes),
        },
        {
          key: 'assign',
          label: 'Is',
          cell: ({ name, time, index }: Participant & { index: number }) => (
            <>
              <input type="hidden" name="minutes" value={writeTime(time)} />
              {roster.length > listed ? (
                <input
                  class="control"
                  type="email"
                  name="assign"
                  placeholder="Their address on the roster"
                  aria-label={`Who ${name} is: their address on the roster`}
                  id={`assign-${index}`}
                />
              ) : (
                <select class="control min-w-44" name="assign" aria-label={`Who ${name} is`} id={`assign-${index}`}>
                  <option value="">No one on the roster</option>
                  {roster.map((one) => (
                    <option value={one.email}>{`${one.name} (${one.email})`}</option>
                  ))}
                </select>
              )}
            </>
          ),
        },
      ]}
      rows={unmatched.map((participant, index) => ({ ...participant, index }))}
    />
  </Panel>
)

/** Lines listed by themselves; of more there is only how many. */
const mostListed = 50

const UnreadLines = ({ unread }: { unread: readonly UnreadLine[] }) => (
  <Panel title={`Not read: ${plural(unread.length, 'line')}`}>
    <p class="text-muted">We read the rest of the file. Mark these people by hand if they attended.</p>
    <ul class="mt-3 grid gap-1">
      {unread.slice(0, mostListed).map(({ message }) => (
        <li>{message}</li>
      ))}
    </ul>
    {unread.length > mostListed && <p class="mt-3 text-muted">And {unread.length - mostListed} more.</p>}
  </Panel>
)

type Looked = {
  event: Event
  session: Session
  minimum: number
  matched: MatchedReport
  roster: readonly Rostered[]
} & {
  unread: readonly UnreadLine[]
}

const Preview = ({ event, session, minimum, matched, roster, unread }: Looked) => (
  <form class="grid grid-cols-[minmax(0,1fr)] gap-6" method="post" action={`/teach/${event.slug}/attendance/report`}>
    <HiddenFields values={{ session: session.id, minimum }} />
    <p class="text-muted">
      {sessionTitle(event, session)}. Anyone who stayed {plural(minimum, 'minute')} or longer counts as present. Marks
      set by hand don’t change.
    </p>
    <MatchedTable matched={matched.matched} minimum={minimum} />
    {matched.unmatched.length > 0 && <UnmatchedTable unmatched={matched.unmatched} roster={roster} />}
    {unread.length > 0 && <UnreadLines unread={unread} />}
    <div class="flex flex-wrap gap-3">
      <SubmitButton busy="Saving…">Save attendance</SubmitButton>
      <ButtonLink href={addressOfAttendance(event, session.id)}>Cancel</ButtonLink>
    </div>
  </form>
)

const sessionIn = (event: Event, id: unknown): Session => {
  const session = sessionsOf(event).find((one) => one.id === id && one.status === 'scheduled')
  if (!session) throw notFound('session')
  return session
}

const minimumOf = (text: unknown): number | undefined =>
  typeof text === 'string' && /^[1-9]\d{0,3}$/.test(text.trim()) && Number(text) <= 1440 ? Number(text) : undefined

const bytesOf = async (file: unknown): Promise<Uint8Array> =>
  // Not more than it takes to see that it is too much.
  file instanceof File ? new Uint8Array(await file.slice(0, reportBytes + 1).arrayBuffer()) : new Uint8Array()

/** Whom a report names, as the page that showed it sends it back: those found, and those whom someone assigned. */
const peopleOf = (form: Typed, roster: readonly Rostered[]): { personId: string; minutes: number }[] => {
  const byEmail = new Map(roster.map((one) => [one.email.toLowerCase(), one.personId]))
  const found = form.values('person').map((entry) => {
    const at = entry.indexOf(':')
    return { personId: entry.slice(0, at), time: readTime(entry.slice(at + 1)) }
  })
  const times = form.values('minutes')
  const assigned = form.values('assign').flatMap((email, index) => {
    const personId = byEmail.get(email.trim().toLowerCase())
    return personId === undefined ? [] : [{ personId, time: readTime(times[index] ?? '') }]
  })
  const known = [...found, ...assigned].filter(
    (one): one is { personId: string; time: TimeIn } => one.time !== undefined,
  )
  return [...Map.groupBy(known, ({ personId }) => personId)].map(([personId, all]) => ({
    personId,
    minutes: minutesIn(addTimes(...all.map(({ time }) => time))),
  }))
}

/** `/teach/:slug/attendance/import` shows what a report says; `/report` saves it. */
export const attendanceImport = definePages({ who: 'teacher' }, (app, services) => {
  const { table } = services

  app.form(
    '/teach/:slug/attendance/import',
    { audit: recorded('attendance.import', 'event:{slug}', { everyone: true }), bodyLimit: fileFormBytes },
    async (c) => {
      const event = await taughtEvent(c as Request, services)
      const form = await readFormData(c)
      const session = sessionIn(event, form.get('session'))
      const typed = textIn(form, 'minimum').slice(0, 20)
      const minimum = minimumOf(typed)
      const refuse = (errors: ReadonlyMap<string, string>) =>
        showAttendance(c, services, event, { session: session.id, tried: { minimum: typed, errors } })
      if (minimum === undefined) return again(refuse(new Map([['minimum', 'Enter whole minutes, 1 or more']])))
      try {
        const { participants, unread } = readReport(await bytesOf(form.get('report')))
        const roster = await listRostered(table, event.slug)
        const matched = matchReport(participants, roster)
        roster.sort((a, b) => a.name.localeCompare(b.name, 'en'))
        return done(
          await showTeach(
            c,
            { event, tab: 'attendance', title: 'Report' },
            <Preview {...{ event, session, minimum, matched, roster, unread }} />,
          ),
        )
      } catch (error) {
        return again(refuse(errorsOf(refusalOf(error))))
      }
    },
  )

  app.form(
    '/teach/:slug/attendance/report',
    { audit: recorded('attendance.import', 'event:{slug}', { everyone: true }) },
    async (c, form) => {
      const event = await taughtEvent(c as Request, services)
      const session = sessionIn(event, form.text('session'))
      const minimumMinutes = minimumOf(form.text('minimum'))
      if (minimumMinutes === undefined) throw notFound('report')
      const people = peopleOf(form, await listRostered(table, event.slug))
      const by = requirePerson(c.var.actor).id
      await saveReport(table, event.slug, session.id, { people, minimumMinutes }, by, c.var.now)
      return done(`${addressOfAttendance(event, session.id)}&done=imported`)
    },
  )
})
