import {
  answerSubmission,
  getAssignment,
  getWork,
  listWaitingWork,
  listWorkFor,
  NewFeedback,
  openHandedIn,
} from '@lectern/core/teaching'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { SlugParam } from '../http/inputs.ts'
import { PageQuery, pageOf, pageShown } from '../http/lists.ts'
import { LinkView, linkOf } from '../materials/file-parts.ts'
import { VersionView, versionViewOf, WorkFileView, WorkView, workFileViewOf, workViewOf } from './assignment-views.ts'

const OfWork = SlugParam.extend({ person: z.string().max(60), assignment: z.string().max(60) })
const OfFile = OfWork.extend({ file: z.string().max(60) })

/** What is handed in for assignments, read and answered by admins and by those who teach the event. */
export const submissionRoutes = (api: Api): void => {
  const { table, files } = api.services
  const instructors = endpoints(api, { who: 'instructor', tag: 'Admin: catalog' })
  const people = endpoints(api, { who: 'person', tag: 'Admin: catalog' })
  const all = '/api/admin/events/{slug}/assignments'
  const work = '/api/admin/events/{slug}/submissions'

  instructors.get(`${all}/{id}/submissions`, 'listSubmissionsOf', {
    audit: { action: 'submission.list', subject: '{id}' },
    summary: 'List the work turned in for an assignment',
    description: 'With or without feedback, newest first.',
    query: PageQuery,
    answers: { 200: { description: 'A page of work', schema: pageOf(WorkView) } },
    run: async ({ params, query }) => {
      const { id } = await getAssignment(table, params.slug, params.id)
      return pageShown(listWorkFor(table, id, query), workViewOf)
    },
  })

  instructors.get(work, 'listWaitingSubmissions', {
    audit: { action: 'submission.list', subject: 'event:{slug}' },
    summary: "List the work in an event that's waiting for feedback",
    description: 'Across all assignments, oldest first.',
    query: PageQuery,
    answers: { 200: { description: 'A page of work', schema: pageOf(WorkView) } },
    run: ({ params, query }) => pageShown(listWaitingWork(table, params.slug, query), workViewOf),
  })

  instructors.get(`${work}/{person}/{assignment}`, 'getSubmission', {
    audit: { action: 'submission.read', subject: '{person}' },
    summary: "Get a person's work for an assignment, with all versions",
    params: OfWork,
    answers: {
      200: {
        description: 'Oldest version first',
        schema: WorkView.extend({ versions: z.array(VersionView), files: z.array(WorkFileView) }),
      },
    },
    run: async ({ params }) => {
      const { submission, versions, files: own } = await getWork(table, params.slug, params)
      return { ...workViewOf(submission), versions: versions.map(versionViewOf), files: own.map(workFileViewOf) }
    },
  })

  instructors.post(`${work}/{person}/{assignment}`, 'giveFeedback', {
    audit: { action: 'submission.answer', subject: '{person}' },
    summary: 'Give feedback',
    description:
      "Include the result the assignment asks for: `passed`, `points`, or text only. The person gets an email. With `passed: false`, they can turn in another version. If you give feedback again, the latest counts. If there's a newer version, you get `teaching.changed`.",
    params: OfWork,
    body: NewFeedback,
    bodyExample: { version: 1, revision: 1, text: 'Well asked. What did they say to the third?', passed: true },
    answers: { 200: { description: 'The status of the work', schema: WorkView } },
    run: async ({ params, body, actor, now }) =>
      workViewOf(await answerSubmission(table, params.slug, params, body, { by: actor.id, now })),
  })

  people.get(`${work}/{person}/{assignment}/files/{file}`, 'openSubmittedFile', {
    audit: { action: 'submission.read', subject: '{person}', everyone: true },
    summary: 'Get a link to a file that was turned in',
    description: "For admins and the event's instructors.",
    params: OfFile,
    problems: [503],
    answers: { 200: { description: "A link that's valid for a few minutes", schema: LinkView } },
    run: ({ params, actor }) => linkOf(openHandedIn({ table, files }, { ...params, id: params.file }, actor)),
  })
}
