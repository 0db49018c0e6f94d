import { sessionsOf } from '@lectern/core/catalog'
import { cutText, Problem } from '@lectern/core/platform'
import {
  NewSubmission,
  type OwnWork,
  openAssignment,
  openOwnFile,
  sendSubmission,
  type Taking,
  timesOf,
} from '@lectern/core/teaching'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, errorsOf, noErrors, parseTyped, refusalOf } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import type { Typed as Sent } from '../../forms/typed.ts'
import { flashOf, leadOn } from '../../layout/admin-page.tsx'
import { Section } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { contentPolicy } from '../../middleware/security-headers.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { assignmentAddress, formatDue, formatLate, formatMarking, formatStanding } from './assignment-words.ts'
import { WorkVersion } from './assignment-work.tsx'
import { StandingBadge } from './assignments-part.tsx'
import { formatPage, sessionTitle } from './class-words.ts'
import { SubmissionForm, type Typed } from './submission-form.tsx'

const flashes = {
  sent: 'Submitted. Your instructor has been notified, and we’ll email you when they respond.',
}

const Facts = ({ work: { event, assignment } }: { work: OwnWork }) => {
  const session = sessionsOf(event).find(({ id }) => id === assignment.session)
  const { dueAt } = timesOf(assignment, event)
  const due = (
    <>
      {formatDue(assignment, event)} <ReaderTime zone={event.zone} instants={[dueAt]} before="(" after=")" />
      <span class="block text-sm text-muted">{formatLate(assignment, event)}</span>
    </>
  )
  return (
    <KeyValue
      look="ruled"
      facts={[
        { term: 'Due', detail: due },
        { term: 'Session', detail: session && sessionTitle(event, session) },
        { term: 'Grading', detail: formatMarking(assignment) },
      ]}
    />
  )
}

const HandedOut = ({ work: { event, materials } }: { work: OwnWork }) => (
  <ul class="mt-6 grid gap-1">
    {materials.map(({ id, title }) => (
      <li>
        <TextLink href={`/events/${event.slug}/class/${id}`}>{title}</TextLink>
      </li>
    ))}
  </ul>
)

const formatClosed: Record<Exclude<Taking, { taken: true }>['why'], string> = {
  withdrawn: 'This assignment was withdrawn, so you don’t need to submit it. What you submitted stays here.',
  'too-late': 'This assignment is closed.',
  answered: 'You have feedback, so you don’t need to submit anything else.',
  'too-many-versions': 'You’ve reached the limit for versions. Email your instructor.',
}

const Submitting = ({ work, typed }: { work: OwnWork; typed: Typed }) => {
  const { by, submission, taking } = work
  if (by === 'teaching') return <Notice>Attendees submit their work here. You see this because you teach.</Notice>
  if (!taking.taken) return <Notice>{formatClosed[taking.why]}</Notice>
  return (
    <>
      {submission?.state === 'waiting' && (
        <p class="mb-5 max-w-prose text-muted">
          You can submit another version until you get feedback. It replaces the last one.
        </p>
      )}
      <SubmissionForm work={work} typed={typed} />
    </>
  )
}

const formTitle = ({ submission, taking, by }: OwnWork): string =>
  submission && taking.taken && by === 'attending' ? 'Submit another version' : 'Submit your work'

/** A new version begins as the last one, with what was uploaded since. */
const beginningOf = ({ files, versions }: OwnWork): Typed => {
  const last = versions.at(-1)
  const uploaded = files.filter(({ version }) => version === undefined).map(({ id }) => id)
  return { text: last?.text ?? '', link: last?.link ?? '', files: [...(last?.files ?? []), ...uploaded] }
}

const typedOf = (form: Sent): Typed => ({
  text: cutText(form.text('text'), 40_000),
  link: cutText(form.text('link'), 4000),
  files: form.values('files').slice(0, 100),
})

const fieldOf = (path: string): string | undefined => {
  const [first = ''] = path.split('.')
  return ['text', 'link', 'files'].includes(first) ? first : undefined
}

/** `/events/:slug/class/assignments/:id`: what is asked, what its reader has submitted, and what was said of it. */
export const assignmentPages = definePages({ who: 'person' }, (app, services) => {
  const { table, files, paymentOrigins } = services
  const address = '/events/:slug/class/assignments/:id'

  const show = async (c: Request, { typed, errors = noErrors, status = 200 }: Seen = {}) => {
    const { actor, now } = c.var
    const work = await openAssignment(table, c.req.param('slug') ?? '', c.req.param('id') ?? '', actor, now)
    const { event, assignment, versions } = work
    const page = { label: formatPage(event), href: `/events/${event.slug}/class` }
    // From here a script may send something to the store.
    c.header('Content-Security-Policy', contentPolicy(paymentOrigins, [files.origin]))
    return c.html(
      <SitePage
        title={`${assignment.title}: ${event.title}`}
        unlisted
        nav="account"
        width="text"
        flash={flashOf(c, flashes)}
        errors={errors}
      >
        <PageHeading
          trail={[myEvents, page, { label: 'Assignment' }]}
          size="work"
          kicker={event.title}
          title={assignment.title}
          badge={work.by === 'attending' && <StandingBadge standing={formatStanding(work, event, now)} />}
        />
        <div class="mt-6 grid gap-6">
          <ErrorSummary />
          <Facts work={work} />
        </div>
        {assignment.instructions !== '' && (
          <div class="mt-8">
            <Paragraphs text={assignment.instructions} />
          </div>
        )}
        {work.materials.length > 0 && <HandedOut work={work} />}
        {versions.length > 0 && (
          <Section title="What you submitted">
            <div class="grid gap-5">
              {versions.toReversed().map((version) => (
                <WorkVersion
                  event={event}
                  version={version}
                  files={work.files}
                  address={assignmentAddress(assignment)}
                  feedbackTitle="Feedback"
                />
              ))}
            </div>
          </Section>
        )}
        <Section title={formTitle(work)} id="submit">
          <Submitting work={work} typed={typed ?? beginningOf(work)} />
        </Section>
      </SitePage>,
      status,
    )
  }

  app.page(address, { audit: why.own }, (c) => show(c))

  app.form(address, { audit: why.own }, async (c, form) => {
    const { actor, now } = c.var
    const { slug, id } = c.req.param()
    const typed = typedOf(form)
    const asked = {
      ...{ after: form.has('after') ? Number(form.text('after')) : Number.NaN, text: typed.text, files: typed.files },
      ...(typed.link === '' ? {} : { link: typed.link }),
    }
    const parsed = parseTyped(NewSubmission, asked)
    if (!parsed.ok) return again(show(c, { typed, errors: errorsOf(parsed.errors, fieldOf), status: 400 }))
    try {
      await sendSubmission(table, slug, id, actor, parsed.value, now)
    } catch (error) {
      const errors = errorsOf(refusalOf(error), fieldOf)
      return again(show(c, { typed, errors, status: error instanceof Problem && error.kind === 'invalid' ? 400 : 409 }))
    }
    return done(`/events/${slug}/class/assignments/${id}?done=sent`)
  })

  app.page(`${address}/files/:file`, { audit: why.own }, async (c) => {
    const { slug, id, file } = c.req.param()
    const { url } = await openOwnFile(services, { slug, assignment: id, id: file }, c.var.actor, c.var.now)
    return leadOn(c, url)
  })
})

type Seen = { typed?: Typed; errors?: Errors; status?: 200 | 400 | 409 }
