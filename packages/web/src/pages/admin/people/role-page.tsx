import type { Person } from '@lectern/core/identity'
import { ActButton } from '../../../components/act-button.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'

/** Takes back a role that was just given. */
export const UndoRole = ({ person }: { person: Person }) => (
  <ActButton
    action={`/admin/people/${person.id}/admin`}
    values={{ admin: 'no' }}
    words="Undo"
    about={`: remove ${person.name} as admin`}
  />
)

export const roleHead = (person: Person) => ({
  title: person.admin ? `Remove ${person.name} as admin?` : `Make ${person.name} an admin?`,
  window: person.admin ? 'Remove an admin' : 'Make an admin',
  about: person.email,
})

/** Asks before someone becomes an admin, or is one no more. */
export const RolePage = ({ person }: { person: Person }) => (
  <Panel title={person.admin ? 'What ends' : 'What admins can do'}>
    <p>
      {person.admin
        ? 'They can no longer do what admins can do, starting with their next click. The same goes for their API keys that act as an admin.'
        : 'They’ll see everyone’s orders and addresses, publish, refund, cancel, and make other admins. The other admins get an email about it. You can undo it.'}
    </p>
    <form class="grid max-w-xl gap-4" method="post" action={`/admin/people/${person.id}/admin`} novalidate>
      <HiddenFields values={{ admin: person.admin ? 'no' : 'yes' }} />
      {!person.admin && (
        <TextInput name="confirm" label={`Enter ${person.email} to confirm`} autocomplete="off" inputmode="email" />
      )}
      <div class="flex flex-wrap gap-3">
        <SubmitButton look={person.admin ? 'danger' : 'primary'}>
          {person.admin ? 'Remove as admin' : 'Make admin'}
        </SubmitButton>
        <ButtonLink href={`/admin/people/${person.id}`}>Keep as is</ButtonLink>
      </div>
    </form>
  </Panel>
)
