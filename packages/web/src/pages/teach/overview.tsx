import { sessionTimes, sortSessions } from '@lectern/core/schedule'
import { Hono } from 'hono'
import { AgendaTimeline } from '../../components/agenda-timeline.tsx'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { sessionTitle, stateOfSession } from '../class/class-words.ts'
import { sessionWords } from '../event-words.ts'
import { showTeach, taughtEvent } from './teach-page.tsx'

/** `/teach/:slug`: what comes next, and each session with what there is of it. */
export const overviewPage = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.get('/teach/:slug', async (c) => {
    const { now } = c.var
    const event = await taughtEvent(c, services)
    const items = sortSessions(event.sessions).map((session) => ({
      id: session.id,
      when: sessionWords(session, now),
      instant: sessionTimes(session).startsAt,
      title: sessionTitle(event, session),
      summary: session.summary,
      state: stateOfSession(session, now),
    }))
    return showTeach(c, services, { event, tab: 'overview', title: 'Teaching' }, <AgendaTimeline items={items} />)
  })
  return app
}
