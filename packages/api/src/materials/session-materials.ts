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
  withdrawMaterial,
} from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { SlugAndId } from '../http/inputs.ts'
import { pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'
import { PartsView, partsViewOf, registerParts, UploadView, uploadViewOf } from './file-parts.ts'
import { OwnMaterialView } from './own-session-materials.ts'

const MaterialView = OwnMaterialView.extend({
  link: z.string().optional(),
  state: z.enum(['awaiting', 'there', 'removed']),
  publishesAt: z
    .string()
    .optional()
    .describe('When attendees can see it. Until then, you can delete it without anyone having seen it.'),
  by: z.string().describe('The person who added it, or the name of the source it was imported from.'),
  source: z.literal('zoom').optional().describe('Imported automatically from Zoom.'),
})

const AddedView = MaterialView.extend({
  upload: UploadView.optional().describe('Where to send a file that has a single part.'),
  parts: PartsView.optional().describe('How to send the file, if it is one.'),
})

const viewOf = (material: SessionMaterial) => shown(MaterialView, material)

/** Recordings and handouts of sessions, for admins and for those who teach the event. */
export const sessionMaterialRoutes = (api: Api): void => {
  const { table, files } = api.services
  const instructors = endpoints(api, { who: 'instructor', tag: 'Admin: catalog' })
  const materials = { table, files }
  const all = '/api/admin/events/{slug}/materials'

  instructors.get(all, 'listMaterials', {
    audit: notRecorded.impersonal,
    summary: 'List the recordings and handouts of an event',
    answers: {
      200: { description: 'All of them, including those still being uploaded', schema: pageOf(MaterialView) },
    },
    run: async ({ params }) => ({
      items: (await listMaterials(table, params.slug)).filter(({ state }) => state !== 'removed').map(viewOf),
    }),
  })

  instructors.post(all, 'addMaterial', {
    audit: { action: 'material.add', subject: '{made}' },
    summary: 'Add a recording or handout to a session',
    description:
      "Send a link, and it's added right away. Or send the name and size of a file: then PUT it to the address in the response, with the headers given and exactly that many bytes. For a file with several parts, get the addresses with the next call. Then finish the upload. If you leave out the kind and session, we work them out from the name. Events that are never recorded don't accept recordings.",
    body: NewMaterial,
    bodyExample: {
      session: 'ses_01hs1q8s4nq0v8c7x2m3k4j5h6',
      kind: 'recording',
      title: 'Week 1',
      link: 'https://vimeo.com/76979871',
    },
    problems: [503],
    answers: { 201: { description: 'The recording or handout, and where to send its file', schema: AddedView } },
    run: async ({ params, body, actor, now }) => {
      const { material, upload } = await addMaterial(materials, params.slug, body, { by: actor.id, now })
      const parts = material.file && partsViewOf(material.file)
      return { ...viewOf(material), upload: upload && uploadViewOf(upload), parts }
    },
  })

  registerParts(api, {
    who: 'instructor',
    tag: 'Admin: catalog',
    path: `${all}/{id}`,
    params: SlugAndId,
    ids: { sign: 'signMaterialParts', list: 'listMaterialParts' },
    words: 'a recording or handout',
    sign: ({ slug, id }, numbers) => signMaterialParts(materials, slug, id, numbers),
    list: ({ slug, id }) => listMaterialParts(materials, slug, id),
  })

  instructors.post(`${all}/{id}/done`, 'finishMaterial', {
    audit: { action: 'material.add', subject: '{id}' },
    summary: 'Finish uploading a recording or handout',
    description:
      'Joins the parts and compares the result with what you announced. A file of a different size or type is deleted and refused.',
    problems: [503],
    answers: { 200: { description: 'The recording or handout, now available', schema: MaterialView } },
    run: async ({ params, now }) => viewOf(await finishMaterial(materials, params.slug, params.id, now)),
  })

  instructors.patch(`${all}/{id}`, 'changeMaterial', {
    audit: { action: 'material.change', subject: '{id}' },
    summary: 'Change a recording or handout',
    description: "You can change its title anytime, and its session and kind until it's published.",
    body: MaterialChange,
    bodyExample: { kind: 'handout', title: 'Slides of week 2' },
    problems: [503],
    answers: { 200: { description: 'The recording or handout', schema: MaterialView } },
    run: async ({ params, body, now }) => viewOf(await changeMaterial(table, params.slug, params.id, body, now)),
  })

  instructors.delete(`${all}/{id}`, 'removeMaterial', {
    audit: { action: 'material.remove', subject: '{id}' },
    summary: 'Delete a recording or handout',
    description:
      "Removes it for everyone right away. You can restore a published one within ten minutes with `restoreMaterial`. Deleting one that's still uploading cancels the upload.",
    problems: [503],
    answers: { 204: { description: 'Deleted' } },
    run: ({ params, now }) => withdrawMaterial(materials, params.slug, params.id, now),
  })

  instructors.post(`${all}/{id}/restore`, 'restoreMaterial', {
    audit: { action: 'material.restore', subject: '{id}' },
    summary: 'Restore a deleted recording or handout',
    description: 'Within ten minutes.',
    answers: { 200: { description: 'The recording or handout', schema: MaterialView } },
    run: async ({ params }) => viewOf(await restoreMaterial(materials, params.slug, params.id)),
  })
}
