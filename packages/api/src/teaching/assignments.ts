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
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'
import { AssignmentView, assignmentViewOf } from './assignment-views.ts'

/** Assignments, for admins and for those who teach the event. */
export const assignmentRoutes = (api: Api): void => {
  const { table } = api.services
  const instructors = endpoints(api, { who: 'instructor', tag: 'Admin: catalog' })
  const all = '/api/admin/events/{slug}/assignments'

  instructors.get(all, 'listAssignments', {
    audit: notRecorded.impersonal,
    summary: 'List the assignments of an event',
    answers: {
      200: {
        description: 'All of them, including drafts and withdrawn ones, by due date',
        schema: pageOf(AssignmentView),
      },
    },
    run: async ({ params, event }) => {
      const items = await listAssignments(table, params.slug)
      return { items: items.map((one) => assignmentViewOf(one, event)) }
    },
  })

  instructors.post(all, 'createAssignment', {
    audit: { action: 'assignment.create', subject: '{made}' },
    summary: 'Add an assignment to an event',
    description: "Creates a draft unless you send `publish`. The due time is local to the event's zone.",
    body: NewAssignment,
    bodyExample: {
      title: 'Five questions for your best customer',
      instructions: 'Ask them, and write down what they said.',
      due: '2024-04-29T12:00',
      late: 'allowed',
      marking: { by: 'pass' },
      publish: true,
    },
    answers: { 201: { description: 'The assignment', schema: AssignmentView } },
    run: async ({ params, body, actor, now, event }) =>
      assignmentViewOf(await createAssignment(table, params.slug, body, { by: actor.id, now }), event),
  })

  instructors.get(`${all}/{id}`, 'getAssignment', {
    audit: notRecorded.impersonal,
    summary: 'Get an assignment',
    answers: { 200: { description: 'The assignment', schema: AssignmentView } },
    run: async ({ params, event }) => assignmentViewOf(await getAssignment(table, params.slug, params.id), event),
  })

  instructors.patch(`${all}/{id}`, 'changeAssignment', {
    audit: { action: 'assignment.change', subject: '{id}' },
    summary: 'Change or publish an assignment',
    description:
      'Only the fields you send change; send null to remove an optional field. `revision` is the one you last read: if someone else has changed the assignment since, you get `teaching.changed`.',
    body: AssignmentChange,
    bodyExample: { revision: 1, due: '2024-05-06T12:00', publish: true },
    answers: { 200: { description: 'The current state', schema: AssignmentView } },
    run: async ({ params, body, now, event }) =>
      assignmentViewOf(await changeAssignment(table, params.slug, params.id, body, now), event),
  })

  instructors.delete(`${all}/{id}`, 'withdrawAssignment', {
    audit: { action: 'assignment.withdraw', subject: '{id}' },
    summary: 'Withdraw an assignment',
    description:
      'Deletes a draft. A published assignment stops accepting work; what was turned in stays, and you can publish it again.',
    query: z.object({
      revision: z.coerce
        .number()
        .int()
        .optional()
        .describe("The revision you last read. If you leave it out, it isn't checked."),
    }),
    answers: { 204: { description: 'Withdrawn' } },
    run: ({ params, query, now }) =>
      withdrawAssignment(table, params.slug, params.id, { revision: query.revision, now }),
  })
}
