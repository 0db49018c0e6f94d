import { membershipAccess } from '@lectern/core/access'
import type { Person } from '@lectern/core/identity'
import type { LiveMembership, Plan } from '@lectern/core/membership'
import { addSeconds } from '@lectern/core/platform'
import type { Order, Registration } from '@lectern/core/registration'
import { ActButton } from '../../../components/act-button.tsx'
import { Avatar } from '../../../components/avatar.tsx'
import { Badge } from '../../../components/badge.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/choice.tsx'
import { RowTitle } from '../../../components/link.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { formatDay, formatMoment } from '../../../layout/moments.ts'
import { OwnOrders } from '../orders/list-orders.tsx'

type Props = {
  person: Person
  self: boolean
  memberships: readonly LiveMembership[]
  plans: readonly Plan[]
  /** What admins gave; the rest comes with something bought, and ends with it. */
  gifts: readonly string[]
  registrations: readonly Registration[]
  orders: readonly Order[]
}

const Memberships = ({ person, memberships, plans, gifts }: Props) => (
  <Panel title="Memberships">
    {memberships.length === 0 && <p class="muted">No membership.</p>}
    <ul class="grid gap-3 empty:hidden">
      {memberships.map(({ plan, title, until }) => (
        <li class="flex flex-wrap items-center justify-between gap-3">
          <span>
            <span class="font-medium">{title}</span>
            <span class="text-muted">
              {until ? `, until the end of ${formatDay(addSeconds(until, -1))}` : ', no end date'}
            </span>
          </span>
          {gifts.includes(membershipAccess(plan)) && (
            <ActButton
              action={`/admin/people/${person.id}/memberships/end`}
              values={{ plan }}
              words="Remove"
              about={`the ${title}`}
            />
          )}
        </li>
      ))}
    </ul>
    <form
      class="grid gap-4 border-t border-base-300 pt-5"
      method="post"
      action={`/admin/people/${person.id}/memberships`}
      novalidate
    >
      <Select
        name="plan"
        label="Add a membership"
        hint="Adding it again changes its end date."
        options={plans.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <TextInput name="until" label="Last day" hint="Pacific time. Leave blank for no end date." type="date" optional />
      <div>
        <SubmitButton busy="Adding…">Add membership</SubmitButton>
      </div>
    </form>
  </Panel>
)

const Role = ({ person, self }: Props) => (
  <Panel title="Role">
    {self ? (
      <p>This is you. Only another admin can remove your role, so there’s always an admin.</p>
    ) : (
      <>
        <p>
          {person.admin
            ? 'An admin. Can see everyone, publish, refund, and cancel.'
            : 'Not an admin. Admins can see everyone, publish, refund, and cancel.'}
        </p>
        <div>
          <ButtonLink href={`/admin/people/${person.id}/admin`} look={person.admin ? 'danger' : 'plain'}>
            {person.admin ? 'Remove as admin…' : 'Make admin…'}
          </ButtonLink>
        </div>
      </>
    )}
  </Panel>
)

const Erase = ({ person }: Props) => (
  <Panel title="Delete data">
    <p>
      Use this when someone asks. We remove their name and email from everything and keep order amounts. You can’t undo
      this.
    </p>
    <form class="grid max-w-xl gap-4" method="post" action={`/admin/people/${person.id}/erase`} novalidate>
      <Checkbox
        name="cancel"
        label="Cancel their orders for upcoming events"
        hint="Cancels whole orders, including people they registered. You can’t delete their data while they have upcoming orders."
      />
      <TextInput name="confirm" label="Type their email address to confirm" autocomplete="off" inputmode="email" />
      <div>
        <SubmitButton look="danger" busy="Deleting…">
          Delete their data
        </SubmitButton>
      </div>
    </form>
  </Panel>
)

const registrationColumns: Column<Registration>[] = [
  {
    key: 'event',
    label: 'Event',
    cell: ({ event }) => <RowTitle href={`/admin/events/${event}`} title={event} />,
  },
  { key: 'ticket', label: 'Ticket', cell: ({ ticketName }) => ticketName },
  { key: 'state', label: 'State', card: 'bare', cell: ({ status }) => <StateBadge state={status} /> },
  { key: 'at', label: 'Registered', cell: ({ registeredAt }) => formatMoment(registeredAt) },
]

export const personHead = (person: Person) => ({
  title: person.name,
  picture: <Avatar name={person.name} />,
  badge: person.admin ? <Badge>Admin</Badge> : undefined,
  about: `${person.email} · joined ${formatDay(person.createdAt)}`,
})

/** One person: registrations and orders; beside them memberships, role, and what can be deleted. */
export const PersonPage = (props: Props) => {
  const { person, registrations, orders } = props
  return (
    <div class="record">
      <div class="record-main">
        <TablePanel
          title="Registrations"
          caption="This person’s registrations"
          columns={registrationColumns}
          rows={registrations}
          empty="Never registered."
        />
        <Panel title="Orders" flush>
          <OwnOrders orders={orders} />
        </Panel>
      </div>
      <div class="record-side">
        <Memberships {...props} />
        <Role {...props} />
        {!person.admin && <Erase {...props} />}
        <p>
          <TextLink href={`/admin/audit?subject=${person.id}`}>Who viewed or changed this person</TextLink>
        </p>
      </div>
    </div>
  )
}
