import { getEvent } from '@lectern/core/catalog'
import { listWaitingList, offerSeats, removeFromWaitingList } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { noBody, SlugParam } from '../http/inputs.ts'

const EntryView = z
  .object({
    id: z.string(),
    ticket: z.string(),
    status: z.enum(['waiting', 'offered']),
    position: z
      .int()
      .optional()
      .describe('Place in line for the ticket, starting at 1; absent once a seat is offered.'),
    personId: z.string(),
    name: z.string(),
    email: z.string(),
    joinedAt: z.string(),
    offeredUntil: z.string().optional().describe('When the offer expires.'),
  })
  .meta({ id: 'WaitingListEntry' })

/** An event's waiting list, for its organizers. */
export const adminWaitingListRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const path = '/api/admin/events/{slug}/waiting-list'

  admins.get(path, 'listWaitingList', {
    audit: { action: 'waiting-list.read', subject: 'event:{slug}' },
    summary: "List an event's waitlist",
    description: "Offers first, then by how long they've waited, for each ticket; at most 500 per ticket.",
    answers: { 200: { description: 'The waitlist', schema: z.object({ items: z.array(EntryView) }) } },
    run: async ({ params, now }) => {
      const entries = await listWaitingList(table, await getEvent(table, params.slug), now)
      const items = entries.map(({ place, ticket, position }) => {
        const { id, personId, name, email, joinedAt, offeredUntil } = place
        const status: 'waiting' | 'offered' = position === undefined ? 'offered' : 'waiting'
        return {
          ...{ id, ticket: ticket.slug, status, personId, name, email, joinedAt },
          ...(position === undefined ? { offeredUntil } : { position }),
        }
      })
      return { items }
    },
  })

  admins.delete(`${path}/{id}`, 'removeFromWaitingList', {
    audit: { action: 'waiting-list.remove', subject: '{id}' },
    summary: 'Remove a person from the waitlist',
    description: 'A seat they were offered goes to the next person in line.',
    params: SlugParam.extend({ id: z.string().max(40) }),
    answers: { 204: { description: 'Deleted' } },
    run: ({ params, now }) => removeFromWaitingList(table, params.slug, params.id, now),
  })

  admins.post(`${path}/offer`, 'offerToWaitingList', {
    audit: { action: 'waiting-list.offer', subject: 'event:{slug}' },
    summary: 'Offer open seats to the waitlist',
    description: 'Open seats are offered automatically; this checks again now. Only free seats are offered.',
    ...noBody,
    answers: { 200: { description: 'How many seats were offered', schema: z.object({ offered: z.int() }) } },
    run: async ({ params, now }) => {
      await getEvent(table, params.slug)
      return { offered: await offerSeats({ table }, params.slug, now) }
    },
  })
}
