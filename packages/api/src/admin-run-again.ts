import { RunAgain, runEventAgain } from '@lectern/core/catalog'
import { seatLevels } from '@lectern/core/registration'
import { type Api, endpoint } from './endpoint.ts'
import { AdminEventView, adminEventView } from './event-view.ts'
import { SlugParam } from './events.ts'

/** Bodies by the names that the document gives them. */
const bodies = { RunAgain: RunAgain.meta({ id: 'RunAgain' }) }

/** The same event from a new date on. */
export const adminRunAgainRoutes = (api: Api): void => {
  const { table } = api.services
  endpoint(
    api,
    {
      tag: 'Admin: catalogue',
      who: 'admin',
      method: 'post',
      path: '/api/admin/events/{slug}/run-again',
      id: 'runEventAgain',
      summary: 'Run an event again from a new date',
      description:
        'Makes a draft. Sessions keep their wall time and their distances; one that falls on a named holiday or another date without a session goes a week later, and with it those after.',
      params: SlugParam,
      body: bodies.RunAgain,
      bodyExample: { startsOn: '2025-02-11', code: '5W31', holidays: ['thanksgiving'] },
      problems: [409],
      answers: { 201: { description: 'The new draft', schema: AdminEventView } },
    },
    async ({ params, body, now }) => {
      const event = await runEventAgain(table, params.slug, body, now)
      return { status: 201, body: adminEventView(event, await seatLevels(table, [event]), now) }
    },
  )
}
