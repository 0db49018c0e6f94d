import { joinWaitingList, WaitingRequest } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { RegisteredView } from './order-view.ts'

const PlaceView = z.object({
  id: z.string(),
  sku: z.string(),
  event: z.string(),
  status: z.enum(['waiting', 'offered', 'taken', 'lapsed']),
})

/** The waiting list. */
export const waitlistRoutes = (api: Api): void => {
  endpoints(api, { who: 'all', tag: 'Orders' }).post('/api/waitlist', 'joinWaitingList', {
    limits: ['waitlist-places'],
    summary: 'Join the waitlist',
    description: "For sold-out tickets. When a spot opens, it's offered by email to the person who's waited longest.",
    body: WaitingRequest.meta({ id: 'WaitingRequest' }),
    bodyExample: { sku: '5w22:seat', email: 'ada@example.com', name: 'Ada Lovelace' },
    problems: [404],
    answers: {
      200: { description: 'Already registered', schema: RegisteredView },
      201: { description: 'The place in line', schema: PlaceView },
    },
    run: async ({ body, actor, now, client }) => {
      const joined = await joinWaitingList(api.services, body, actor, now, client)
      if (joined.outcome === 'already-registered') {
        return { status: 200, body: { registrations: [joined.registration] } }
      }
      const { id, sku, event, status } = joined
      return { status: 201, body: { id, sku, event, status } }
    },
  })
}
