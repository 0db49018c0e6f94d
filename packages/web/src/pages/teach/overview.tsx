import { sessionsOf } from '@lectern/core/catalog'
import { latestSession, listMaterials, newestVersions } from '@lectern/core/materials'
import { instantOf } from '@lectern/core/platform'
import { nextSession, type Session, sessionTimes, sortSessions } from '@lectern/core/schedule'
import { isSet, listAssignments, listOfficeHours, listWaitingWork } from '@lectern/core/teaching'
import { StateBadge } from '../../components/state-badge.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { contentPolicy } from '../../middleware/security-headers.ts'
import { sessionTitle, stateOfSession } from '../class/class-words.ts'
import { Day } from '../class/lesson.tsx'
import { formatEnding } from '../downloads/file-words.ts'
import { formatMoment, formatSession } from '../event-words.ts'
import { DropFiles } from './post-materials.tsx'
import { SessionPanel } from './session-panel.tsx'
import { addressOfClass, showTeach, taughtEvent } from './teach-page.tsx'
import { OfficeHours, type Seen, Tasks, tasksOf, Waiting } from './waiting-parts.tsx'

/** How much waiting work is counted. */
const counted = 50

const OfWeek = ({ seen, session }: { seen: Seen; session: Session }) => {
  const { event, now } = seen
  const own = newestVersions(seen.materials.filter((one) => one.session === session.id))
  const due = seen.assignments.filter((one) => one.session === session.id && isSet(one))
  const address = addressOfClass(event)
  const named = <span class="sr-only">: {sessionTitle(event, session)}</span>
  return (
    <>
      {own.length > 0 && (
        <ul class="files mt-3">
          {own.map(({ id, title, file, kind }) => (
            <li class="max-w-full">
              <a class="file-chip" href={`/events/${event.slug}/class/${id}`}>
                <b>{file ? formatEnding(file) : 'LINK'}</b>
                <span class="min-w-0">
                  {title} {kind === 'recording' && <small>Recording</small>}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {due.map(({ id, title, due: until }) => (
        <p class="small mt-2">
          <TextLink href={`${address}/assignments/${id}`}>{title}</TextLink>{' '}
          <span class="muted">due {formatMoment(instantOf(until, event.zone), event.zone, now)}</span>
        </p>
      ))}
      <p class="row-links">
        <a class="quiet-link" href={`${address}/materials?session=${session.id}`}>
          Add to it{named}
        </a>
        <a class="quiet-link" href={`${address}/attendance?session=${session.id}`}>
          Attendance{named}
        </a>
      </p>
    </>
  )
}

const Weeks = ({ seen }: { seen: Seen }) => (
  <ol>
    {sortSessions(sessionsOf(seen.event)).map((session) => {
      const state = stateOfSession(session, seen.now)
      return (
        <li class={state === 'upcoming' ? 'lesson lesson-soon' : 'lesson'} id={session.id}>
          <Day session={session} />
          <div class="min-w-0">
            <div class="lesson-head">
              <h3>{sessionTitle(seen.event, session)}</h3>
              {state === 'live' && <StateBadge state="live" />}
              {state === 'cancelled' && <StateBadge state="cancelled" />}
            </div>
            <p class="nums small muted mt-1">
              <time datetime={sessionTimes(session).startsAt}>{formatSession(session, seen.now)}</time>
            </p>
            <OfWeek seen={seen} session={session} />
          </div>
        </li>
      )
    })}
  </ol>
)

/**
 * `/teach/:slug`: the session that counts now, the drop zone, what waits, and each session with what there is of it. With
 * `session` it begins at that one, as the mail after a session leads to it. A fixed number of reads, however many attend.
 */
export const overviewPage = definePages({ who: 'teacher' }, (app, services) => {
  const { table, files, paymentOrigins } = services
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
    const seen: Seen = {
      ...{ event, assignments, slots, now },
      materials: there,
      waiting: { work: waiting.items, more: waiting.next !== undefined },
    }
    const asked = sessionsOf(event).find(({ id }) => id === c.req.query('session'))
    const session = asked ?? nextSession(sessionsOf(event), now) ?? latestSession(event, now)
    // From here a script may send something to the store.
    c.header('Content-Security-Policy', contentPolicy(paymentOrigins, [files.origin]))
    return showTeach(
      c,
      {
        ...{ event, tab: 'overview', title: 'Teaching' },
        card: session && <SessionPanel event={event} session={session} materials={there} now={now} />,
      },
      <div class="cols cols-waiting">
        <div class="col">
          {sessionsOf(event).length > 0 && (
            <DropFiles event={event} materials={materials} now={now} session={asked?.id} />
          )}
          <section>
            <h2>{sessionsOf(event).length > 1 ? 'Session by session' : 'The session'}</h2>
            <Weeks seen={seen} />
          </section>
        </div>
        <aside class="col" aria-label="Waiting for you">
          <Waiting seen={seen} />
          <Tasks tasks={tasksOf(seen)} />
          <OfficeHours seen={seen} />
        </aside>
      </div>,
    )
  })
})
