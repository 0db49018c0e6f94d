import { type Event, skuOf } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import { type Levels, remaining } from '@lectern/core/registration'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'

type Props = {
  event: Event
  levels: Levels
  actor: PersonActor | undefined
  typed?: { sku: string; name: string; email: string }
}

/** Joins the queue for a ticket that is gone. Says first what then happens. */
export const WaitingForm = ({ event, levels, actor, typed }: Props) => {
  const gone = event.tickets.filter(
    (ticket) => ticket.sale === undefined && remaining(event, ticket.slug, levels) === 0,
  )
  const [first] = gone.length > 0 ? gone : event.tickets
  return (
    <form class="grid gap-4" method="post" action="/waitlist" id="waiting-list">
      <ErrorSummary />
      <p class="text-[0.95rem]">
        When a spot opens, we email the first person in line and hold it for 24 hours. Waiting is free.
      </p>
      {gone.length > 1 ? (
        <Select
          name="sku"
          label="Ticket"
          value={typed?.sku}
          options={gone.map((ticket) => ({ value: skuOf(event.slug, ticket), label: ticket.name }))}
        />
      ) : (
        first && <HiddenFields values={{ sku: skuOf(event.slug, first) }} />
      )}
      <TextInput name="name" label="Your name" autocomplete="name" maxlength={120} value={typed?.name ?? actor?.name} />
      <TextInput
        name="email"
        label="Your email"
        type="email"
        autocomplete="email"
        maxlength={254}
        value={typed?.email ?? actor?.email}
        readonly={actor !== undefined}
      />
      <SubmitButton block busy="Joining…">
        Join the waitlist
      </SubmitButton>
    </form>
  )
}
