import { notRecorded } from '@lectern/core/identity'
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
import { type Api, endpoints } from '../http/endpoint.ts'
import { SlugAndId } from '../http/inputs.ts'
import { pageOf } from '../http/lists.ts'
import { LinkView, linkOf, UploadView, uploadViewOf } from '../materials/file-parts.ts'
import {
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

const OfFile = SlugAndId.extend({ file: z.string().max(60) })

const OwnStanding = OwnAssignmentView.extend({ own: StateView.optional(), taking: TakingView })

const StartedView = WorkFileView.extend({
  upload: UploadView,
})

/** Assignments for an attendee, and the work they turn in. */
export const ownAssignmentRoutes = (api: Api): void => {
  const { table, files } = api.services
  const people = endpoints(api, { who: 'person', tag: 'Me' })
  const materials = { table, files }

  const all = '/api/me/events/{slug}/assignments'
  const whereOf = ({ slug, id, file }: z.infer<typeof OfFile>) => ({ slug, assignment: id, id: file })

  people.get(all, 'listMyAssignments', {
    audit: notRecorded.own,
    summary: 'List the assignments of an event you attend, and your status in each',
    answers: { 200: { description: 'All of them, by due date', schema: pageOf(OwnStanding) } },
    run: async ({ params, actor, now }) => {
      const { event, assignments } = await listAssignmentsFor(table, params.slug, actor, now)
      return { items: assignments.map((one) => ownViewOf(one, event)) }
    },
  })

  people.get(`${all}/{id}`, 'getMyAssignment', {
    audit: notRecorded.own,
    summary: 'Get an assignment, with your work and feedback',
    answers: {
      200: {
        description: 'Oldest version first',
        schema: OwnStanding.extend({ versions: z.array(VersionView), files: z.array(WorkFileView) }),
      },
    },
    run: async ({ params, actor, now }) => {
      const work = await openAssignment(table, params.slug, params.id, actor, now)
      const [versions, uploaded] = [work.versions.map(versionViewOf), work.files.map(workFileViewOf)]
      return { ...ownViewOf(work, work.event), versions, files: uploaded }
    },
  })

  people.post(`${all}/{id}/submissions`, 'handIn', {
    audit: notRecorded.own,
    summary: 'Turn in work',
    description:
      "Send text, a link, uploaded files, or several of these. They become the next version of your work, which replaces the last one until you get feedback. `after` is the number of the last version you've seen, 0 for none. Sending it twice makes one version. If there's a newer version, you get `teaching.changed`; if late work isn't accepted, `teaching.too-late`.",
    body: NewSubmission,
    bodyExample: { after: 0, text: 'What my best customer said: …', link: 'https://example.com/notes', files: [] },
    idempotency: 'own',
    answers: { 201: { description: 'Your status', schema: StateView.extend({ submitted: VersionView }) } },
    run: async ({ params, body, actor, now }) => {
      const { submission, version } = await sendSubmission(table, params.slug, params.id, actor, body, now)
      return { ...stateViewOf(submission), submitted: versionViewOf(version) }
    },
  })

  people.post(`${all}/{id}/files`, 'uploadWorkFile', {
    audit: notRecorded.own,
    summary: 'Start uploading a file for an assignment',
    description:
      "PUT the file to the address in the response, with the headers given and exactly as many bytes as announced. Finish the upload, then send the file's id when you turn in your work. At most 100 MB each, and five per version.",
    body: NewSubmissionFile,
    bodyExample: { filename: 'Answers.pdf', bytes: 48_213 },
    problems: [503],
    answers: { 201: { description: 'The file, and where to send it', schema: StartedView } },
    run: async ({ params, body, actor, now }) => {
      const { file, upload } = await startSubmissionFile(materials, params.slug, params.id, actor, body, now)
      return { ...workFileViewOf(file), upload: uploadViewOf(upload) }
    },
  })

  people.post(`${all}/{id}/files/{file}/done`, 'finishWorkFile', {
    audit: notRecorded.own,
    summary: 'Finish uploading a file',
    description:
      'Compares the file with what you announced. A file of a different size or type is deleted and refused.',
    params: OfFile,
    problems: [503],
    answers: { 200: { description: 'The file, ready to turn in', schema: WorkFileView } },
    run: async ({ params, actor, now }) =>
      workFileViewOf(await finishSubmissionFile(materials, whereOf(params), actor, now)),
  })

  people.delete(`${all}/{id}/files/{file}`, 'removeWorkFile', {
    audit: notRecorded.own,
    summary: "Delete a file you haven't turned in",
    params: OfFile,
    problems: [503],
    answers: { 204: { description: 'Deleted' } },
    run: ({ params, actor, now }) => removeSubmissionFile(materials, whereOf(params), actor, now),
  })

  people.get(`${all}/{id}/files/{file}`, 'openMyWorkFile', {
    audit: notRecorded.own,
    summary: 'Get a link to a file you uploaded',
    params: OfFile,
    problems: [503],
    answers: { 200: { description: "A link that's valid for a few minutes", schema: LinkView } },
    run: ({ params, actor, now }) => linkOf(openOwnFile(materials, whereOf(params), actor, now)),
  })
}
