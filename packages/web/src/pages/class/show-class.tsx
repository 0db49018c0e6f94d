import type { Event } from '@lectern/core/catalog'
import type { SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { type Session, sessionTimes, sortSessions } from '@lectern/core/schedule'
import { type AgendaItem, AgendaTimeline } from '../../components/agenda-timeline.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section, Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { formatSession, kicker } from '../event-words.ts'
import { SitePage } from '../site-page.tsx'
import { AssignmentsOfClass, type AssignmentsOfReader } from './assignments-part.tsx'
import { formatPage, sessionTitle, stateOfSession } from './class-words.ts'
import { type ClassOfReader, loadClass } from './load-class.ts'
import { MaterialList } from './material-list.tsx'
import { NextSteps } from './next-step.tsx'
import { OfficeHoursOfClass } from './office-hours-part.tsx'
import { ProgressOfClass } from './progress-part.tsx'
import { ClassSearchForm } from './search.tsx'

type Seen = ClassOfReader & { now: Instant }

/** What of a session is not there yet; nothing where nothing is waited for. */
const formatMissing = (event: Event, state: AgendaItem['state'], materials: readonly SessionMaterial[]) => {
  if (state === 'cancelled' || event.status === 'cancelled') return undefined
  const recorded = event.recording === 'always'
  if (state !== 'past') {
    if (materials.length > 0) return recorded ? 'The recording appears after the session.' : undefined
    return recorded ? 'Handouts and the recording appear here.' : 'Handouts appear here.'
  }
  if (!recorded) return materials.length === 0 ? 'No handouts.' : undefined
  if (materials.some(({ kind }) => kind === 'recording')) return undefined
  return materials.length === 0 ? 'Nothing here yet.' : 'The recording isn’t here yet.'
}

const OfSession = ({ seen, session }: { seen: Seen; session: Session }) => {
  const { event, opened, assignments, now } = seen
  const materials = seen.materials.filter((material) => material.session === session.id)
  const missing = formatMissing(event, stateOfSession(session, now), materials)
  return (
    <div class="grid w-full max-w-prose gap-2">
      {materials.length > 0 && <MaterialList event={event} materials={materials} opened={opened} now={now} />}
      <AssignmentsOfClass {...assignments} session={session.id} now={now} />
      {missing !== undefined && <p class="text-sm text-muted">{missing}</p>}
    </div>
  )
}

const itemOf = (seen: Seen, session: Session): AgendaItem => ({
  id: session.id,
  when: formatSession(session, seen.now),
  instant: sessionTimes(session).startsAt,
  title: sessionTitle(seen.event, session),
  summary: session.summary,
  state: stateOfSession(session, seen.now),
  change: session.sequence > 0 && session.status === 'scheduled' ? 'New time' : undefined,
  actions: <OfSession seen={seen} session={session} />,
})

/** Work that belongs to no session that there is. */
const apart = ({ event, assignments }: Seen): AssignmentsOfReader => {
  const known = new Set(event.sessions.map(({ id }) => id))
  const own = assignments.assignments.filter(({ assignment }) => !known.has(assignment.session ?? ''))
  return { ...assignments, assignments: own }
}

/**
 * `/events/:slug/class`: for those who attend, and those who teach: what is next, how far they are, and what there is of
 * every session.
 */
export const showClassPage = definePages({ who: 'person' }, (app, services) => {
  app.page('/events/:slug/class', { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    const found = await loadClass(services.table, c.req.param('slug'), actor, now)
    const { event, by, assignments, hours, progress } = found
    // What is next is said above already.
    const seen: Seen = { ...found, assignments: { ...assignments, next: undefined }, now }
    const words = formatPage(event)
    const others = apart(seen)
    return c.html(
      <SitePage title={`${words}: ${event.title}`} unlisted nav="account" width="text">
        <PageHeading
          trail={[myEvents, { label: words }]}
          size="work"
          kicker={kicker(event)}
          title={event.title}
          actions={
            <>
              <ButtonLink size="small" href={`/events/${event.slug}`}>
                About
              </ButtonLink>
              {by === 'teaching' && (
                <ButtonLink size="small" href={`/teach/${event.slug}`}>
                  Teach it
                </ButtonLink>
              )}
            </>
          }
        >
          {event.recording === 'never' && <p>Not recorded, so everyone can speak freely.</p>}
        </PageHeading>
        <Stack gap="small" after>
          <NextSteps event={event} attending={by === 'attending'} assignments={assignments} now={now} />
          {by === 'attending' && (
            <ProgressOfClass progress={progress} unnamed={actor.kind === 'person' && actor.namedAt === undefined} />
          )}
          <OfficeHoursOfClass hours={hours} event={event} now={now} />
        </Stack>
        <Section title={event.sessions.length > 1 ? 'Session by session' : 'The session'}>
          {found.materials.length > 0 && (
            <div class="mb-6">
              <ClassSearchForm event={event} />
            </div>
          )}
          <AgendaTimeline items={sortSessions(event.sessions).map((session) => itemOf(seen, session))} />
        </Section>
        {others.assignments.length > 0 && (
          <Section title="Assignments">
            <AssignmentsOfClass {...others} now={now} />
          </Section>
        )}
      </SitePage>,
    )
  })
})
