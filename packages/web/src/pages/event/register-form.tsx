import { type Event, skuOf } from '@lectern/core/catalog'
import { attendeeLimit, type Levels, remaining } from '@lectern/core/registration'
import { RadioGroup } from '../../components/choice.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { formatPrice } from '../event-words.ts'

type Props = { event: Event; levels: Levels }

const only = (event: Event) => (event.tickets.length === 1 ? event.tickets[0] : undefined)

/** Free and for oneself alone, the cart has nothing to add: the form leads straight on. */
const next = (event: Event): string | undefined => (only(event)?.priceCents === 0 ? 'checkout' : undefined)

/** One seat of the one ticket: the button that everyone looks for. */
export const RegisterButton = ({ event, block = true }: { event: Event; block?: boolean }) => {
  const ticket = only(event)
  return ticket === undefined ? null : (
    <form method="post" action="/cart/lines">
      <HiddenFields values={{ sku: skuOf(event.slug, ticket), next: next(event) }} />
      <SubmitButton block={block}>Register</SubmitButton>
    </form>
  )
}

const formatLeft = (left: number | undefined): string | undefined =>
  left === undefined ? undefined : left === 0 ? 'Sold out' : left <= 10 ? `${left} left` : undefined

/** Which of several tickets, and how many. */
export const TicketForm = ({ event, levels }: Props) => {
  const options = event.tickets.map((ticket) => {
    const left = remaining(event, ticket.slug, levels)
    return {
      value: skuOf(event.slug, ticket),
      label: `${ticket.name} · ${formatPrice(ticket.priceCents)}`,
      hint: [ticket.description, formatLeft(left)].filter(Boolean).join(' ') || undefined,
      disabled: left === 0,
    }
  })
  return (
    <form class="grid gap-4" method="post" action="/cart/lines" id="tickets">
      <RadioGroup
        name="sku"
        label="Ticket"
        options={options}
        value={options.find((option) => !option.disabled)?.value}
      />
      <TextInput
        name="quantity"
        label="Number of people"
        type="number"
        value={1}
        min={1}
        max={attendeeLimit}
        step={1}
      />
      <SubmitButton block>Add to cart</SubmitButton>
    </form>
  )
}

/** For a team: each person is named at the checkout. */
export const SeveralPeople = ({ event, levels }: Props) => {
  const ticket = only(event)
  if (ticket === undefined) return null
  const left = remaining(event, ticket.slug, levels)
  const most = Math.min(attendeeLimit, left ?? attendeeLimit)
  if (most < 2) return null
  return (
    <details class="text-sm">
      <summary class="text-muted">
        Coming with your team? <span class="text-link">Register several people at once</span>
      </summary>
      <form class="mt-4 grid gap-4 text-base" method="post" action="/cart/lines">
        <HiddenFields values={{ sku: skuOf(event.slug, ticket) }} />
        <TextInput
          name="quantity"
          label="Number of people"
          hint={`Up to ${most}. You’ll add their names at checkout, and each person gets an invite.`}
          type="number"
          value={2}
          min={1}
          max={most}
          step={1}
        />
        <SubmitButton look="plain">Add to cart</SubmitButton>
      </form>
    </details>
  )
}
