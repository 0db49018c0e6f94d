// Submissions for assignments, read and answered by those who teach.
import type { Event } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import {
  answerSubmission,
  findNeighbors,
  getAssignment,
  getWork,
  listWorkFor,
  NewFeedback,
  openHandedIn,
  type Work,
} from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { RadioGroup } from '../../components/choice.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { noErrors, readAs } from '../../forms/errors.ts'
import { definePages, done, type Refused, recorded } from '../../forms/pages.ts'
import { type Typed, typedFrom } from '../../forms/typed.ts'
import { addressOf, flashOf, leadOn } from '../../layout/admin-page.tsx'
import { WithAside } from '../../layout/columns.tsx'
import { csvFile, wantsFile } from '../../lists/columns.ts'
import { DownloadLink } from '../../lists/download-link.tsx'
import { WorkVersion } from '../class/assignment-work.tsx'
import type { Request } from '../site-page.tsx'
import { numberIn } from './assignments.tsx'
import { addressOfAssignments, addressOfWork, WorkList, workColumns } from './assignments-parts.tsx'
import { showTeach, taughtEvent } from './teach-page.tsx'

const flashes = { answered: 'Feedback sent. We’re emailing the attendee.' } as const

type Neighbors = Awaited<ReturnType<typeof findNeighbors>>

const Onward = ({ event, neighbors: { previous, next } }: { event: Event; neighbors: Neighbors }) => (
  <nav class="flex flex-wrap gap-2" aria-label="More to review">
    {previous && (
      <ButtonLink size="small" href={addressOfWork(event, previous)}>
        Previous waiting<span class="sr-only">: {previous.name}</span>
      </ButtonLink>
    )}
    {next && (
      <ButtonLink size="small" href={addressOfWork(event, next)}>
        Next waiting<span class="sr-only">: {next.name}</span>
      </ButtonLink>
    )}
    {!previous && !next && <p class="text-sm text-muted">Nothing else to review.</p>}
  </nav>
)

/** What was given already, to be changed; else nothing. */
const typedOfFeedback = ({ versions }: Work): Typed => {
  const given = versions.at(-1)?.feedback
  const result = given?.result
  return typedFrom([
    ['text', given?.text ?? ''],
    ['passed', result?.by === 'pass' ? (result.passed ? 'yes' : 'no') : ''],
    ['points', result?.by === 'points' ? String(result.points) : ''],
  ])
}

