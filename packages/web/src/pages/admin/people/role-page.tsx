import type { Person } from '@lectern/core/identity'
import { ButtonLink } from '../../../components/button.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'

/** Takes back a role that was just given. */
export const UndoRole = ({ person }: { person: Person }) => (
  <form method="post" action={`/admin/people/${person.id}/admin`}>
    <HiddenFields values={{ admin: 'no' }} />
    <SubmitButton look="plain" size="small">
      Undo<span class="sr-only">: remove {person.name} as admin</span>
    </SubmitButton>
  </form>
)

/** Asks before someone becomes an admin, or is one no more. */
export const RolePage = ({ person }: { person: Person }) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <PageHeading size="work" title={person.admin ? `Remove ${person.name} as admin?` : `Make ${person.name} an admin?`}>
      {person.email}
    </PageHeading>
    <ErrorSummary />
    <Panel title={person.admin ? 'What ends' : 'What admins can do'}>
      <p>
        {person.admin
          ? 'They lose everything admins can do, from their next click on. API keys that act as an admin lose it, too.'
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
  </div>
)
