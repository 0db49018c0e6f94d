import { findCourse, listRuns, mayView, sessionsOf } from '@lectern/core/catalog'
import { notFound } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import { phaseOf } from '@lectern/core/schedule'
import { Breadcrumbs } from '../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section } from '../../layout/columns.tsx'
import { JsonLd } from '../../layout/json-ld.tsx'
import { courseData } from '../event/course-data.ts'
import { offersData } from '../event/event-data.ts'
import { EventRows } from '../event-row.tsx'
import { seatsOf } from '../event-words.ts'
import { loadRows } from '../load-rows.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { SitePage } from '../site-page.tsx'

/** `/courses/:slug`: what is taught, and its runs, those to come before those that are over. */
export const showCoursePage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/courses/:slug', { audit: why.impersonal }, async (c) => {
    const { now, actor } = c.var
    const slug = c.req.param('slug')
    const [course, runs] = await Promise.all([findCourse(services.table, slug), listRuns(services.table, slug)])
    const visible = runs.filter((run) => mayView(run, viewerOf(actor)))
    if (!course) throw notFound('course')
    const rows = await loadRows(services.table, visible)
    const over = visible.filter((run) => run.status === 'cancelled' || phaseOf(sessionsOf(run), now) === 'ended')
    const coming = visible.filter((run) => !over.includes(run)).reverse()
    const told = coming
      .filter((run) => run.status === 'published' && run.access !== 'invited')
      .map((event) => ({
        event,
        instructors: event.instructors.flatMap((one) => rows.instructors.filter((other) => other.slug === one)),
        offers: offersData(services, event, seatsOf(event, rows.levels), now),
      }))
    return c.html(
      <SitePage
        title={course.title}
        description={course.summary || undefined}
        canonical={`/courses/${course.slug}`}
        about={{ thing: course }}
        nav="class"
        head={<JsonLd data={courseData(services, course, `/courses/${course.slug}`, told)} />}
      >
        <Breadcrumbs trail={[{ label: 'Classes', href: '/events?kind=class' }, { label: course.title }]} />
        <div class="mt-6">
          <PageHeading kicker="Course" title={course.title}>
            {course.summary && <p>{course.summary}</p>}
          </PageHeading>
        </div>
        <Section title={coming.length === 1 ? 'The next run' : 'Upcoming dates'}>
          {coming.length === 0 ? (
            <EmptyState
              title="No dates scheduled"
              action={<ButtonLink href="/events?kind=class">See all classes</ButtonLink>}
            >
              We run this course from time to time. New dates appear here.
            </EmptyState>
          ) : (
            <EventRows label="Upcoming dates" events={coming} {...rows} now={now} headingLevel={3} />
          )}
          <p class="mt-6 text-sm text-muted">
            Keep up in your own calendar:{' '}
            <TextLink href={`/calendar/course/${course.slug}.ics`}>subscribe to this course</TextLink>
          </p>
        </Section>
        {course.description && (
          <Section title="About this class">
            <Paragraphs text={course.description} />
          </Section>
        )}
        {over.length > 0 && (
          <Section title="Past dates">
            <EventRows label="Past dates" events={over} {...rows} now={now} headingLevel={3} />
          </Section>
        )}
      </SitePage>,
    )
  })
})