const FeedbackForm = ({ event, work, typed }: { event: Event; work: Work; typed: Typed }) => {
  const { assignment, submission } = work
  const { marking } = assignment
  const text = (name: string) => ({ name, value: typed.text(name) })
  return (
    <Panel title={submission.state === 'answered' ? 'Edit your feedback' : 'Your feedback'}>
      <form class="grid gap-5" method="post" action={addressOfWork(event, submission)}>
        <input type="hidden" name="version" value={String(submission.version)} />
        <input type="hidden" name="revision" value={String(submission.revision)} />
        {marking.by === 'pass' && (
          <RadioGroup
            label="Result"
            options={[
              { value: 'yes', label: 'Passed' },
              { value: 'no', label: 'Not yet', hint: 'Asks for another version.' },
            ]}
            {...text('passed')}
          />
        )}
        {marking.by === 'points' && (
          <TextInput label="Points" inputmode="numeric" suffix={`of ${marking.outOf}`} {...text('points')} />
        )}
        <TextArea
          label="Feedback"
          optional={marking.by !== 'none'}
          rows={9}
          maxlength={10_000}
          hint={`On version ${submission.version}.`}
          {...text('text')}
        />
        <div>
          <SubmitButton busy="Sending…">Send feedback</SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

/** What was typed, in the shape that the schema takes. */
const readFeedback = (typed: Typed): Record<string, unknown> => {
  const [passed, points] = [typed.text('passed'), typed.text('points')]
  return {
    version: numberIn(typed, 'version'),
    revision: numberIn(typed, 'revision'),
    text: typed.text('text'),
    ...(passed === '' ? {} : { passed: passed === 'yes' }),
    ...(points === '' ? {} : { points: Number(points) }),
  }
}

type Seen = Partial<Pick<Refused, 'typed' | 'errors' | 'status'>>

/** `/teach/:slug/assignments/:id/work`, and below it the work of each. */
export const submissionPages = definePages({ who: 'teacher' }, (app, services) => {
  const { table } = services
  const all = '/teach/:slug/assignments/:id/work'

  app.page(all, { audit: recorded('submission.list', '{id}', { everyone: true }) }, async (c) => {
    const event = await taughtEvent(c, services)
    const assignment = await getAssignment(table, event.slug, c.req.param('id'))
    if (wantsFile(c)) {
      return csvFile(c, `submissions-${assignment.id}`, workColumns(event), (cursor) =>
        listWorkFor(table, assignment.id, { cursor }),
      )
    }
    const { items, next } = await listWorkFor(table, assignment.id, { cursor: c.req.query('cursor') })
    const view = { event, tab: 'assignments', title: assignment.title } as const
    return showTeach(
      c,
      view,
      <Panel
        title={assignment.title}
        actions={
          <>
            <ButtonLink size="small" href={addressOfAssignments(event)}>
              All assignments
            </ButtonLink>
            {items.length > 0 && <DownloadLink address={addressOf(c)} />}
          </>
        }
        flush
      >
        <WorkList
          event={event}
          caption={`Submissions for ${assignment.title}, newest first`}
          work={items}
          empty="Nothing submitted yet."
        />
        <div class="px-5 md:px-6">
          <Pagination address={addressOf(c)} next={next} />
        </div>
      </Panel>,
    )
  })

  const show = async (c: Request, event: Event, { typed, errors = noErrors, status }: Seen = {}) => {
    const key = { person: c.req.param('person') ?? '', assignment: c.req.param('id') ?? '' }
    const work = await getWork(table, event.slug, key)
    const { assignment, submission, versions, files } = work
    const neighbors = await findNeighbors(table, submission)
    const title = `${submission.name}, ${assignment.title}`
    return showTeach(
      c,
      { event, tab: 'assignments', title, flash: flashOf(c, flashes), status, errors },
      <>
        <div class="flex flex-wrap items-center justify-between gap-3">
          <div class="min-w-0">
            <h2 class="text-2xl font-semibold wrap-anywhere">{submission.name}</h2>
            <p class="break-words text-muted">
              <TextLink href={`${addressOfAssignments(event)}/${assignment.id}/work`}>{assignment.title}</TextLink>
            </p>
          </div>
          <Onward event={event} neighbors={neighbors} />
        </div>
        <ErrorSummary />
        <WithAside aside={<FeedbackForm event={event} work={work} typed={typed ?? typedOfFeedback(work)} />}>
          <div class="grid gap-5">
            {versions.toReversed().map((version) => (
              <WorkVersion
                event={event}
                version={version}
                files={files}
                address={addressOfWork(event, submission)}
                feedbackTitle="Feedback given"
              />
            ))}
          </div>
        </WithAside>
      </>,
    )
  }

  app.page(`${all}/:person`, { audit: recorded('submission.read', '{person}', { everyone: true }) }, async (c) =>
    show(c, await taughtEvent(c, services)),
  )

  app.form(
    `${all}/:person`,
    {
      audit: recorded('submission.answer', '{person}', { everyone: true }),
      again: async (c, refused) => show(c, await taughtEvent(c, services), refused),
    },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const { id, person } = c.req.param()
      const { actor, now } = c.var
      const key = { person, assignment: id }
      const feedback = readAs(NewFeedback, readFeedback(typed))
      await answerSubmission(table, event.slug, key, feedback, { by: requirePerson(actor).id, now })
      return done(`${addressOfWork(event, key)}?done=answered`)
    },
  )

  app.page(
    `${all}/:person/files/:file`,
    { audit: recorded('submission.read', '{person}', { everyone: true, leadsOn: true }) },
    async (c) => {
      const { slug, id, person, file } = c.req.param()
      const { url } = await openHandedIn(services, { slug, person, assignment: id, id: file }, c.var.actor)
      return leadOn(c, url)
    },
  )
})
