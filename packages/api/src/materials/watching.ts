import { notRecorded } from '@lectern/core/identity'
import {
  listOpenedOf,
  mostSearchCharacters,
  openCaptions,
  saveWatchPosition,
  searchClass,
  WatchPosition,
} from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'
import { CaptionsView, captionsView } from './captions.ts'

const Hit = z.object({
  material: z.string(),
  title: z.string(),
  session: z.string(),
  seconds: z.int().optional().describe("Where in the recording it's said; absent if the match is in the title."),
  text: z.string().optional().describe('The words in the captions.'),
})

const OpenedView = z.object({
  material: z.string(),
  firstAt: z.string().optional(),
  lastAt: z.string().optional(),
  count: z.int(),
  position: WatchPosition.optional().describe("How far you've watched, and how long it is, in seconds."),
})

/** Captions, search, and watch positions, for those who can open an event's recordings. */
export const watchingRoutes = (api: Api): void => {
  const { table, files, realNow } = api.services
  const people = endpoints(api, { who: 'person', tag: 'Me' })
  const one = '/api/me/events/{slug}/materials/{id}'

  people.get(`${one}/captions`, 'openMyCaptions', {
    audit: notRecorded.own,
    summary: 'Get the captions of a recording you can watch',
    problems: [503],
    answers: { 200: { description: 'The captions, as WebVTT', schema: CaptionsView } },
    run: async ({ params, actor, now }) =>
      captionsView(await openCaptions({ table, files }, params.slug, params.id, actor, now)),
  })

  people.put(`${one}/position`, 'keepMyPosition', {
    audit: notRecorded.own,
    summary: "Save how far you've watched",
    description: "At most once a second. It's kept if your access ends, and available again when access returns.",
    body: WatchPosition,
    bodyExample: { seconds: 750, length: 3490 },
    idempotency: 'none',
    answers: { 204: { description: 'Kept' } },
    run: async ({ params, body, actor, now }) => {
      const place = { event: params.slug, material: params.id, ...body }
      await saveWatchPosition(table, place, actor, { now, realNow: realNow() })
    },
  })

  people.get('/api/me/events/{slug}/opened', 'listMyOpened', {
    audit: notRecorded.own,
    summary: "List what you've opened in an event, and how far you've watched",
    description: 'You can get this even after your access to the event has ended.',
    answers: { 200: { description: 'All of it', schema: pageOf(OpenedView) } },
    run: async ({ params, actor }) => {
      const opened = await listOpenedOf(table, params.slug, actor.id)
      return { items: [...opened].map(([material, found]) => shown(OpenedView, { ...found, material })) }
    },
  })

  people.get('/api/me/events/{slug}/search', 'searchMyMaterials', {
    audit: notRecorded.own,
    summary: 'Search the titles and captions of an event',
    query: z.object({ q: z.string().trim().min(1).max(mostSearchCharacters) }),
    problems: [503],
    answers: {
      200: {
        description: 'Matches that contain all the words, best first; at most 50',
        schema: z.object({
          items: z.array(Hit),
          partly: z.boolean().describe("Whether some captions weren't searched because there are too many."),
        }),
      },
    },
    run: async ({ params, query, actor, now }) => {
      const times = { now, realNow: realNow() }
      const { hits, partly } = await searchClass({ table, files }, params.slug, query.q, actor, times)
      const items = hits.map(({ material, seconds, text }) => ({
        ...{ material: material.id, title: material.title, session: material.session, seconds, text },
      }))
      return { items, partly }
    },
  })
}
