import { getEvent } from '@lectern/core/catalog'
import { type PersonActor, requirePerson } from '@lectern/core/identity'
import {
  addMaterial,
  downloadSeconds,
  finishMaterial,
  listMaterials,
  listMaterialsFor,
  mayTeach,
  NewMaterial,
  openMaterial,
  removeMaterial,
  type SessionMaterial,
  uploadSeconds,
} from '@lectern/core/materials'
import { notFound } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, type Asked, endpoint } from './endpoint.ts'
import { pageOf } from './page-query.ts'

const OwnMaterialView = z.object({
  id: z.string(),
  event: z.string(),
  session: z.string(),
  kind: z.enum(['recording', 'handout']),
  title: z.string(),
  file: z.object({ filename: z.string(), bytes: z.int(), type: z.string() }).optional(),
  addedAt: z.string(),
})

const MaterialView = OwnMaterialView.extend({
  link: z.string().optional(),
  state: z.enum(['awaiting', 'there']),
  publishesAt: z
    .string()
    .optional()
    .describe('From when on those who attend find it. Until then it can be taken back unseen.'),
  by: z.string().describe('The person who added it.'),
})

const AddedView = MaterialView.extend({
  upload: z
    .object({
      method: z.literal('PUT'),
      url: z.string().describe('Takes exactly this file, of this type and length.'),
      headers: z.record(z.string(), z.string()).describe('To be sent with it, as they are.'),
      seconds: z.int().describe('How long the address can be used.'),
    })
    .optional()
    .describe('Where to send the file, when it is one.'),
})

const LinkView = z.object({ url: z.string(), seconds: z.int().describe('How long a file’s address can be used.') })

/** Where a link leads is told when it is opened. */
const ownViewOf = ({ id, event, session, kind, title, file, addedAt }: SessionMaterial) => ({
  ...{ id, event, session, kind, title, addedAt },
  ...(file ? { file: { filename: file.filename, bytes: file.bytes, type: file.type } } : {}),
})

const viewOf = (material: SessionMaterial): z.infer<typeof MaterialView> => {
  const { link, state, by, publishesAt } = material
  return {
    ...ownViewOf(material),
    ...(link === undefined ? {} : { link }),
    ...(publishesAt === undefined ? {} : { publishesAt }),
    ...{ state, by },
  }
}

const OfEvent = z.object({ slug: z.string().max(80) })
const OfMaterial = OfEvent.extend({ id: z.string().max(60) })

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
      summary: 'Where a recording or handout is',
      params: OfMaterial,
      problems: [503],
      answers: { 200: { description: 'Its link, or one of a few minutes to its file', schema: LinkView } },
    },
    async ({ params, actor, now }) => {
      const { url } = await openMaterial({ table, files }, params.slug, params.id, actor, now)
      return { status: 200, body: { url, seconds: downloadSeconds } }
    },
  )
}

/** Recordings and handouts of sessions, for admins and for those who teach the event. */
export const sessionMaterialRoutes = (api: Api): void => {
  const { table, files } = api.services
  const materials = { table, files }
  const shared = { tag: 'Admin: catalogue', who: 'person' } as const
  const all = '/api/admin/events/{slug}/materials'

  const requireTeacher = async (slug: string, { actor }: Pick<Asked<unknown, unknown, unknown>, 'actor'>) => {
    const person: PersonActor = requirePerson(actor)
    if (!(await mayTeach(table, await getEvent(table, slug), person))) throw notFound('event')
    return person
  }

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: all,
      id: 'listMaterials',
      summary: 'List the recordings and handouts of an event',
      description: 'For admins and for the instructors of the event.',
      params: OfEvent,
      answers: { 200: { description: 'All of them, awaited ones too', schema: pageOf(MaterialView) } },
    },
    async ({ params, actor }) => {
      await requireTeacher(params.slug, { actor })
      return { status: 200, body: { items: (await listMaterials(table, params.slug)).map(viewOf) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: all,
      id: 'addMaterial',
      summary: 'Add a recording or handout to a session',
      description:
        'Give a link, and it is there at once. Or give the name and length of a file: send it with PUT to the address in the answer, with its headers and exactly as many bytes as announced; then say that it is done. An event that is never recorded takes no recording. For admins and for the instructors of the event.',
      params: OfEvent,
      body: NewMaterial,
      bodyExample: {
        session: 'ses_01hs1q8s4nq0v8c7x2m3k4j5h6',
        kind: 'recording',
        title: 'Week 1',
        link: 'https://vimeo.com/76979871',
      },
      problems: [409, 503],
      answers: { 201: { description: 'It, and for a file where to send it', schema: AddedView } },
    },
    async ({ params, body, actor, now }) => {
      const { id: by } = await requireTeacher(params.slug, { actor })
      const { material, upload } = await addMaterial(materials, params.slug, body, { by, now })
      const address = upload && { method: 'PUT' as const, ...upload, seconds: uploadSeconds }
      return { status: 201, body: { ...viewOf(material), ...(address ? { upload: address } : {}) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${all}/{id}/done`,
      id: 'finishMaterial',
      summary: 'Say that a recording or handout was sent',
      description:
        'What lies in the store is compared with what was announced. Of another length or type, it is taken away and refused.',
      params: OfMaterial,
      problems: [409, 503],
      answers: { 200: { description: 'It, to be opened from now on', schema: MaterialView } },
    },
    async ({ params, actor, now }) => {
      await requireTeacher(params.slug, { actor })
      return { status: 200, body: viewOf(await finishMaterial(materials, params.slug, params.id, now)) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${all}/{id}`,
      id: 'removeMaterial',
      summary: 'Take a recording or handout away',
      params: OfMaterial,
      problems: [503],
      answers: { 204: { description: 'Gone' } },
    },
    async ({ params, actor }) => {
      await requireTeacher(params.slug, { actor })
      await removeMaterial(materials, params.slug, params.id)
      return { status: 204, body: undefined }
    },
  )
}
