import { formatCents, type Problem } from '@lectern/core/platform'
import { isLiveRegistration } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, noErrors } from '../../forms/errors.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { QuestionField } from '../checkout/seat-fields.tsx'
import { CalendarLinks } from '../event/calendar-links.tsx'
import { describePlace, formatMoment, formatSession, kicker, whenLine } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { type OwnRegistration, registrationPath } from './load-registration.ts'

export type TypedRegistration = { name?: string; answers?: Record<string, string> }

type Props = {
  c: Request
  own: OwnRegistration
  typed?: TypedRegistration
  errors?: Errors
  refusal?: Problem
}

const flashes = {
  name: 'Name saved.',
  answers: 'Answers saved.',
  ended: 'Your registration is canceled.',
}

/** An answer as a form has it. */
const textOf = (answer: string | boolean | undefined): string =>
  answer === true ? 'yes' : typeof answer === 'string' ? answer : ''

/** What ending it does to the money, and until when: a whole sentence or two. */
export const formatEnding = ({ event, terms, byAnother }: OwnRegistration, now: string): string => {
  if (!terms) return ''
  const until = terms.until && formatMoment(terms.until, event.zone, now)
  if (terms.paidCents === 0) return 'There’s nothing to refund.'
  const amount = formatCents(terms.paidCents)
  if (terms.open) {
    return byAnother
      ? `The person who registered you gets ${amount} back. Full refund until ${until}.`
      : `You get ${amount} back. Full refund until ${until}.`
  }
  return `Refunds ended on ${until}, so ${amount} isn’t refunded.${byAnother ? ' We’ll tell the person who registered you.' : ''}`
}

const Name = ({ own, typed }: Pick<Required<Props>, 'own' | 'typed'>) => (
  <Panel title="Your name" id="name">
    <form
      class="flex max-w-xl flex-wrap items-end gap-3"
      method="post"
      action={`/registrations/${own.event.slug}/name`}
    >
      <HiddenFields values={{ token: own.token }} />
      <div class="min-w-0 flex-1 basis-64">
        <TextInput
          name="name"
          label="Name"
          hint={
            own.registration.boughtBy && own.registration.namedAs === undefined
              ? 'Someone else entered this. Check it, because it goes on the roster and certificates.'
              : 'As it appears on the roster'
          }
          autocomplete="name"
          maxlength={120}
          value={typed.name ?? own.registration.name}
        />
      </div>
      <SubmitButton look="plain">Save</SubmitButton>
    </form>
  </Panel>
)

const OwnAnswers = ({ own, typed }: Pick<Required<Props>, 'own' | 'typed'>) => {
  const { event, registration, mayAnswer, token } = own
  if (event.questions.length === 0) return null
  const answers = registration.answers ?? {}
  if (!mayAnswer) {
    return (
      <Panel title="Your answers" id="answers">
        <KeyValue
          facts={event.questions.map(({ id, label }) => ({
            term: label,
            detail: answers[id] === true ? 'Yes' : textOf(answers[id]) || 'No answer',
          }))}
        />
      </Panel>
    )
  }
  return (
    <Panel title="Your answers" id="answers">
      <form class="grid max-w-xl gap-4" method="post" action={`/registrations/${event.slug}/answers`}>
        <HiddenFields values={{ token }} />
        <p class="text-sm text-muted">You can change them until the first session starts.</p>
        {event.questions.map((question) => (
          <QuestionField
            question={question}
            name={`answers.${question.id}`}
            value={typed.answers?.[question.id] ?? textOf(answers[question.id])}
          />
        ))}
        <div>
          <SubmitButton look="plain">Save answers</SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

/** Someone's own page of a registration: what and when, their name and answers, and how to end it. */
export const RegistrationPage = ({ c, own, typed = {}, errors = noErrors, refusal }: Props) => {
  const { event, registration, terms, byAnother, token } = own
  const { now } = c.var
  const live = isLiveRegistration(registration)
  const ended = c.req.query('done') === 'ended'
  return (
    <SitePage
      title={`Your registration: ${event.title}`}
      unlisted
      width="text"
      here={registrationPath(own)}
      flash={ended !== live ? flashOf(c, flashes) : undefined}
      errors={errors}
    >
      <PageHeading kicker={kicker(event)} title={event.title} badge={<StateBadge state={registration.status} />}>
        <p class="nums">{whenLine(event, now)}</p>
        <p>{describePlace(event)}</p>
      </PageHeading>
      <Stack after gap="large">
        <ErrorSummary />
        {refusal && <Notice tone="warning" title={refusal.message} />}
        {registration.boughtBy && <p>Someone else registered you: {registration.boughtBy}.</p>}
        {!live && (
          <Notice title="This registration has ended">
            <TextLink href={`/events/${event.slug}`}>See the event</TextLink> to register again, if there are seats.
          </Notice>
        )}
        {live && event.sessions.length > 1 && (
          <Panel title="Sessions" id="sessions">
            <ol class="nums grid list-decimal gap-1 pl-5">
              {event.sessions
                .filter(({ status }) => status === 'scheduled')
                .map((session) => (
                  <li>
                    {session.title ? `${session.title}: ` : ''}
                    {formatSession(session, now)}
                  </li>
                ))}
            </ol>
          </Panel>
        )}
        {live && (
          <div class="max-w-xs">
            <CalendarLinks event={event} now={now} />
          </div>
        )}
        {live && <Name own={own} typed={typed} />}
        {live && <OwnAnswers own={own} typed={typed} />}
        {terms && (
          <Panel title={byAnother ? 'Decline' : 'Cancel'} id="cancel">
            <p>{formatEnding(own, now)}</p>
            <div>
              <ButtonLink href={registrationPath(own, '/cancel')}>
                {byAnother ? 'Decline this registration' : 'Cancel my registration'}
              </ButtonLink>
            </div>
          </Panel>
        )}
        {token === undefined && (
          <p>
            <TextLink href="/account">All my events</TextLink>
          </p>
        )}
      </Stack>
    </SitePage>
  )
}

/** The one question before it ends: what will happen, and the button that does it. */
export const CancelPage = ({ c, own, refusal }: Omit<Props, 'typed' | 'errors'>) => {
  const { event, terms, byAnother, token } = own
  const { now } = c.var
  const loses = terms !== undefined && terms.paidCents > 0 && !terms.open
  const title = byAnother ? 'Decline this registration?' : 'Cancel your registration?'
  return (
    <SitePage title={title} unlisted width="form" here={registrationPath(own, '/cancel')}>
      <PageHeading kicker={event.title} title={terms ? title : 'Nothing to cancel'} size="work">
        <p class="nums">{whenLine(event, now)}</p>
      </PageHeading>
      <Stack after>
        {refusal && <Notice tone="warning" title={refusal.message} />}
        {terms ? (
          <form class="grid gap-4" method="post" action={`/registrations/${event.slug}/cancel`}>
            <HiddenFields values={{ token, forfeit: loses ? 'yes' : undefined }} />
            <p>We offer your seat to someone else right away, so you may not get it back. {formatEnding(own, now)}</p>
            <div class="flex flex-wrap gap-3">
              <SubmitButton look="danger" busy="One moment…">
                {byAnother ? 'Decline' : loses ? 'Cancel without a refund' : 'Cancel my registration'}
              </SubmitButton>
              <ButtonLink look="ghost" href={registrationPath(own)}>
                Keep my seat
              </ButtonLink>
            </div>
          </form>
        ) : (
          <p>
            This registration or event has already ended.{' '}
            <TextLink href={registrationPath(own)}>See the registration</TextLink>
          </p>
        )}
      </Stack>
    </SitePage>
  )
}
