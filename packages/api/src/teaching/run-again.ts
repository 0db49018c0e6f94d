import { Slug } from '@lectern/core/catalog'
import { seatLevels } from '@lectern/core/registration'
import { carryClass, RunClassAgain, runClassAgain } from '@lectern/core/teaching'
import * as z from 'zod'
import { AdminEventView, adminEventView } from '../catalog/event-view.ts'
import { SlugParam } from '../catalog/events.ts'
import { type Api, endpoint } from '../http/endpoint.ts'

/** Bodies by the names that the document gives them. */
const bodies = {
  RunAgain: RunClassAgain.meta({ id: 'RunAgain' }),
  Carry: RunClassAgain.pick({ materials: true, assignments: true }).extend({ from: Slug }).meta({ id: 'CarryOver' }),
}

/** The same event from a new date on. */
export const runAgainRoutes = (api: Api): void => {
  const { table, files } = api.services
  endpoint(
    api,
    {
      tag: 'Admin: catalog',
      who: 'admin',
      method: 'post',
      path: '/api/admin/events/{slug}/run-again',
      id: 'runEventAgain',
      audit: { action: 'event.run-again', subject: 'event:{slug}' },
      summary: 'Run an event again from a new date',
      description:
        'Makes a draft. Sessions keep their wall time and their distances; one that falls on a named holiday or another date without a session goes a week later, and with it those after. Recordings and handouts go over by reference, published as long before or after their session as they were; assignments as drafts; the rule for certificates in any case.',
      params: SlugParam,
      body: bodies.RunAgain,
      bodyExample: {
        startsOn: '2025-02-11',
        code: '5W31',
        holidays: ['thanksgiving'],
        materials: ['handout'],
        assignments: true,
      },
      problems: [409],
      answers: { 201: { description: 'The new draft', schema: AdminEventView } },
    },
    async ({ params, body, actor: { id: by }, now }) => {
      const event = await runClassAgain({ table, files }, params.slug, body, { by, now })
      return { status: 201, body: adminEventView(event, await seatLevels(table, [event]), now) }
    },
  )

  endpoint(
    api,
    {
      tag: 'Admin: catalog',
      who: 'admin',
      method: 'post',
      path: '/api/admin/events/{slug}/carry-over',
      id: 'carryOver',
      audit: { action: 'event.run-again', subject: 'event:{slug}' },
      summary: 'Carry over what another run had',
      description:
        'Recordings and handouts, session by session in their order, the newest version of each, by reference; assignments as drafts; the rule for certificates. May be repeated: what went over already stays as it is.',
      params: SlugParam,
      body: bodies.Carry,
      bodyExample: { from: '5w22', materials: ['handout'] },
      answers: {
        200: { description: 'How many recordings and handouts went over now', schema: z.object({ carried: z.int() }) },
      },
    },
    async ({ params, body: { from, ...asked }, actor: { id: by }, now }) => {
      const carried = await carryClass({ table, files }, { from, to: params.slug }, asked, { by, now })
      return { status: 200, body: { carried } }
    },
  )
}
