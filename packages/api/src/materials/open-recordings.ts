import type { Actor } from '@lectern/core/identity'
import { listOpenRecordings, openRecording, registerForRecordings, watchSeconds } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { LinkView, OwnMaterialView, ownViewOf } from './own-session-materials.ts'

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
  const anyone = endpoints(api, { who: 'all', tag: 'Events' })
  const people = endpoints(api, { who: 'person', tag: 'Events' })
  const path = '/api/events/{slug}/recordings'

  const look = async (slug: string, actor: Actor, now: Instant): Promise<z.infer<typeof OpenRecordingsView>> => {
    const { event, may, recordings } = await listOpenRecordings(table, slug, actor, now)
    return { event: event.slug, may, items: recordings.map(ownViewOf) }
  }

  anyone.get(path, 'listOpenRecordings', {
    caching: 'revalidated',
    summary: 'List the recordings of a past event',
    description: when,
    answers: { 200: { description: 'Whether you can watch, and the recordings', schema: OpenRecordingsView } },
    run: ({ params, actor, now }) => look(params.slug, actor, now),
  })

  people.post(path, 'registerForRecordings', {
    audit: { action: 'recording.register', subject: 'event:{slug}', everyone: true },
    summary: 'Register for the recordings of a past event',
    description: `${when} You get neither a seat nor reminders, and nothing counts as attendance. Registering again changes nothing.`,
    answers: { 200: { description: 'The recordings you can watch now', schema: OpenRecordingsView } },
    run: async ({ params, actor, now }) => {
      await registerForRecordings(table, params.slug, actor, now)
      return look(params.slug, actor, now)
    },
  })

  anyone.get(`${path}/{id}`, 'openRecording', {
    caching: 'never',
    summary: 'Get a link to a recording of a past event',
    description: when,
    problems: [503],
    answers: {
      200: { description: "Its link, or a link to its file that's valid for a few minutes", schema: LinkView },
    },
    run: async ({ params, actor, now }) => {
      const { url } = await openRecording({ table, files }, params.slug, params.id, actor, now)
      return { url, seconds: watchSeconds }
    },
  })
}
