import { type Instructor, sessionsOf } from '@lectern/core/catalog'
import { sortSessions } from '@lectern/core/schedule'
import { InstructorLine } from '../../components/instructor-line.tsx'
import { RoomHead } from '../../components/room-head.tsx'
import { type SideLink, SideList } from '../../components/side-list.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { myEvents } from '../../layout/navigation.ts'
import { hueOf } from '../event-row.tsx'
import { kicker, whenLine } from '../event-words.ts'
import { SitePage } from '../site-page.tsx'
import { AssignmentsOfClass, type AssignmentsOfReader } from './assignments-part.tsx'
import { formatPage } from './class-words.ts'
import { Lesson, type Seen, StepsDone } from './lesson.tsx'
import { loadClass } from './load-class.ts'
import { NowCard } from './now-card.tsx'
import { OfficeHoursOfClass } from './office-hours-part.tsx'
import { ProgressOfClass } from './progress-part.tsx'
import { ClassSearchForm } from './search.tsx'
import { TaskAhead } from './task-ahead.tsx'

/** Work that belongs to no session that there is. */
const apart = ({ event, assignments }: Seen): AssignmentsOfReader => {
  const known = new Set(sessionsOf(event).map(({ id }) => id))
  const own = assignments.assignments.filter(({ assignment }) => !known.has(assignment.session ?? ''))
  return { ...assignments, assignments: own }
}

const Teachers = ({ instructors, about }: { instructors: readonly Instructor[]; about: string }) =>
  instructors.length === 0 ? (
    <p class="small muted mt-3">{about}</p>
  ) : (
    instructors.map(({ name, slug }, index) => (
      <InstructorLine name={name} about={index === 0 ? about : undefined} href={`/people/${slug}`} />
    ))
  )

const moreLinks = ({ event, by }: Seen): SideLink[] => [
  { icon: 'calendar', label: 'Add to calendar', href: `/api/events/${event.slug}/calendar.ics`, download: true },
  { icon: 'info', label: 'About', href: `/events/${event.slug}` },
  ...(by === 'attending'
    ? ([{ icon: 'pencil', label: 'Change or cancel', href: `/registrations/${event.slug}` }] as const)
    : ([{ icon: 'person', label: 'Teach it', href: `/teach/${event.slug}` }] as const)),
]

/**
 * `/events/:slug/class`: for those who attend, and those who teach: the session or its recording, what is due, how far they
 * are, and what there is of every session.
 */
export const showClassPage = definePages({ who: 'person' }, (app, services) => {
  app.page('/events/:slug/class', { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    const found = await loadClass(services.table, c.req.param('slug'), actor, now)
    const { event, by, assignments, hours, progress, instructors } = found
    // What is next is said above already.
    const seen: Seen = { ...found, assignments: { ...assignments, next: undefined }, now }
    const others = apart(seen)
    const attending = by === 'attending'
    return c.html(
      <SitePage title={`${formatPage(event)}: ${event.title}`} unlisted nav="account" width="full">
        <div class={`hue-${hueOf(event)}`}>
          <RoomHead
            of={event}
            back={myEvents}
            kind={kicker(event)}
            title={event.title}
            card={<NowCard {...found} now={now} />}
          >
            <Teachers instructors={instructors} about={whenLine(event, now)} />
            {attending && <StepsDone seen={seen} />}
          </RoomHead>
          <div class="page page-body cols">
            <div class="col">
              {attending && <TaskAhead of={assignments} now={now} />}
              <section>
                <h2>{sessionsOf(event).length > 1 ? 'Session by session' : 'The session'}</h2>
                {found.materials.length > 0 && (
                  <div class="mb-5">
                    <ClassSearchForm event={event} />
                  </div>
                )}
                <ol>
                  {sortSessions(sessionsOf(event)).map((session) => (
                    <Lesson seen={seen} session={session} />
                  ))}
                </ol>
              </section>
              {others.assignments.length > 0 && (
                <section>
                  <h2>Assignments</h2>
                  <AssignmentsOfClass {...others} now={now} />
                </section>
              )}
            </div>
            <aside class="col" aria-label="Your class">
              {attending && (
                <ProgressOfClass progress={progress} unnamed={actor.kind === 'person' && actor.namedAt === undefined} />
              )}
              <OfficeHoursOfClass hours={hours} event={event} now={now} />
              <section>
                <h2>More</h2>
                <SideList links={moreLinks(seen)} />
              </section>
            </aside>
          </div>
        </div>
      </SitePage>,
    )
  })
})
