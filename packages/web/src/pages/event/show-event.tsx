import { listGrants } from '@lectern/core/access'
import { type Course, findCourse, sessionsOf, skuOf } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { membershipsOf } from '@lectern/core/membership'
import type { Instant } from '@lectern/core/platform'
import { nextSession } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { InstructorLine } from '../../components/instructor-line.tsx'
import { MobileBar } from '../../components/mobile-bar.tsx'
import { Notice } from '../../components/notice.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { JsonLd } from '../../layout/json-ld.tsx'
import type { SiteServices } from '../../site.ts'
import { hueOf } from '../event-row.tsx'
import { faceOf, formatTicketPrice, isScarce, kicker } from '../event-words.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { courseData } from './course-data.ts'
import { eventData, offersData } from './event-data.ts'
import { EventFacts } from './event-facts.tsx'
import { Agenda, ForWhom, Instructors, Questions, Related, Testimonials } from './event-sections.tsx'
import { GoodToKnow } from './good-to-know.tsx'
import { isCheckoutNext, type SentForm } from './in-place.ts'
import { type EventView, loadEvent } from './load-event.ts'
import { RegisterCard } from './register-card.tsx'
import { type Registering, registering } from './registering.ts'

const isMember = async (services: SiteServices, actor: Actor, now: Instant): Promise<boolean> =>
  actor.kind === 'person' && membershipsOf(await listGrants(services.table, actor.id), now).length > 0

/** What the bar at the bottom of a phone offers; nothing where there is nothing to do. */
const barOf = (view: EventView, may: Registering) => {
  const { event, seats } = view
  const targets: Partial<Record<Registering['can'], { href: string; words: string }>> = {
    register: { href: '#register', words: event.tickets.length > 1 ? 'Choose a ticket' : 'Register' },
    'take-offer': { href: '#register', words: 'Take the spot' },
    'join-waiting-list': { href: '#waiting-list', words: 'Waitlist' },
    'join-membership': { href: '/membership', words: 'How to join' },
    'see-own': { href: '/account', words: 'My registration' },
  }
  const target = event.tickets.length > 0 ? targets[may.can] : undefined
  const action = target && (
    <ButtonLink look="primary" href={target.href}>
      {target.words}
    </ButtonLink>
  )
  return action ? (
    <MobileBar
      price={formatTicketPrice(event.tickets)}
      note={seats && (seats.left === 0 ? 'Sold out' : isScarce(seats) ? `${seats.left} left` : undefined)}
      action={action}
    />
  ) : undefined
}

/** A class for search engines: the course that it is a run of, or itself. */
const classData = (services: SiteServices, view: EventView, course: Course | undefined) => {
  const { event, instructors, seats, now } = view
  const run = { event, instructors, offers: offersData(services, event, seats, now) }
  return course
    ? courseData(services, { ...course, code: event.code }, `/courses/${course.slug}`, [run])
    : courseData(services, event, `/events/${event.slug}`, [run])
}

/** An event's page as its reader may see it now; with the form in place as it was sent, where that was refused. */
export const showEvent = async (
  c: Request,
  services: SiteServices,
  slug: string,
  sent?: SentForm,
): Promise<Response> => {
  const { actor } = c.var
  // A refusal shows what is true after it: another price, no seat.
  const now = sent?.refusal ? services.now() : c.var.now
  const view = await loadEvent(services, slug, actor, now)
  const { event, instructors, seats } = view
  const member = event.access === 'members' && (await isMember(services, actor, now))
  const may = registering(view, member)
  const checkoutNext = isCheckoutNext(
    c,
    services,
    event.tickets.map((ticket) => skuOf(event.slug, ticket)),
  )
  const course = event.course === undefined ? undefined : await findCourse(services.table, event.course)
  const next = nextSession(sessionsOf(event), now)
  return c.html(
    <SitePage
      title={event.title}
      description={event.summary || undefined}
      canonical={`/events/${event.slug}`}
      about={{ thing: event, instructors }}
      unlisted={event.status === 'draft' || event.access === 'invited'}
      nav={event.kind}
      head={
        event.status === 'draft' || event.access === 'invited' ? undefined : (
          <>
            <JsonLd data={eventData(services, view)} />
            {event.kind === 'class' && <JsonLd data={classData(services, view, course)} />}
          </>
        )
      }
      bar={barOf(view, may)}
      errors={sent?.errors}
      typed={sent?.form}
      width="full"
    >
      <div class={`page event hue-${hueOf(event)}`}>
        <div class="event-cover">
          <Cover of={event} format="card" first />
        </div>
        <header class="hero">
          <p class="kind">{kicker(event)}</p>
          <h1>{event.title}</h1>
          {event.summary && <p class="lead">{event.summary}</p>}
          <EventFacts view={view} over={may.can === 'nothing'} />
          {instructors.length > 0 && (
            <div class="mt-6 grid gap-4">
              {instructors.map((one) => (
                <InstructorLine
                  name={one.name}
                  about={one.headline || undefined}
                  href={`/people/${one.slug}`}
                  of={one}
                />
              ))}
            </div>
          )}
        </header>
        <aside class="event-aside" aria-label="Registration">
          <div class="event-hold">
            <Cover of={event} format="card" class="event-art" />
            <RegisterCard {...{ c, view, may, checkoutNext, sent }} />
          </div>
        </aside>
        <div class="event-body">
          {event.status === 'cancelled' && (
            <div class="mt-6">
              <Notice tone="warning" title="This event was canceled">
                {event.cancelReason ?? 'This event won’t take place.'}
              </Notice>
            </div>
          )}
          {faceOf(event, seats, now).state === 'live' && may.can !== 'see-own' && next && (
            <div class="mt-6">
              <Notice tone="info" title="Live now">
                {may.can === 'register' ? 'Register and join right away.' : 'People who registered are in the session.'}
              </Notice>
            </div>
          )}
          <ForWhom event={event} />
          {event.description && (
            <section>
              <h2>About this {event.kind}</h2>
              <Paragraphs text={event.description} />
            </section>
          )}
          <Agenda view={view} />
          <Instructors instructors={instructors} />
          <Testimonials event={event} />
          <Questions event={event} />
          <GoodToKnow event={event} course={course} now={now} />
        </div>
      </div>
      <Related events={view.related} now={now} />
    </SitePage>,
    sent?.status ?? 200,
  )
}

/** `/events/:slug`: what it is, when, with whom, and what one can do about it now. */
export const showEventPage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/events/:slug', { audit: why.impersonal }, (c) => showEvent(c, services, c.req.param('slug')))
})
