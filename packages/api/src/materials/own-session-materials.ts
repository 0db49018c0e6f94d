import { notRecorded } from '@lectern/core/identity'
import { downloadSeconds, listMaterialsFor, openMaterial, type SessionMaterial } from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'
import { pageOf } from '../http/page-query.ts'

/** A recording or handout as those who attend are told of it. */
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
  seconds: z.int().describe('How long a file’s address can be used.'),
})

/** Where a link leads is told when it is opened. */
export const ownViewOf = ({ id, event, session, kind, title, file, addedAt }: SessionMaterial) => ({
  ...{ id, event, session, kind, title, addedAt },
  ...(file ? { file: { filename: file.filename, bytes: file.bytes, type: file.type } } : {}),
})

export const OfEvent = z.object({ slug: z.string().max(80) })
export const OfMaterial = OfEvent.extend({ id: z.string().max(60) })

/** What somebody may open of an event that they attend. */
export const ownSessionMaterialRoutes = (api: Api): void => {
  const { table, files } = api.services
  const shared = { method: 'get', tag: 'Me', who: 'person' } as const
  const all = '/api/me/events/{slug}/materials'

  endpoint(
    api,
    {
      ...shared,
      path: all,
      id: 'listMyMaterials',
      audit: notRecorded.own,
      summary: 'The recordings and handouts of an event that you attend',
      params: OfEvent,
      answers: {
        200: { description: 'All of them, in the order in which they were added', schema: pageOf(OwnMaterialView) },
      },
    },
    async ({ params, actor, now }) => {
      const { materials } = await listMaterialsFor(table, params.slug, actor, now)
      return { status: 200, body: { items: materials.map(ownViewOf) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      path: `${all}/{id}`,
      id: 'openMyMaterial',
      audit: notRecorded.own,
      summary: 'Where a recording or handout is',
      params: OfMaterial,
      problems: [503],
      answers: { 200: { description: 'Its link, or one of a few minutes to its file', schema: LinkView } },
    },
    async ({ params, actor, now }) => {
      const { url, noted } = await openMaterial({ table, files }, params.slug, params.id, actor, now)
      if (!noted) api.services.log('warn', 'an opening was not noted', { material: params.id })
      return { status: 200, body: { url, seconds: downloadSeconds } }
    },
  )
}
