import type { Actor } from '@lectern/core/identity'
import { listOpenRecordings, openRecording, registerForRecordings, watchSeconds } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'
import { LinkView, OfEvent, OfMaterial, OwnMaterialView, ownViewOf } from './own-session-materials.ts'

const OpenRecordingsView = z
  .object({
    event: z.string(),
    may: z.enum(['watch', 'register']).describe('Whether you can watch now or have to register first.'),
    items: z.array(OwnMaterialView).describe("Published recordings; empty until you've registered."),
  })
  .meta({ id: 'OpenRecordings' })

const when =
  'Available after the event has ended if its `recordingAccess` is `anyone-who-registers` or `public`; otherwise 404.'

/** The recordings of an event that has ended and opens them to others than those who were registered. */
export const openRecordingRoutes = (api: Api): void => {
  const { table, files } = api.services
  const path = '/api/events/{slug}/recordings'
  const shared = { tag: 'Events', params: OfEvent } as const

  const look = async (slug: string, actor: Actor, now: Instant): Promise<z.infer<typeof OpenRecordingsView>> => {
    const { event, may, recordings } = await listOpenRecordings(table, slug, actor, now)
    return { event: event.slug, may, items: recordings.map(ownViewOf) }
  }

  endpoint(
    api,
    {
      ...shared,
      ...{ method: 'get', path, id: 'listOpenRecordings', who: 'all', caching: 'revalidated' },
      summary: 'List the recordings of a past event',
      description: when,
      answers: { 200: { description: 'Whether you can watch, and the recordings', schema: OpenRecordingsView } },
    },
    async ({ params, actor, now }) => ({ status: 200, body: await look(params.slug, actor, now) }),
  )

  endpoint(
    api,
    {
      ...shared,
      ...{ method: 'post', path, id: 'registerForRecordings', who: 'person' },
      audit: { action: 'recording.register', subject: 'event:{slug}', everyone: true },
      summary: 'Register for the recordings of a past event',
      description: `${when} You get neither a seat nor reminders, and nothing counts as attendance. Registering again changes nothing.`,
      answers: { 200: { description: 'The recordings you can watch now', schema: OpenRecordingsView } },
    },
    async ({ params, actor, now }) => {
      await registerForRecordings(table, params.slug, actor, now)
      return { status: 200, body: await look(params.slug, actor, now) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      ...{ method: 'get', path: `${path}/{id}`, id: 'openRecording', who: 'all', caching: 'never' },
      params: OfMaterial,
      summary: 'Get a link to a recording of a past event',
      description: when,
      problems: [503],
      answers: {
        200: { description: "Its link, or a link to its file that's valid for a few minutes", schema: LinkView },
      },
    },
    async ({ params, actor, now }) => {
      const { url } = await openRecording({ table, files }, params.slug, params.id, actor, now)
      return { status: 200, body: { url, seconds: watchSeconds } }
    },
  )
}
