import type { Event } from '@lectern/core/catalog'
import { listMaterialsFor, type MaterialsOfEvent, type SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { joinable } from '@lectern/core/registration'
import { nextSession, type Session, sessionTimes, sortSessions } from '@lectern/core/schedule'
import { Hono } from 'hono'
import { type AgendaItem, AgendaTimeline } from '../../components/agenda-timeline.tsx'
import { Breadcrumbs } from '../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { Section } from '../../layout/columns.tsx'
import { personal } from '../../middleware/personal.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { endingWords, sizeWords } from '../downloads/file-words.ts'
import { kicker, sessionWords } from '../event-words.ts'
import { SitePage } from '../site-page.tsx'
import { pageWords, sessionTitle, stateOfSession } from './class-words.ts'

const kinds = { recording: 'Recording', handout: 'Handout' } as const

const aboutWords = ({ kind, file, link }: SessionMaterial): string =>
  [kinds[kind], file && endingWords(file), file && sizeWords(file.bytes), link && new URL(link).hostname]
    .filter(Boolean)
    .join(' · ')

const actWords = ({ kind, file }: SessionMaterial): string =>
  file ? 'Download' : kind === 'recording' ? 'Watch' : 'Open'

const Material = ({ material }: { material: SessionMaterial }) => (
  <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
    <p class="min-w-0 flex-1 basis-48">
      <span class="break-words">{material.title}</span>
      <span class="nums block text-sm break-words text-muted">{aboutWords(material)}</span>
    </p>
    <ButtonLink size="small" href={`/events/${material.event}/class/${material.id}`}>
      {actWords(material)}
      <span class="sr-only"> {material.title}</span>
    </ButtonLink>
  </li>
)

/** What of a session is not there yet; nothing where nothing is waited for. */
const missingWords = (event: Event, state: AgendaItem['state'], materials: readonly SessionMaterial[]) => {
  if (state === 'cancelled' || event.status === 'cancelled') return undefined
  const recorded = event.recording === 'always'
  if (state !== 'past') {
    if (materials.length > 0) return recorded ? 'The recording follows after the session.' : undefined
    return recorded ? 'Handouts and the recording appear here.' : 'Handouts appear here.'
  }
  if (!recorded) return materials.length === 0 ? 'No handouts.' : undefined
  if (materials.some(({ kind }) => kind === 'recording')) return undefined
  return materials.length === 0 ? 'Nothing is here yet.' : 'The recording is not here yet.'
}

const OfSession = ({ materials, missing }: { materials: readonly SessionMaterial[]; missing: string | undefined }) => (
  <div class="w-full max-w-prose">
    {materials.length > 0 && (
      <ul class="divide-y divide-base-300 border-y border-base-300">
        {materials.map((material) => (
          <Material material={material} />
        ))}
      </ul>
    )}
    {missing !== undefined && <p class="mt-1 text-sm text-muted">{missing}</p>}
  </div>
)

const itemOf = ({ event, materials }: MaterialsOfEvent, session: Session, now: Instant): AgendaItem => {
  const own = materials.filter((material) => material.session === session.id)
  const state = stateOfSession(session, now)
  const missing = missingWords(event, state, own)
  return {
    id: session.id,
    when: sessionWords(session, now),
    instant: sessionTimes(session).startsAt,
    title: sessionTitle(event, session),
    summary: session.summary,
    state,
    change: session.sequence > 0 && session.status === 'scheduled' ? 'New time' : undefined,
    ...(own.length > 0 || missing !== undefined ? { actions: <OfSession materials={own} missing={missing} /> } : {}),
  }
}

const Next = ({ of: { event, by }, now }: { of: MaterialsOfEvent; now: Instant }) => {
  if (event.status === 'cancelled') return <Notice tone="warning">This event was cancelled.</Notice>
  const next = nextSession(event.sessions, now)
  if (!next) return <Notice>All sessions are over. What was handed out stays here as long as you have access.</Notice>
  const { startsAt } = sessionTimes(next)
  const live = stateOfSession(next, now) === 'live'
  return (
    <Panel title={live ? 'Now' : 'Next'}>
      <div class="flex flex-wrap items-center justify-between gap-4">
        <div class="min-w-0 flex-1 basis-64">
          <p class="font-medium break-words">{sessionTitle(event, next)}</p>
          <p class="nums text-muted">
            {sessionWords(next, now)} <ReaderTime zone={next.zone} instants={[startsAt]} before="(" after=")" />
          </p>
          {event.venue && <p class="break-words text-muted">{event.venue.name}</p>}
        </div>
        {by === 'attending' && joinable(event, now) && (
          <ButtonLink look="primary" href={`/events/${event.slug}/join`}>
            Join
          </ButtonLink>
        )}
        {event.joinUrl !== undefined && !joinable(event, now) && (
          <p class="text-sm text-muted">The way in opens half an hour before.</p>
        )}
      </div>
    </Panel>
  )
}

/**
 * `/events/:slug/class`: for those who attend, and those who teach: what is next, and what there is of every session.
 * Links to what is handed out lead through `/events/:slug/class/:id`.
 */
export const showClassPage = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.get('/events/:slug/class', personal, async (c) => {
    const { actor, now } = c.var
    const found = await listMaterialsFor(services.table, c.req.param('slug'), actor, now)
    const { event, by } = found
    const words = pageWords(event)
    const items = sortSessions(event.sessions).map((session) => itemOf(found, session, now))
    return c.html(
      <SitePage c={c} services={services} title={`${words}: ${event.title}`} unlisted nav="account" width="text">
        <Breadcrumbs trail={[{ label: 'My events', href: '/account' }, { label: words }]} />
        <div class="mt-4">
          <PageHeading
            size="work"
            kicker={kicker(event)}
            title={event.title}
            actions={
              <>
                <ButtonLink size="small" href={`/events/${event.slug}`}>
                  About it
                </ButtonLink>
                {by === 'teaching' && (
                  <ButtonLink size="small" href={`/admin/events/${event.slug}/materials`}>
                    Add materials
                  </ButtonLink>
                )}
              </>
            }
          >
            {event.recording === 'never' && <p>It is never recorded, so that people can speak freely.</p>}
          </PageHeading>
        </div>
        <div class="mt-8">
          <Next of={found} now={now} />
        </div>
        <Section title={event.sessions.length > 1 ? 'Session by session' : 'The session'}>
          <AgendaTimeline items={items} />
        </Section>
      </SitePage>,
    )
  })
  return app
}
