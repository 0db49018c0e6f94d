import { notRecorded } from '@lectern/core/identity'
import { downloadSeconds, uploadSeconds } from '@lectern/core/materials'
import {
  finishSubmissionFile,
  listAssignmentsFor,
  NewSubmission,
  NewSubmissionFile,
  openAssignment,
  openOwnFile,
  removeSubmissionFile,
  sendSubmission,
  startSubmissionFile,
} from '@lectern/core/teaching'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'
import { pageOf } from '../http/page-query.ts'
import {
  LinkView,
  OwnAssignmentView,
  ownViewOf,
  StateView,
  stateViewOf,
  TakingView,
  VersionView,
  versionViewOf,
  WorkFileView,
  workFileViewOf,
} from './assignment-views.ts'

const OfEvent = z.object({ slug: z.string().max(80) })
const OfAssignment = OfEvent.extend({ id: z.string().max(60) })
const OfFile = OfAssignment.extend({ file: z.string().max(60) })

const OwnStanding = OwnAssignmentView.extend({ own: StateView.optional(), taking: TakingView })

const UploadView = WorkFileView.extend({
  upload: z.object({
    method: z.literal('PUT'),
    url: z.string().describe('Takes exactly this file, of this type and length.'),
    headers: z.record(z.string(), z.string()).describe('To be sent with it, as they are.'),
    seconds: z.int().describe('How long the address can be used.'),
  }),
})

/** What an event asks of somebody who attends it, and what they hand in. */
export const ownAssignmentRoutes = (api: Api): void => {
  const { table, files } = api.services
  const materials = { table, files }
  const shared = { tag: 'Me', who: 'person' } as const
  const all = '/api/me/events/{slug}/assignments'
  const whereOf = ({ slug, id, file }: z.infer<typeof OfFile>) => ({ slug, assignment: id, id: file })

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: all,
      id: 'listMyAssignments',
      audit: notRecorded.own,
      summary: 'The assignments of an event that you attend, and how you stand with each',
      params: OfEvent,
      answers: { 200: { description: 'All of them, the first due first', schema: pageOf(OwnStanding) } },
    },
    async ({ params, actor, now }) => {
      const { event, assignments } = await listAssignmentsFor(table, params.slug, actor, now)
      return { status: 200, body: { items: assignments.map((one) => ownViewOf(one, event)) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: `${all}/{id}`,
      id: 'getMyAssignment',
      audit: notRecorded.own,
      summary: 'An assignment, with all that you handed in for it and what was said of it',
      params: OfAssignment,
      answers: {
        200: {
          description: 'The oldest version first',
          schema: OwnStanding.extend({ versions: z.array(VersionView), files: z.array(WorkFileView) }),
        },
      },
    },
    async ({ params, actor, now }) => {
      const work = await openAssignment(table, params.slug, params.id, actor, now)
      const [versions, uploaded] = [work.versions.map(versionViewOf), work.files.map(workFileViewOf)]
      return { status: 200, body: { ...ownViewOf(work, work.event), versions, files: uploaded } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${all}/{id}/submissions`,
      id: 'handIn',
      audit: notRecorded.own,
      summary: 'Hand in work',
      description:
        'Words, a link, files that were uploaded before, or several of these: the next version of your work, which takes the place of the last until it is answered. `after` is the number of the version that you have seen last, 0 for none. Sent twice, it makes one version; when another came meanwhile it is refused with `teaching.changed`. After it was due, where late work is not taken: `teaching.too-late`.',
      params: OfAssignment,
      body: NewSubmission,
      bodyExample: { after: 0, text: 'What my best customer said: …', link: 'https://example.com/notes', files: [] },
      idempotency: 'own',
      problems: [403, 409],
      answers: {
        201: { description: 'How you stand now', schema: StateView.extend({ submitted: VersionView }) },
      },
    },
    async ({ params, body, actor, now }) => {
      const { submission, version } = await sendSubmission(table, params.slug, params.id, actor, body, now)
      return { status: 201, body: { ...stateViewOf(submission), submitted: versionViewOf(version) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${all}/{id}/files`,
      id: 'uploadWorkFile',
      audit: notRecorded.own,
      summary: 'Begin to upload a file for an assignment',
      description:
        'Send the file itself with PUT to the address in the answer, with its headers and exactly as many bytes as announced; say that it is done; then name its id when you hand in. At most 100 MB each, five in one version.',
      params: OfAssignment,
      body: NewSubmissionFile,
      bodyExample: { filename: 'Answers.pdf', bytes: 48_213 },
      problems: [403, 409, 503],
      answers: { 201: { description: 'It, and where to send it', schema: UploadView } },
    },
    async ({ params, body, actor, now }) => {
      const { file, upload } = await startSubmissionFile(materials, params.slug, params.id, actor, body, now)
      const address = { method: 'PUT' as const, ...upload, seconds: uploadSeconds }
      return { status: 201, body: { ...workFileViewOf(file), upload: address } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${all}/{id}/files/{file}/done`,
      id: 'finishWorkFile',
      audit: notRecorded.own,
      summary: 'Say that a file was sent',
      description:
        'What lies in the store is compared with what was announced. Of another length or type, it is taken away and refused.',
      params: OfFile,
      problems: [409, 503],
      answers: { 200: { description: 'It, to be handed in from now on', schema: WorkFileView } },
    },
    async ({ params, actor, now }) => ({
      status: 200,
      body: workFileViewOf(await finishSubmissionFile(materials, whereOf(params), actor, now)),
    }),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${all}/{id}/files/{file}`,
      id: 'removeWorkFile',
      audit: notRecorded.own,
      summary: 'Take a file away that was not handed in',
      params: OfFile,
      problems: [409, 503],
      answers: { 204: { description: 'Gone' } },
    },
    async ({ params, actor, now }) => {
      await removeSubmissionFile(materials, whereOf(params), actor, now)
      return { status: 204, body: undefined }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: `${all}/{id}/files/{file}`,
      id: 'openMyWorkFile',
      audit: notRecorded.own,
      summary: 'A link to a file that you uploaded',
      params: OfFile,
      problems: [503],
      answers: { 200: { description: 'A link of a few minutes', schema: LinkView } },
    },
    async ({ params, actor, now }) => {
      const { url } = await openOwnFile(materials, whereOf(params), actor, now)
      return { status: 200, body: { url, seconds: downloadSeconds } }
    },
  )
}
