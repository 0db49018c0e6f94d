import { getProduct, Slug, skuOf } from '@lectern/core/catalog'
import { notRecorded } from '@lectern/core/identity'
import {
  finishUpload,
  listFileParts,
  listTitleFiles,
  listTitlesFor,
  NewTitleFile,
  openFile,
  restoreFile,
  signFileParts,
  startUpload,
  type TitleFile,
  uploadSeconds,
  withdrawFile,
} from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'
import { LinkView, linkOf, PartsView, partsViewOf, registerParts, UploadView, uploadViewOf } from './file-parts.ts'

const FileView = z.object({
  id: z.string(),
  product: z.string(),
  sku: z.string().describe('Of the format. Anyone with access to the format can download the file.'),
  edition: z.string().optional(),
  filename: z.string(),
  bytes: z.int(),
  type: z.string(),
  state: z.enum(['awaiting', 'there', 'removed']),
  askedAt: z.string(),
  uploadedAt: z.string().optional(),
})

const StartedView = z.object({
  file: FileView,
  upload: UploadView.optional().describe('Where to send a file that has a single part.'),
  parts: PartsView,
})

const OwnFileView = FileView.pick({ id: true, sku: true, edition: true, filename: true, bytes: true, type: true })

const OwnTitleView = z.object({
  product: z.string(),
  title: z.string(),
  by: z.enum(['purchase', 'membership']).describe("Yours to keep, or available while you're a member."),
  formats: z.array(z.object({ sku: z.string(), name: z.string() })),
  files: z.array(OwnFileView).describe('Newest version first.'),
})

const viewOf = (file: TitleFile) => shown(FileView, file)

const fileExample = {
  id: 'fil_01hs1q8s4nq0v8c7x2m3k4j5h6',
  product: 'managed-services-in-a-month',
  sku: 'managed-services-in-a-month:e-book',
  edition: '3rd edition',
  filename: 'Managed Services in a Month.pdf',
  bytes: 4_718_592,
  type: 'application/pdf',
  state: 'awaiting',
  askedAt: '2024-02-29T18:00:00Z',
}

/** A person's own titles, and links to their files. */
export const ownTitleRoutes = (api: Api): void => {
  const { table, files, secret } = api.services
  const people = endpoints(api, { who: 'person', tag: 'Me' })

  people.get('/api/me/titles', 'listMyTitles', {
    audit: notRecorded.own,
    summary: 'List your titles and their files',
    answers: { 200: { description: 'All of them, by title', schema: pageOf(OwnTitleView) } },
    run: async ({ actor, now }) => {
      const { items: titles } = await listTitlesFor(table, actor.id, now)
      const items = titles.map(({ product, by, formats, editions }) => ({
        ...{ product: product.slug, title: product.title, by },
        formats: formats.map((format) => ({ sku: skuOf(product.slug, format), name: format.name })),
        files: editions.flatMap((edition) => edition.files.map((file) => shown(OwnFileView, file))),
      }))
      return { items }
    },
  })

  people.get('/api/me/files/{id}', 'openMyFile', {
    audit: notRecorded.own,
    summary: 'Get a link to one of your files',
    params: z.object({ id: z.string().max(60) }),
    problems: [503],
    answers: { 200: { description: "A link that's valid for a few minutes", schema: LinkView } },
    run: ({ params, actor, now }) => linkOf(openFile({ table, files, secret }, params.id, { actor }, now)),
  })
}

const OfTitle = z.object({ slug: Slug })
const OfFile = OfTitle.extend({ id: z.string().max(60) })

/** Files of titles. They go to the store directly: here one asks where to, and says when they are there. */
export const titleFileRoutes = (api: Api): void => {
  const { table, files } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const materials = { table, files }
  const all = '/api/admin/products/{slug}/files'

  admins.get(all, 'listTitleFiles', {
    audit: notRecorded.impersonal,
    summary: 'List the files of a title',
    params: OfTitle,
    answers: { 200: { description: 'All of them, including those still being uploaded', schema: pageOf(FileView) } },
    run: async ({ params }) => {
      const { slug } = await getProduct(table, params.slug)
      return { items: (await listTitleFiles(table, slug)).filter(({ state }) => state !== 'removed').map(viewOf) }
    },
  })

  admins.post(all, 'uploadTitleFile', {
    audit: { action: 'file.upload', subject: 'product:{slug}' },
    summary: 'Start uploading a file of a title',
    description:
      "PUT the file to the address in the response, with the headers given and exactly as many bytes as announced. For a file with several parts, get the addresses with the next call. Then finish the upload; the file isn't available until you do. The first file of a newer edition is announced by email to everyone who has the format.",
    params: OfTitle,
    body: NewTitleFile,
    bodyExample: {
      format: 'e-book',
      edition: '3rd edition',
      filename: 'Managed Services in a Month.pdf',
      bytes: 4_718_592,
    },
    problems: [503],
    answers: {
      201: {
        description: 'Where to send it',
        schema: StartedView,
        example: {
          file: fileExample,
          upload: {
            method: 'PUT',
            url: 'https://materials.s3.us-east-1.amazonaws.com/materials/titles/…',
            headers: { 'content-type': 'application/pdf' },
            seconds: uploadSeconds,
          },
          parts: { bytes: 16_777_216, count: 1 },
        },
      },
    },
    run: async ({ params, body, actor, now }) => {
      const { file, upload } = await startUpload(materials, params.slug, body, { by: actor.id, now })
      return { file: viewOf(file), upload: upload && uploadViewOf(upload), parts: partsViewOf(file) }
    },
  })

  registerParts(api, {
    who: 'admin',
    tag: 'Admin: catalog',
    path: `${all}/{id}`,
    params: OfFile,
    ids: { sign: 'signTitleFileParts', list: 'listTitleFileParts' },
    words: 'a file of a title',
    sign: ({ slug, id }, numbers) => signFileParts(materials, slug, id, numbers),
    list: ({ slug, id }) => listFileParts(materials, slug, id),
  })

  admins.post(`${all}/{id}/done`, 'finishTitleFile', {
    audit: { action: 'file.upload', subject: '{id}' },
    summary: 'Finish uploading a file',
    description:
      'Joins the parts and compares the result with what you announced. A file of a different size or type is deleted and refused.',
    params: OfFile,
    problems: [503],
    answers: { 200: { description: 'The file, now available', schema: FileView } },
    run: async ({ params, now }) => viewOf(await finishUpload(materials, params.slug, params.id, now)),
  })

  admins.delete(`${all}/{id}`, 'deleteTitleFile', {
    audit: { action: 'file.delete', subject: '{id}' },
    summary: 'Delete a file',
    description:
      'Removes it for everyone right away. You can restore an uploaded file within ten minutes with `restoreTitleFile`.',
    params: OfFile,
    problems: [503],
    answers: { 204: { description: 'Deleted' } },
    run: ({ params, now }) => withdrawFile(materials, params.slug, params.id, now),
  })

  admins.post(`${all}/{id}/restore`, 'restoreTitleFile', {
    audit: { action: 'file.restore', subject: '{id}' },
    summary: 'Restore a deleted file',
    description: 'Within ten minutes.',
    params: OfFile,
    answers: { 200: { description: 'The file, available again', schema: FileView } },
    run: async ({ params }) => viewOf(await restoreFile(materials, params.slug, params.id)),
  })
}
