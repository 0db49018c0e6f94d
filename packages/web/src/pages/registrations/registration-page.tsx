import { sessionsOf } from '@lectern/core/catalog'
import type { Problem } from '@lectern/core/platform'
import { isLiveRegistration } from '@lectern/core/registration'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Fold } from '../../components/fold.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { Notice } from '../../components/notice.tsx'
import { RoomHead } from '../../components/room-head.tsx'
import { SideList } from '../../components/side-list.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, noErrors } from '../../forms/errors.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { QuestionField } from '../checkout/seat-fields.tsx'
import { hueOf } from '../event-row.tsx'
import { kicker } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { Ending } from './cancel-page.tsx'
import { type OwnRegistration, registrationPath } from './load-registration.ts'
import { Facts, moreLinks, Pass, Sessions } from './registration-parts.tsx'

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

const Name = ({ own, typed }: Pick<Required<Props>, 'own' | 'typed'>) => (
  <Fold
    title="Your name"
    note={own.registration.name}
    icon="person"
    id="name"
    group="change"
    open={
      typed.name !== undefined || (own.registration.boughtBy !== undefined && own.registration.namedAs === undefined)
    }
  >
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
  </Fold>
)

const OwnAnswers = ({ own, typed }: Pick<Required<Props>, 'own' | 'typed'>) => {
  const { event, registration, mayAnswer, token } = own
  if (event.questions.length === 0) return null
  const answers = registration.answers ?? {}
  const given = event.questions.filter(({ id }) => textOf(answers[id]) !== '').length
  const note = `${given} of ${event.questions.length} answered`
  if (!mayAnswer) {
    return (
      <Fold title="Your answers" note={note} icon="pencil" id="answers" group="change">
        <KeyValue
          facts={event.questions.map(({ id, label }) => ({
            term: label,
            detail: answers[id] === true ? 'Yes' : textOf(answers[id]) || 'No answer',
          }))}
        />
      </Fold>
    )
  }
  return (
    <Fold title="Your answers" note={note} icon="pencil" id="answers" group="change" open={typed.answers !== undefined}>
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
    </Fold>
  )
}

/** Someone's own page of a registration: the pass, then what can be changed, one fold each. */
export const RegistrationPage = ({ c, own, typed = {}, errors = noErrors, refusal }: Props) => {
  const { event, registration, token } = own
  const { now } = c.var
  const live = isLiveRegistration(registration)
  const ended = c.req.query('done') === 'ended'
  return (
    <SitePage
      title={`Your registration: ${event.title}`}
      unlisted
      width="full"
      here={registrationPath(own)}
      flash={ended !== live ? flashOf(c, flashes) : undefined}
      errors={errors}
    >
      <div class={`hue-${hueOf(event)}`}>
        <RoomHead
          of={event}
          back={token === undefined ? myEvents : { href: `/events/${event.slug}`, label: 'See the event' }}
          kind={kicker(event)}
          title={event.title}
          card={<Pass own={own} now={now} />}
        >
          <Facts own={own} now={now} />
        </RoomHead>
        <div class="page page-body cols">
          <div class="col">
            <ErrorSummary />
            {refusal && <Notice tone="warning" title={refusal.message} />}
            {!live && (
              <Notice title="This registration has ended">
                <TextLink href={`/events/${event.slug}`}>See the event</TextLink> to register again, if there are seats.
              </Notice>
            )}
            {live && (
              <section>
                <h2>Change something</h2>
                <OwnAnswers own={own} typed={typed} />
                <Name own={own} typed={typed} />
                <Ending own={own} now={now} />
              </section>
            )}
            {live && sessionsOf(event).length > 1 && <Sessions own={own} now={now} />}
          </div>
          <aside class="col" aria-label="More">
            <section>
              <h2>More</h2>
              <SideList links={moreLinks(own)} />
            </section>
          </aside>
        </div>
      </div>
    </SitePage>
  )
}
