import { formatCents } from '@lectern/core/platform'
import { isLiveRegistration, nameForBuyer, openSeats, type Registration, seatTerms } from '@lectern/core/registration'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import type { Errors } from '../../forms/errors.ts'
import type { OrderView } from './load-order.ts'

/** What was typed for one seat, and what is wrong with it. */
export type TypedSeatChange = { registration: string; name: string; email: string; errors: Errors }

type Props = { view: OrderView; token?: string; registration: Registration; typed?: TypedSeatChange }

/** One person of an order, with the forms that correct, hand on, or cancel their seat. They work without script. */
export const SeatRow = ({ view, token, registration, typed }: Props) => {
  const { order, events, now } = view
  const { id, email, status } = registration
  const name = nameForBuyer(registration)
  const event = events.get(registration.event)
  const seat = openSeats(order).find((one) => one.registration === id)
  const mine = typed?.registration === id ? typed : undefined
  const open = seat !== undefined && event !== undefined && isLiveRegistration(registration)
  const terms = open ? seatTerms(order, seat, event, now) : undefined
  const action = (what: string) => `/orders/${order.id}/seats/${id}/${what}`
  return (
    <li class="grid gap-2 border-t border-base-300 pt-2">
      <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span class="min-w-0 break-words">
          {name} <span class="text-muted">{email}</span>
        </span>
        <StateBadge state={status} />
      </div>
      {open && (
        <details open={mine !== undefined}>
          <summary class="text-link w-fit text-sm">
            Change or cancel this seat<span class="sr-only">: {name}</span>
          </summary>
          <form class="mt-3 grid gap-3" method="post" action={action('correct')}>
            <HiddenFields values={{ token }} />
            <TextInput
              name="name"
              id={`name-${id}`}
              label="Name"
              maxlength={120}
              value={mine?.name ?? name}
              error={mine?.errors.get('name')}
            />
            <TextInput
              name="email"
              id={`email-${id}`}
              label="Email"
              type="email"
              maxlength={254}
              hint="A new address gives the seat to that person. We’ll email both of you."
              value={mine?.email ?? email}
              error={mine?.errors.get('email')}
            />
            <div>
              <SubmitButton look="plain" size="small">
                Save
              </SubmitButton>
            </div>
          </form>
          {terms?.open && order.seats.length > 1 && (
            <form class="mt-3 grid gap-2" method="post" action={action('cancel')}>
              <HiddenFields values={{ token }} />
              <p class="text-sm">
                {terms.paidCents > 0
                  ? `Canceling this seat refunds ${formatCents(terms.paidCents)}. The other seats don’t change.`
                  : 'Canceling this seat doesn’t change the others.'}
              </p>
              <div>
                <SubmitButton look="danger" size="small" busy="Canceling…">
                  Cancel this seat
                </SubmitButton>
              </div>
            </form>
          )}
        </details>
      )}
    </li>
  )
}
