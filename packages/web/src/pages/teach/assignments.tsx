// What a class asks of those who attend: the assignments, and what waits for an answer.
import type { Event } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { listMaterials } from '@lectern/core/materials'
import {
  type Assignment,
  AssignmentChange,
  changeAssignment,
  createAssignment,
  getAssignment,
  isSet,
  listAssignments,
  listWaitingWork,
  NewAssignment,
  withdrawAssignment,
} from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { noErrors, readAs } from '../../forms/errors.ts'
import { definePages, done, type Refused, recorded, why } from '../../forms/pages.ts'
import type { Typed } from '../../forms/typed.ts'
import { addressOf, flashOf } from '../../layout/admin-page.tsx'
import { assignmentAddress } from '../class/assignment-words.ts'
import type { Request } from '../site-page.tsx'
import { AssignmentForm, assignmentField, readAssignment, typedOfAssignment } from './assignment-form.tsx'
import { AssignmentList, addressOfAssignments, WorkList } from './assignments-parts.tsx'
import { showTeach, taughtEvent } from './teach-page.tsx'

const flashes = {
  made: 'Published. Attendees can see it on their class page.',
  drafted: 'Draft saved. Only instructors can see it.',
  changed: 'Saved.',
  withdrawn: 'Withdrawn. Attendees can’t submit anymore, and submitted work stays.',
} as const

/** A number that a form brings along; what is none is refused by the schema. */
export const numberIn = (typed: Typed, name: string): number => Number(typed.text(name) || Number.NaN)

type Seen = Partial<Pick<Refused, 'typed' | 'errors' | 'status'>>

/** `/teach/:slug/assignments`, and below it the form of each. */
export const assignmentPages = definePages({ who: 'teacher' }, (app, services) => {
  const { table } = services
  const all = '/teach/:slug/assignments'

  app.page(all, { audit: recorded('submission.list', 'event:{slug}', { everyone: true }) }, async (c) => {
    const event = await taughtEvent(c, services)
    const [assignments, waiting] = await Promise.all([
      listAssignments(table, event.slug),
      listWaitingWork(table, event.slug, { cursor: c.req.query('cursor') }),
    ])
    const make = (
      <ButtonLink size="small" look="primary" href={`${addressOfAssignments(event)}/new`}>
        New assignment
      </ButtonLink>
    )
    return showTeach(
      c,
      { event, tab: 'assignments', title: 'Assignments', flash: flashOf(c, flashes) },
      <>
        <Panel title="Needs your feedback" flush>
          <WorkList
            event={event}
            caption="Work that needs your feedback, oldest first"
            work={waiting.items}
            assignments={assignments}
            empty="No work to review."
          />
          <div class="px-5 md:px-6">
            <Pagination address={addressOf(c)} next={waiting.next} />
          </div>
        </Panel>
        <Panel title="Assignments" actions={make} flush>
          <AssignmentList event={event} assignments={assignments} />
        </Panel>
      </>,
    )
  })

  const showForm = async (c: Request, event: Event, assignment: Assignment | undefined, seen: Seen = {}) => {
    const { typed = typedOfAssignment(assignment), errors = noErrors, status } = seen
    const materials = await listMaterials(table, event.slug)
    const published = assignment !== undefined && isSet(assignment)
    const base = addressOfAssignments(event)
    return showTeach(
      c,
      {
        event,
        tab: 'assignments',
        title: assignment?.title ?? 'New assignment',
        flash: flashOf(c, flashes),
        status,
        errors,
      },
      <>
        <div class="flex flex-wrap items-center justify-between gap-3">
          <h2 class="text-2xl font-semibold wrap-anywhere">{assignment?.title ?? 'New assignment'}</h2>
          {assignment && (
            <div class="flex flex-wrap gap-2">
              <ButtonLink size="small" href={assignmentAddress(assignment)}>
                View as attendee
              </ButtonLink>
              {assignment.publishedAt !== undefined && (
                <ButtonLink size="small" href={`${base}/${assignment.id}/work`}>
                  Submissions
                </ButtonLink>
              )}
            </div>
          )}
        </div>
        {assignment?.withdrawnAt !== undefined && (
          <Notice tone="warning">This assignment is withdrawn, so attendees can’t submit. Publish to reopen it.</Notice>
        )}
        <ErrorSummary />
        <AssignmentForm
          event={event}
          materials={materials}
          typed={typed}
          errors={errors}
          action={`${base}/${assignment?.id ?? 'new'}`}
          published={published}
          now={c.var.now}
        />
        {assignment && assignment.withdrawnAt === undefined && (
          <form method="post" action={`${base}/${assignment.id}/withdraw`}>
            <input type="hidden" name="revision" value={String(assignment.revision)} />
            <SubmitButton look="danger" size="small">
              {published ? 'Withdraw' : 'Delete draft'}
            </SubmitButton>
          </form>
        )}
      </>,
    )
  }

  /** The form again, as it was typed; without, as it is saved. */
  const showAgain = async (c: Request, seen: Seen) => {
    const event = await taughtEvent(c, services)
    const id = c.req.param('id')
    return showForm(c, event, id === undefined ? undefined : await getAssignment(table, event.slug, id), seen)
  }
  const refusing = { again: showAgain, field: assignmentField }

  app.page(`${all}/new`, { audit: why.impersonal }, async (c) => showForm(c, await taughtEvent(c, services), undefined))

  app.form(
    `${all}/new`,
    { audit: recorded('assignment.create', '{made}', { everyone: true }), ...refusing },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const { actor, now } = c.var
      const publish = typed.text('publish') === 'yes'
      const asked = readAs(NewAssignment, { ...readAssignment(typed, undefined), publish })
      const made = await createAssignment(table, event.slug, asked, { by: requirePerson(actor).id, now })
      return done(`${addressOfAssignments(event)}/${made.id}?done=${publish ? 'made' : 'drafted'}`)
    },
  )

  app.page(`${all}/:id`, { audit: why.impersonal }, (c) => showAgain(c, {}))

  app.form(
    `${all}/:id`,
    { audit: recorded('assignment.change', '{id}', { everyone: true }), ...refusing },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const { id } = await getAssignment(table, event.slug, c.req.param('id'))
      const publish = typed.text('publish') === 'yes'
      const asked = { ...readAssignment(typed, null), revision: numberIn(typed, 'revision') }
      const change = readAs(AssignmentChange, { ...asked, ...(publish ? { publish } : {}) })
      await changeAssignment(table, event.slug, id, change, c.var.now)
      return done(`${addressOfAssignments(event)}?done=${publish ? 'made' : 'changed'}`)
    },
  )

  app.form(
    `${all}/:id/withdraw`,
    {
      audit: recorded('assignment.withdraw', '{id}', { everyone: true }),
      ...refusing,
      again: (c, { errors }) => showAgain(c, { errors, status: 409 }),
    },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const revision = numberIn(typed, 'revision')
      await withdrawAssignment(table, event.slug, c.req.param('id'), { revision, now: c.var.now })
      return done(`${addressOfAssignments(event)}?done=withdrawn`)
    },
  )
})
