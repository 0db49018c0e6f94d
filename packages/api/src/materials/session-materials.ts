import { notRecorded } from '@lectern/core/identity'
import {
  addMaterial,
  changeMaterial,
  finishMaterial,
  listMaterialParts,
  listMaterials,
  MaterialChange,
  NewMaterial,
  restoreMaterial,
  type SessionMaterial,
  signMaterialParts,
  uploadSeconds,
  withdrawMaterial,
} from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'
import { pageOf } from '../http/page-query.ts'
import { PartsView, partsViewOf, registerParts } from './file-parts.ts'
import { OfEvent, OfMaterial, OwnMaterialView, ownViewOf } from './own-session-materials.ts'

const MaterialView = OwnMaterialView.extend({
  link: z.string().optional(),
  state: z.enum(['awaiting', 'there', 'removed']),
  publishesAt: z
    .string()
    .optional()
    .describe('From when on those who attend find it. Until then it can be taken back unseen.'),
  by: z.string().describe('The person who added it; the name of the source, where it came by itself.'),
  source: z.literal('zoom').optional().describe('It came by itself: a recording that Zoom finished.'),
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
    .describe('Where to send the file, when it is one and has a single part.'),
  parts: PartsView.optional().describe('How to send the file, when it is one.'),
})

const viewOf = (material: SessionMaterial): z.infer<typeof MaterialView> => {
  const { link, state, by, publishesAt, source } = material
  return {
    ...ownViewOf(material),
    ...(link === undefined ? {} : { link }),
    ...(publishesAt === undefined ? {} : { publishesAt }),
    ...{ state, by },
    ...(source === undefined ? {} : { source }),
  }
}

/** Recordings and handouts of sessions, for admins and for those who teach the event. */
export const sessionMaterialRoutes = (api: Api): void => {
  const { table, files } = api.services
  const materials = { table, files }
  const shared = { tag: 'Admin: catalog', who: 'instructor' } as const
  const all = '/api/admin/events/{slug}/materials'

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: all,
      id: 'listMaterials',
      audit: notRecorded.impersonal,
      summary: 'List the recordings and handouts of an event',
      params: OfEvent,
      answers: { 200: { description: 'All of them, awaited ones too', schema: pageOf(MaterialView) } },
    },
    async ({ params }) => {
      return {
        status: 200,
        body: {
          items: (await listMaterials(table, params.slug)).filter(({ state }) => state !== 'removed').map(viewOf),
        },
      }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: all,
      id: 'addMaterial',
      audit: { action: 'material.add', subject: '{made}' },
      summary: 'Add a recording or handout to a session',
      description:
        'Give a link, and it is there at once. Or give the name and length of a file: send it with PUT to the address in the answer, with its headers and exactly as many bytes as announced; a file of several parts goes in these, to addresses that are asked for with the next call. Then say that it is done. What it is and of which session is told by its name where you do not say. An event that is never recorded takes no recording.',
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
      const { material, upload } = await addMaterial(materials, params.slug, body, { by: actor.id, now })
      const address = upload && { method: 'PUT' as const, ...upload, seconds: uploadSeconds }
      return {
        status: 201,
        body: {
          ...viewOf(material),
          ...(address ? { upload: address } : {}),
          ...(material.file ? { parts: partsViewOf(material.file) } : {}),
        },
      }
    },
  )

  registerParts(api, {
    ...shared,
    path: `${all}/{id}`,
    params: OfMaterial,
    ids: { sign: 'signMaterialParts', list: 'listMaterialParts' },
    words: 'a recording or handout',
    sign: ({ slug, id }, numbers) => signMaterialParts(materials, slug, id, numbers),
    list: ({ slug, id }) => listMaterialParts(materials, slug, id),
  })

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${all}/{id}/done`,
      id: 'finishMaterial',
      audit: { action: 'material.add', subject: '{id}' },
      summary: 'Say that a recording or handout was sent',
      description:
        'What came in parts is put together. What lies in the store is compared with what was announced. Of another length or type, it is taken away and refused.',
      params: OfMaterial,
      problems: [409, 503],
      answers: { 200: { description: 'It, to be opened from now on', schema: MaterialView } },
    },
    async ({ params, now }) => {
      return { status: 200, body: viewOf(await finishMaterial(materials, params.slug, params.id, now)) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'patch',
      path: `${all}/{id}`,
      id: 'changeMaterial',
      audit: { action: 'material.change', subject: '{id}' },
      summary: 'Say anew what a recording or handout is',
      description: 'Its title at any time; its session, and whether it is a recording, until it is published.',
      params: OfMaterial,
      body: MaterialChange,
      bodyExample: { kind: 'handout', title: 'Slides of week 2' },
      problems: [409, 503],
      answers: { 200: { description: 'It, as it is now', schema: MaterialView } },
    },
    async ({ params, body, now }) => {
      return { status: 200, body: viewOf(await changeMaterial(table, params.slug, params.id, body, now)) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${all}/{id}`,
      id: 'removeMaterial',
      audit: { action: 'material.remove', subject: '{id}' },
      summary: 'Take a recording or handout away',
      description:
        'It’s gone for everybody at once. A published one can be brought back for ten minutes, see `restoreMaterial`. Of one that is being uploaded, what has arrived is given up.',
      params: OfMaterial,
      problems: [409, 503],
      answers: { 204: { description: 'Gone' } },
    },
    async ({ params, now }) => {
      await withdrawMaterial(materials, params.slug, params.id, now)
      return { status: 204, body: undefined }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${all}/{id}/restore`,
      id: 'restoreMaterial',
      audit: { action: 'material.restore', subject: '{id}' },
      summary: 'Bring back a recording or handout that was deleted',
      description: 'Within ten minutes.',
      params: OfMaterial,
      problems: [409],
      answers: { 200: { description: 'It, as it is now', schema: MaterialView } },
    },
    async ({ params }) => {
      return { status: 200, body: viewOf(await restoreMaterial(materials, params.slug, params.id)) }
    },
  )
}
