import { Slug } from '@lectern/core/catalog'
import { seatLevels } from '@lectern/core/registration'
import { carryClass, RunClassAgain, runClassAgain } from '@lectern/core/teaching'
import * as z from 'zod'
import { AdminEventView, adminEventView } from '../catalog/event-view.ts'
import { type Api, endpoints } from '../http/endpoint.ts'

const Carry = RunClassAgain.pick({ materials: true, assignments: true })
  .extend({ from: Slug })
  .meta({ id: 'CarryOver' })

/** The same event from a new date on. */
export const runAgainRoutes = (api: Api): void => {
  const { table, files, siteUrl } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  admins.post('/api/admin/events/{slug}/run-again', 'runEventAgain', {
    audit: { action: 'event.run-again', subject: 'event:{slug}' },
    summary: 'Run an event again from a new date',
    description:
      'Creates a draft. Sessions keep their local time and spacing; a session on one of the holidays or skipped dates moves a week later, along with those after it. Recordings and handouts are shared, and published at the same time relative to their session; assignments are copied as drafts; the certificate rule is always copied.',
    body: RunClassAgain.meta({ id: 'RunAgain' }),
    bodyExample: {
      startsOn: '2025-02-11',
      code: '5W31',
      holidays: ['thanksgiving'],
      materials: ['handout'],
      assignments: true,
    },
    answers: { 201: { description: 'The new draft', schema: AdminEventView } },
    run: async ({ params, body, actor: { id: by }, now }) => {
      const event = await runClassAgain({ table, files }, params.slug, body, { by, now })
      return adminEventView(event, { levels: await seatLevels(table, [event]), now, siteUrl })
    },
  })

  admins.post('/api/admin/events/{slug}/carry-over', 'carryOver', {
    audit: { action: 'event.run-again', subject: 'event:{slug}' },
    summary: 'Copy the content of another run',
    description:
      "Shares the latest version of each recording and handout, session by session in order; copies assignments as drafts, and the certificate rule. You can repeat it: what was copied before doesn't change.",
    body: Carry,
    bodyExample: { from: '5w22', materials: ['handout'] },
    answers: {
      200: {
        description: 'How many recordings and handouts were copied now',
        schema: z.object({ carried: z.int() }),
      },
    },
    run: async ({ params, body: { from, ...asked }, actor: { id: by }, now }) => {
      const carried = await carryClass({ table, files }, { from, to: params.slug }, asked, { by, now })
      return { carried }
    },
  })
}
