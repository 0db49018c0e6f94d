import { notRecorded } from '@lectern/core/identity'
import { downloadSeconds, listMaterialsFor, openMaterial, type SessionMaterial } from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'

/** A recording or handout as attendees see it. */
export const OwnMaterialView = z.object({
  id: z.string(),
  event: z.string(),
  session: z.string(),
  kind: z.enum(['recording', 'handout']),
  title: z.string(),
  file: z.object({ filename: z.string(), bytes: z.int(), type: z.string() }).optional(),
  addedAt: z.string(),
})

export const LinkView = z.object({
  url: z.string(),
  seconds: z.int().describe('How long a link to a file is valid.'),
})

/** A link's target is only returned when it's opened. */
export const ownViewOf = (material: SessionMaterial) => shown(OwnMaterialView, material)

/** What an attendee can open in an event. */
export const ownSessionMaterialRoutes = (api: Api): void => {
  const { table, files } = api.services
  const people = endpoints(api, { who: 'person', tag: 'Me' })
  const all = '/api/me/events/{slug}/materials'

  people.get(all, 'listMyMaterials', {
    audit: notRecorded.own,
    summary: 'List the recordings and handouts of an event you attend',
    answers: { 200: { description: 'All of them, in the order they were added', schema: pageOf(OwnMaterialView) } },
    run: async ({ params, actor, now }) => {
      const { materials } = await listMaterialsFor(table, params.slug, actor, now)
      return { items: materials.map(ownViewOf) }
    },
  })

  people.get(`${all}/{id}`, 'openMyMaterial', {
    audit: notRecorded.own,
    summary: 'Get a link to a recording or handout',
    problems: [503],
    answers: {
      200: { description: "Its link, or a link to its file that's valid for a few minutes", schema: LinkView },
    },
    run: async ({ params, actor, now }) => {
      const { url, noted } = await openMaterial({ table, files }, params.slug, params.id, actor, now)
      if (!noted) api.services.log('warn', 'an opening was not noted', { material: params.id })
      return { url, seconds: downloadSeconds }
    },
  })
}
