import { isTaken, type ManagedTeam, type TeamSeat } from '@lectern/core/membership'
import type { Instant, Zone } from '@lectern/core/platform'
import { formatZonedDate } from '@lectern/core/schedule'
import { ActButton } from '../../components/act-button.tsx'
import { Avatar } from '../../components/avatar.tsx'
import { Badge } from '../../components/badge.tsx'
import { Fold } from '../../components/fold.tsx'
import { Icon } from '../../components/icon.tsx'
import { Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextInput } from '../../components/text-input.tsx'

export const teamPage = '/account/team'

/** A place in the team, with the name of the person who has it. */
export type Seated = TeamSeat & { name?: string | undefined; role?: 'Owner' | 'Manager' | undefined }

export type Timed = { now: Instant; zone: Zone }

const aboutSeat = (seat: TeamSeat, { now, zone }: Timed): string => {
  if (seat.state === 'asked') return `Asked for a seat ${formatZonedDate(seat.since, zone)}`
  if (seat.state === 'held') return `Since ${formatZonedDate(seat.since, zone)}`
  return isTaken(seat, now) && seat.invitedUntil
    ? `Invited. The seat is held until ${formatZonedDate(seat.invitedUntil, zone)}.`
    : 'Invitation expired'
}

const SeatRow = ({ seat, ...at }: { seat: Seated } & Timed) => {
  const { email, state, name = email, role } = seat
  return (
    <li>
      {state === 'held' ? (
        <Avatar name={name} />
      ) : (
        <span class="avatar avatar-wait" aria-hidden="true">
          <Icon name="mail" />
        </span>
      )}
      <span class="grow">
        <b class="break-words">{name}</b> {role && <Badge>{role}</Badge>}
        {state === 'asked' && <Badge tone="ending">Asks for a seat</Badge>}
        {name !== email && <p class="break-words">{email}</p>}
        <p>{aboutSeat(seat, at)}</p>
      </span>
      {state === 'asked' && (
        <ActButton
          action={`${teamPage}/give`}
          words="Give a seat"
          about={`to ${email}`}
          values={{ email }}
          look="primary"
        />
      )}
      {state === 'invited' && (
        <ActButton action={`${teamPage}/invite`} words="Resend" about={`to ${email}`} values={{ emails: email }} />
      )}
      <ActButton
        action={`${teamPage}/revoke`}
        words={state === 'held' ? 'Free this seat' : 'Remove'}
        about={`: ${email}`}
        values={{ email }}
        look="ghost"
      />
    </li>
  )
}

export const People = ({ seats, ...at }: { seats: readonly Seated[] } & Timed) => (
  <section aria-labelledby="people">
    <h2 id="people">People</h2>
    {seats.length === 0 ? (
      <p class="text-muted">Nobody has a seat yet. Invite people by their email addresses.</p>
    ) : (
      <ul class="lines lines-ruled">
        {seats.map((seat) => (
          <SeatRow seat={seat} {...at} />
        ))}
      </ul>
    )}
  </section>
)

/** How many circles are drawn at most. */
const mostCircles = 60

/** Each seat as a circle: who has it, who is invited, and what is free. */
export const SeatCircles = ({
  team,
  seats,
  now,
}: {
  team: ManagedTeam['team']
  seats: readonly Seated[]
  now: Instant
}) => {
  const held = seats.filter(({ state }) => state === 'held')
  const invited = seats.filter((seat) => seat.state === 'invited' && isTaken(seat, now))
  const free = Math.max(0, team.seats - held.length - invited.length)
  const taken = held.length + invited.length
  return (
    <section class="hue-blue" aria-labelledby="seats">
      <h2 id="seats">
        {taken} of {team.seats} seats taken
      </h2>
      <div class="seat-row" role="img" aria-label={`${held.length} held, ${invited.length} invited, ${free} free`}>
        {held.slice(0, mostCircles).map(({ name, email }) => (
          <Avatar name={name ?? email} />
        ))}
        {invited.slice(0, Math.max(0, mostCircles - held.length)).map(() => (
          <span class="avatar avatar-wait">
            <Icon name="mail" />
          </span>
        ))}
        {Array.from({ length: Math.max(0, Math.min(free, mostCircles - taken)) }, () => (
          <i />
        ))}
      </div>
    </section>
  )
}

export const Invite = ({ free }: { free: number }) => (
  <section aria-labelledby="invite">
    <h2 id="invite">Invite people</h2>
    <form method="post" action={`${teamPage}/invite`} class="panel grid gap-4 p-5">
      <TextArea
        name="emails"
        label="Email addresses"
        hint={`Separate with commas or lines. ${free === 1 ? '1 seat is' : `${free} seats are`} free.`}
        rows={3}
      />
      <div>
        <SubmitButton busy="Sending…">Send invites</SubmitButton>
      </div>
    </form>
  </section>
)

export const Settings = ({ team, managers }: { team: ManagedTeam['team']; managers: string[] }) => (
  <section aria-labelledby="settings">
    <h2 id="settings">Team settings</h2>
    <form method="post" action={`${teamPage}/settings`} class="panel grid gap-4 p-5">
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
        hint="Addresses of people with a seat who may invite others and free seats. Five at most."
        value={managers.join('\n')}
        rows={3}
      />
      <div>
        <SubmitButton look="plain">Save</SubmitButton>
      </div>
    </form>
  </section>
)

/** Someone with a seat becomes the owner. @param people  those who could */
export const HandOver = ({ people }: { people: readonly Seated[] }) =>
  people.length === 0 ? null : (
    <Fold id="owner" title="Make someone else the owner" icon="person">
      <form method="post" action={`${teamPage}/owner`} class="grid gap-4">
        <Select
          name="owner"
          label="New owner"
          prompt="Choose a person"
          options={people.map(({ email, name }) => ({ value: email, label: name ? `${name} (${email})` : email }))}
        />
        <p class="text-sm text-muted">
          They decide about the plan, seats, and renewal from then on, and you no longer do. The card on file is charged
          until they replace it. We’ll email you both.
        </p>
        <div>
          <SubmitButton look="danger">Hand over the team</SubmitButton>
        </div>
      </form>
    </Fold>
  )
