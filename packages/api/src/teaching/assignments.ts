import { notRecorded } from '@lectern/core/identity'
import {
  AssignmentChange,
  changeAssignment,
  createAssignment,
  getAssignment,
  listAssignments,
  NewAssignment,
  withdrawAssignment,
} from '@lectern/core/teaching'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'
import { pageOf } from '../http/page-query.ts'
import { AssignmentView, assignmentViewOf } from './assignment-views.ts'

const OfEvent = z.object({ slug: z.string().max(80) })
const OfAssignment = OfEvent.extend({ id: z.string().max(60) })

/** Assignments, for admins and for those who teach the event. */
export const assignmentRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { tag: 'Admin: catalog', who: 'instructor' } as const
  const all = '/api/admin/events/{slug}/assignments'

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: all,
      id: 'listAssignments',
      audit: notRecorded.impersonal,
      summary: 'List the assignments of an event',
      params: OfEvent,
      answers: {
        200: {
          description: 'All of them, drafts and withdrawn ones too; the first due first',
          schema: pageOf(AssignmentView),
        },
      },
    },
    async ({ params, event }) => {
      const items = await listAssignments(table, params.slug)
      return { status: 200, body: { items: items.map((one) => assignmentViewOf(one, event)) } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: all,
      id: 'createAssignment',
      audit: { action: 'assignment.create', subject: '{made}' },
      summary: 'Add an assignment to an event',
      description: `A draft unless \`publish\` is said. It is due at a local time of the event’s zone.`,
      params: OfEvent,
      body: NewAssignment,
      bodyExample: {
        title: 'Five questions for your best customer',
        instructions: 'Ask them, and write down what they said.',
        due: '2024-04-29T12:00',
        late: 'allowed',
        marking: { by: 'pass' },
        publish: true,
      },
      problems: [409],
      answers: { 201: { description: 'It', schema: AssignmentView } },
    },
    async ({ params, body, actor, now, event }) => {
      const made = await createAssignment(table, params.slug, body, { by: actor.id, now })
      return { status: 201, body: assignmentViewOf(made, event) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: `${all}/{id}`,
      id: 'getAssignment',
      audit: notRecorded.impersonal,
      summary: 'An assignment of an event',
      params: OfAssignment,
      answers: { 200: { description: 'It', schema: AssignmentView } },
    },
    async ({ params, event }) => {
      return { status: 200, body: assignmentViewOf(await getAssignment(table, params.slug, params.id), event) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'patch',
      path: `${all}/{id}`,
      id: 'changeAssignment',
      audit: { action: 'assignment.change', subject: '{id}' },
      summary: 'Change or publish an assignment',
      description: `Only what is named changes; null takes away what may be left out. \`revision\` is that of the assignment as you saw it: changed by somebody else meanwhile, it is refused with \`teaching.changed\`.`,
      params: OfAssignment,
      body: AssignmentChange,
      bodyExample: { revision: 1, due: '2024-05-06T12:00', publish: true },
      problems: [409],
      answers: { 200: { description: 'As it is now', schema: AssignmentView } },
    },
    async ({ params, body, now, event }) => {
      const changed = await changeAssignment(table, params.slug, params.id, body, now)
      return { status: 200, body: assignmentViewOf(changed, event) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${all}/{id}`,
      id: 'withdrawAssignment',
      audit: { action: 'assignment.withdraw', subject: '{id}' },
      summary: 'Take an assignment back',
      description: `A draft is gone. Of a published one nothing more is taken; what was handed in stays, and it can be published again.`,
      params: OfAssignment,
      query: z.object({
        revision: z.coerce.number().int().optional().describe('Of the assignment as you saw it; any, without.'),
      }),
      problems: [409],
      answers: { 204: { description: 'Taken back' } },
    },
    async ({ params, query, now }) => {
      await withdrawAssignment(table, params.slug, params.id, { revision: query.revision, now })
      return { status: 204, body: undefined }
    },
  )
}
