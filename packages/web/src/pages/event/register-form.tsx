import { skuOf } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import { newToken } from '@lectern/core/platform'
import { Avatar } from '../../components/avatar.tsx'
import { RadioGroup } from '../../components/choice.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { EventView } from './load-event.ts'
import { centsOf, mostPeople, ticketOptions } from './register-words.ts'

type Props = {
  view: EventView
  /** Who has signed in: then nothing is left to type. */
  person: PersonActor | undefined
  /** Whether more than this seat is asked for, so that the second step is the checkout. */
  checkoutNext: boolean
  /** The form as it was sent, and the key of its attempt. */
  sent?: { sku: string; quantity: string; key: string }
  /** The one ticket that is meant, where something else chose it. */
  sku?: string
  /** What the button says, where it isn't about registering. */
  words?: string
}

/** By whom it's sent: two fields for a stranger; of someone signed in, their name. */
const Registrant = ({ person }: Pick<Props, 'person'>) =>
  person?.name ? (
    <p class="by text-sm">
      <Avatar name={person.name} />
      <span class="min-w-0 break-words">
        Registering as <b class="strong">{person.name}</b>
        <br />
        <span class="text-muted">{person.email}</span>
      </span>
    </p>
  ) : (
    <>
      <TextInput name="buyer.name" label="Your name" autocomplete="name" maxlength={120} />
      <TextInput
        name="buyer.email"
        label="Your email"
        type="email"
        autocomplete="email"
        maxlength={254}
        value={person?.email}
        readonly={person !== undefined}
      />
    </>
  )

const wordsOf = ({ view, checkoutNext, words }: Props): string => {
  if (checkoutNext || view.event.questions.length > 0) return 'Continue to checkout'
  const paid = view.event.tickets.every((ticket) => centsOf(view, ticket) > 0)
  return words ?? (paid ? 'Continue to payment' : 'Register')
}

/** For a team: everyone is named in the checkout, the buyer only here. */
const Team = ({ most, quantity }: { most: number; quantity: string }) => (
  <details class="text-sm" open={quantity !== '1'}>
    <summary class="text-muted">
      Coming with your team? <span class="text-link">Register several people at once</span>
    </summary>
    <div class="mt-3 text-base">
      <TextInput
        name="quantity"
        label="Number of people"
        hint={`Up to ${most}. You’ll add their names next, and each person gets an invite.`}
        type="number"
        value={quantity}
        min={1}
        max={most}
        step={1}
      />
    </div>
  </details>
)

/**
 * Registers on the event's own page: the fields of the checkout for one seat, under the same names. What asks for more (a question
 * of the event, more people, a code) is asked in the checkout, with everything kept.
 */
export const RegisterForm = (props: Props) => {
  const { view, person, sent } = props
  const { event, levels } = view
  const tickets = event.tickets.filter((ticket) => props.sku === undefined || props.sku === skuOf(event.slug, ticket))
  const options = ticketOptions(view).filter(({ value }) => props.sku === undefined || props.sku === value)
  const chosen = options.find(({ value }) => value === sent?.sku) ?? options.find((option) => !option.disabled)
  // A member registers for themselves, and an offer is for one.
  const alone = event.access === 'members' || props.sku !== undefined
  const most = alone ? 1 : mostPeople(event, levels)
  const shown = tickets.map((ticket) => [`shown.${skuOf(event.slug, ticket)}`, centsOf(view, ticket)] as const)
  return (
    <form class="grid gap-4" method="post" action={`/events/${event.slug}/register`} id="registering">
      <ErrorSummary />
      <HiddenFields values={{ key: sent?.key ?? newToken(), terms: 'yes', ...Object.fromEntries(shown) }} />
      {options.length > 1 ? (
        <RadioGroup name="sku" label="Ticket" options={options} value={chosen?.value} />
      ) : (
        <HiddenFields values={{ sku: options[0]?.value }} />
      )}
      <Registrant person={person} />
      <SubmitButton block size="large" busy="One moment…">
        {wordsOf(props)}
      </SubmitButton>
      <p class="text-sm text-muted">
        By registering you agree to the <TextLink href="/terms">terms</TextLink>.{' '}
        <button type="submit" class="text-link cursor-pointer" name="next" value="checkout" formnovalidate>
          {person && !alone ? 'Use a code or register someone else' : 'Have a code?'}
        </button>
      </p>
      {most > 1 && <Team most={most} quantity={sent?.quantity ?? '1'} />}
    </form>
  )
}
