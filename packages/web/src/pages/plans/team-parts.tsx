import { type ChangeQuote, isTaken, type ManagedTeam, type Plan, type TeamSeat } from '@lectern/core/membership'
import type { Instant, Zone } from '@lectern/core/platform'
import { formatZonedDate } from '@lectern/core/schedule'
import { ActButton } from '../../components/act-button.tsx'
import { Badge } from '../../components/badge.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Panel } from '../../components/panel.tsx'
import { Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { formatPrice } from '../event-words.ts'

export const teamPage = '/account/team'

const states = {
  held: ['good', 'Has a seat'],
  invited: ['blue', 'Invited'],
  asked: ['ending', 'Asks for a seat'],
} as const

export const SeatRow = ({ seat, now, zone }: { seat: TeamSeat; now: Instant; zone: Zone }) => {
  const expired = seat.state === 'invited' && !isTaken(seat, now)
  const [tone, words] = expired ? (['quiet', 'Invitation expired'] as const) : states[seat.state]
  return (
    <li class="flex flex-wrap items-center gap-3 border-b border-base-300 py-3">
      <span class="min-w-0 flex-1 basis-56">
        <b class="break-words">{seat.email}</b>
        <span class="block text-sm text-muted">
          {seat.invitedUntil && !expired
            ? `Good until ${formatZonedDate(seat.invitedUntil, zone)}`
            : `Since ${formatZonedDate(seat.since, zone)}`}
        </span>
      </span>
      <Badge tone={tone}>{words}</Badge>
      {seat.state === 'asked' && (
        <ActButton
          action={`${teamPage}/give`}
          words="Give a seat"
          about={`to ${seat.email}`}
          values={{ email: seat.email }}
          look="primary"
        />
      )}
      {seat.state === 'invited' && (
        <ActButton
          action={`${teamPage}/invite`}
          words="Send again"
          about={`to ${seat.email}`}
          values={{ emails: seat.email }}
        />
      )}
      <ActButton
        action={`${teamPage}/revoke`}
        words={seat.state === 'held' ? 'Free this seat' : 'Remove'}
        about={`: ${seat.email}`}
        values={{ email: seat.email }}
        look="danger"
      />
    </li>
  )
}

/** Each seat as a circle: held, invited, free. */
export const SeatCircles = ({ seats, held, invited }: { seats: number; held: number; invited: number }) => (
  <ul class="seats" aria-label={`${held} held, ${invited} invited, ${seats - held - invited} free`}>
    {Array.from({ length: Math.min(seats, 60) }, (_, at) => (
      <li class={at < held ? 'seat-held' : at < held + invited ? 'seat-invited' : ''} />
    ))}
  </ul>
)

export const Invite = ({ free }: { free: number }) => (
  <Panel title="Invite people">
    <form method="post" action={`${teamPage}/invite`} class="grid gap-4">
      <TextArea
        name="emails"
        label="Email addresses"
        hint={`One per line, or separated by commas. ${free === 1 ? '1 seat is' : `${free} seats are`} free.`}
        rows={4}
      />
      <div>
        <SubmitButton busy="Sending…">Send invitations</SubmitButton>
      </div>
    </form>
  </Panel>
)

export const Buy = ({ plan, seats }: { plan: Plan; seats: number; invoiced: boolean }) =>
  plan.seats === undefined ? null : (
    <Panel title="Seats">
      <form method="get" action={`${teamPage}/seats`} class="flex flex-wrap items-end gap-3">
        <div class="w-32">
          <TextInput
            name="seats"
            type="number"
            inputmode="numeric"
            label="Seats in all"
            value={seats + 1}
            min={plan.seats.included}
            max={plan.seats.most}
          />
        </div>
        <SubmitButton look="plain">See the price</SubmitButton>
      </form>
      <p class="text-sm text-muted">
        More seats cost {formatPrice(plan.seats.extraCents)} a year each, for the days that are left. Fewer count from
        your renewal on.
      </p>
    </Panel>
  )

export const Settings = ({ team, managers }: { team: ManagedTeam['team']; managers: string[] }) => (
  <Panel title="Team">
    <form method="post" action={`${teamPage}/settings`} class="grid gap-4">
      <TextInput name="name" label="Team name" value={team.name} maxlength={80} />
      <TextInput
        name="domains"
        label="Email domains"
        optional
        hint="Anyone who signs in with an address under one of these is offered a seat. It must be yours."
        value={team.domains.join(', ')}
      />
      <Select
        name="join"
        label="People with these domains"
        value={team.join}
        options={[
          { value: 'take', label: 'Can take a free seat' },
          { value: 'ask', label: 'Ask, and a manager confirms' },
        ]}
      />
      <TextArea
        name="managers"
        label="Managers"
        optional
        hint="People with a seat who may invite others and free seats. Five at most."
        value={managers.join('\n')}
        rows={3}
      />
      <div>
        <SubmitButton look="plain">Save</SubmitButton>
      </div>
    </form>
  </Panel>
)

export const Price = ({ quote, zone }: { quote: ChangeQuote; zone: Zone }) => (
  <Panel title={`${quote.seats} seats`}>
    <p class="text-2xl" data-part="due">
      {quote.when === 'now' ? `${formatPrice(quote.dueCents)} today` : `From ${formatZonedDate(quote.renewsAt, zone)}`}
    </p>
    <p>
      {quote.when === 'now'
        ? `For the days until ${formatZonedDate(quote.renewsAt, zone)}, charged to the card we have.`
        : 'Nothing is charged now.'}{' '}
      Renews {formatZonedDate(quote.renewsAt, zone)} for {formatPrice(quote.renewalCents)}.
    </p>
    <form method="post" action={`${teamPage}/seats`} class="flex flex-wrap gap-3">
      <HiddenFields values={{ seats: quote.seats, due: quote.dueCents, at: quote.at }} />
      <SubmitButton busy="Changing your seats…">
        {quote.when === 'now' ? `Pay ${formatPrice(quote.dueCents)}` : 'Change at renewal'}
      </SubmitButton>
      <ButtonLink look="ghost" href={teamPage}>
        Go back
      </ButtonLink>
    </form>
  </Panel>
)
