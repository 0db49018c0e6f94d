import type { Event } from '@lectern/core/catalog'
import { latestSession, listMaterials, newestVersions, type SessionMaterial } from '@lectern/core/materials'
import { type Instant, instantOf } from '@lectern/core/platform'
import { nextSession, type Session, sessionTimes, sortSessions } from '@lectern/core/schedule'
import {
  type Assignment,
  isOver,
  isSet,
  listAssignments,
  listOfficeHours,
  listWaitingWork,
  type OfficeHour,
} from '@lectern/core/teaching'
import { AgendaTimeline } from '../../components/agenda-timeline.tsx'
import { Panel } from '../../components/panel.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section } from '../../layout/columns.tsx'
import { sessionTitle, stateOfSession } from '../class/class-words.ts'
import { formatMoment, formatSession, plural } from '../event-words.ts'
import { SessionPanel } from './session-panel.tsx'
import { addressOfClass, showTeach, taughtEvent } from './teach-page.tsx'

/** How much waiting work is counted. */
const counted = 50

type Seen = {
  event: Event
  materials: SessionMaterial[]
  assignments: Assignment[]
  slots: OfficeHour[]
  waiting: { count: number; more: boolean }
  now: Instant
}

type Task = { href: string; words: string }

/** What waits for anyone who teaches, what is longest overdue first. */
const tasksOf = ({ event, materials, slots, waiting, now }: Seen): Task[] => {
  const address = addressOfClass(event)
  const missing = event.sessions.filter(
    (session) =>
      event.recording === 'always' &&
      stateOfSession(session, now) === 'past' &&
      !materials.some((one) => one.session === session.id && one.kind === 'recording'),
  )
  const booked = slots.filter((slot) => slot.booking && !isOver(slot, now)).length
  return [
    ...(waiting.count > 0
      ? [
          {
            href: `${address}/assignments`,
            words: `${waiting.more ? 'More than ' : ''}${plural(waiting.count, 'piece')} of work to review`,
          },
        ]
      : []),
    ...sortSessions(missing).map((session) => ({
      href: `${address}/materials?session=${session.id}`,
      words: `No recording yet: ${sessionTitle(event, session)}`,
    })),
    ...(booked > 0
      ? [{ href: `${address}/office-hours`, words: `${plural(booked, 'office hour')} booked with you` }]
      : []),
  ]
}

const Tasks = ({ tasks }: { tasks: readonly Task[] }) => (
  <Panel title="To do">
    {tasks.length === 0 ? (
      <p class="text-muted">You’re all caught up.</p>
    ) : (
      <ul class="grid gap-2">
        {tasks.map(({ href, words }) => (
          <li>
            <TextLink href={href}>{words}</TextLink>
          </li>
        ))}
      </ul>
    )}
  </Panel>
)

const OfWeek = ({ seen, session }: { seen: Seen; session: Session }) => {
  const { event, now } = seen
  const own = newestVersions(seen.materials.filter((one) => one.session === session.id))
  const due = seen.assignments.filter((one) => one.session === session.id && isSet(one))
  const address = addressOfClass(event)
  return (
    <div class="grid w-full max-w-prose gap-1 text-sm">
      {own.map(({ id, title }) => (
        <p>
          <TextLink href={`/events/${event.slug}/class/${id}`}>{title}</TextLink>
        </p>
      ))}
      {due.map(({ id, title, due: until }) => (
        <p>
          <TextLink href={`${address}/assignments/${id}`}>{title}</TextLink>{' '}
          <span class="text-muted">due {formatMoment(instantOf(until, event.zone), event.zone, now)}</span>
        </p>
      ))}
      <p class="flex flex-wrap gap-x-4 gap-y-1">
        <TextLink href={`${address}/materials?session=${session.id}`}>
          Add to it<span class="sr-only">: {sessionTitle(event, session)}</span>
        </TextLink>
        <TextLink href={`${address}/attendance?session=${session.id}`}>
          Attendance<span class="sr-only">: {sessionTitle(event, session)}</span>
        </TextLink>
      </p>
    </div>
  )
}

const Weeks = ({ seen }: { seen: Seen }) => (
  <AgendaTimeline
    items={sortSessions(seen.event.sessions).map((session) => ({
      id: session.id,
      when: formatSession(session, seen.now),
      instant: sessionTimes(session).startsAt,
      title: sessionTitle(seen.event, session),
      state: stateOfSession(session, seen.now),
      actions: <OfWeek seen={seen} session={session} />,
    }))}
  />
)

/**
 * `/teach/:slug`: the session that counts now, what waits, and each session with what there is of it. With `session` it
 * stands at that one, as the mail after a session leads to it. A fixed number of reads, however many attend.
 */
export const overviewPage = definePages({ who: 'teacher' }, (app, services) => {
  const { table } = services
  app.page('/teach/:slug', { audit: why.impersonal }, async (c) => {
    const { now, actor } = c.var
    const event = await taughtEvent(c, services)
    const [materials, assignments, { slots }, waiting] = await Promise.all([
      listMaterials(table, event.slug),
      listAssignments(table, event.slug),
      listOfficeHours(table, event.slug, actor),
      listWaitingWork(table, event.slug, { limit: counted }),
    ])
    const there = materials.filter(({ state }) => state === 'there')
    const more = waiting.next !== undefined
    const seen: Seen = {
      ...{ event, assignments, slots, now },
      materials: there,
      waiting: { count: waiting.items.length, more },
    }
    const asked = event.sessions.find(({ id }) => id === c.req.query('session'))
    const session = asked ?? nextSession(event.sessions, now) ?? latestSession(event, now)
    return showTeach(
      c,
      { event, tab: 'overview', title: 'Teaching' },
      <>
        {session && <SessionPanel event={event} session={session} materials={there} now={now} />}
        <Tasks tasks={tasksOf(seen)} />
        <Section title={event.sessions.length > 1 ? 'Session by session' : 'The session'}>
          <Weeks seen={seen} />
        </Section>
      </>,
    )
  })
})
