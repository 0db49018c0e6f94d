import {
  type ApiKey,
  type ApiKeyDays,
  ApiKeyTitle,
  type ApiScope,
  apiKeyDays,
  apiScopes,
  createApiKey,
  isFreshSession,
  listApiKeys,
  requirePerson,
  revokeApiKey,
} from '@lectern/core/identity'
import { fieldErrors, type Zone } from '@lectern/core/platform'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Checkbox } from '../../components/choice.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { Select } from '../../components/select.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, errorsOf, noErrors } from '../../forms/errors.ts'
import { again, definePages, done, nothing, recorded, why } from '../../forms/pages.ts'
import type { Typed as Sent } from '../../forms/typed.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { type Request, SitePage } from '../site-page.tsx'

const here = '/account/keys'
const signInAgain = `/sign-in?again=1&next=${encodeURIComponent(here)}`

const scopeLabels: Record<ApiScope, { label: string; short: string; hint: string }> = {
  read: { label: 'Read', short: 'reads', hint: 'View anything you can view.' },
  write: { label: 'Change', short: 'changes', hint: 'Register, order, upload, and edit anything you can.' },
  admin: { label: 'Act as an admin', short: 'acts as an admin', hint: 'Only while you’re an admin.' },
}

const formatUse = ({ endsAt, lastUsedAt, createdAt }: ApiKey, zone: Zone): string =>
  [
    `Created ${formatZonedDate(createdAt, zone)}`,
    lastUsedAt === undefined ? 'not used yet' : `last used ${formatZonedDate(lastUsedAt, zone)}`,
    endsAt === undefined ? 'no end date' : `ends ${formatZonedDate(endsAt, zone)}`,
  ].join(', ')

const KeyRow = ({ apiKey, now, zone }: { apiKey: ApiKey; now: string; zone: Zone }) => (
  <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-base-300 py-4">
    <div class="min-w-0">
      <p class="font-medium break-words">{apiKey.title}</p>
      <p class="nums text-sm text-muted">
        {formatUse(apiKey, zone)}. It {apiKey.scopes.map((scope) => scopeLabels[scope].short).join(', ')}.
      </p>
    </div>
    {apiKey.revokedAt === undefined && (apiKey.endsAt ?? '9') > now ? (
      <form method="post" action="/account/keys/revoke">
        <HiddenFields values={{ id: apiKey.id }} />
        <button type="submit" class="btn btn-small" aria-label={`Revoke ${apiKey.title}`}>
          Revoke
        </button>
      </form>
    ) : (
      <StateBadge state="expired">{apiKey.revokedAt === undefined ? 'Ended' : 'Revoked'}</StateBadge>
    )}
  </li>
)

type Typed = { title: string; scopes: readonly ApiScope[]; days: ApiKeyDays }
type Shown = { made?: string; typed?: Typed; errors?: Errors }

const usual: Typed = { title: '', scopes: ['read'], days: 90 }

const readKey = (form: Sent): Typed => ({
  title: form.text('title'),
  // A form from before keys had scopes asks for neither, and gets the narrowest.
  scopes: form.has('days') ? apiScopes.filter((scope) => form.text(`scope-${scope}`) === 'yes') : usual.scopes,
  days: apiKeyDays.find((days) => String(days) === form.text('days')) ?? usual.days,
})

const MakeForm = ({ typed, admin }: { typed: Typed; admin: boolean }) => (
  <form class="grid max-w-xl gap-4" method="post" action={here} novalidate>
    <TextInput
      name="title"
      label="Name"
      hint="So you recognize it: “Website calendar”, “CRM import”"
      value={typed.title}
      maxlength={80}
      autocomplete="off"
    />
    <fieldset class="grid gap-1">
      <legend class="font-medium">Permissions</legend>
      {apiScopes
        .filter((scope) => scope !== 'admin' || admin)
        .map((scope) => (
          <Checkbox
            name={`scope-${scope}`}
            label={scopeLabels[scope].label}
            hint={scopeLabels[scope].hint}
            checked={typed.scopes.includes(scope)}
          />
        ))}
    </fieldset>
    <Select
      name="days"
      label="Expires after"
      options={apiKeyDays.map((days) => ({ value: String(days), label: days === 365 ? '1 year' : `${days} days` }))}
      value={String(typed.days)}
    />
    <div>
      <SubmitButton>Create a key</SubmitButton>
    </div>
  </form>
)

/** `/account/keys`: making a key, which is shown this once, and revoking one. */
export const apiKeyPages = definePages({ who: 'person' }, (app, services) => {
  const { table, secret, secureCookies, realNow } = services
  const isFresh = (c: Request) =>
    isFreshSession(table, c.req.header('cookie'), { secret, secureCookies, realNow: realNow() })

  const render = async (c: Request, { made, typed = usual, errors = noErrors }: Shown = {}) => {
    const person = requirePerson(c.var.actor)
    const [keys, fresh] = await Promise.all([listApiKeys(table, person.id), isFresh(c)])
    return (
      <SitePage
        title="API keys"
        unlisted
        nav="keys"
        width="text"
        here={here}
        flash={flashOf(c, { revoked: 'Key revoked. It no longer works.' })}
        errors={errors}
      >
        <PageHeading trail={[myEvents, { label: 'API keys' }]} title="API keys" size="work">
          <p>
            A key lets your programs act for you. Signing out everywhere revokes all keys. See the{' '}
            <TextLink href="/api/docs">API</TextLink>.
          </p>
        </PageHeading>
        <Stack after gap="large">
          {made !== undefined && (
            <Panel title="Your new key">
              <Notice tone="warning">Copy this key now. You won’t see it again.</Notice>
              <CopyField name="fresh" label="Key" value={made} optional="unsaid" />
            </Panel>
          )}
          {fresh ? (
            <MakeForm typed={typed} admin={person.admin} />
          ) : (
            <Panel title="Create a key">
              <p>To make sure it’s you, sign in again first.</p>
              <div>
                <ButtonLink href={signInAgain}>Sign in again</ButtonLink>
              </div>
            </Panel>
          )}
          {keys.length === 0 ? (
            <EmptyState title="No keys yet">You only need a key for programs.</EmptyState>
          ) : (
            <ul class="border-t border-base-300" aria-label="Your keys">
              {keys.map((key) => (
                <KeyRow apiKey={key} now={realNow()} zone={services.organizer.zone} />
              ))}
            </ul>
          )}
        </Stack>
      </SitePage>
    )
  }

  app.page('/account/keys', { audit: why.own }, async (c) => c.html(await render(c)))

  app.form('/account/keys', { audit: { none: 'recorded in one commit with the key' } }, async (c, form) => {
    const person = requirePerson(c.var.actor)
    if (!(await isFresh(c))) return nothing(signInAgain)
    const typed = readKey(form)
    const parsed = ApiKeyTitle.safeParse(typed.title)
    const errors = new Map<string, string>()
    if (!parsed.success)
      for (const [name, words] of errorsOf(fieldErrors(parsed.error.issues), () => 'title')) errors.set(name, words)
    if (typed.scopes.length === 0) errors.set('scope-read', 'Choose at least one')
    if (!parsed.success || errors.size > 0) return again(c.html(await render(c, { typed, errors }), 400))
    const { key } = await createApiKey(table, person, { ...typed, title: parsed.data }, realNow())
    // Answered in place: a key must not travel in an address, and is kept nowhere to be shown again.
    return done(c.html(await render(c, { made: key }), 201))
  })

  app.form(
    '/account/keys/revoke',
    { audit: recorded('api-key.revoke', '{self}', { everyone: true }) },
    async (c, form) => {
      const person = requirePerson(c.var.actor)
      await revokeApiKey(table, person.id, form.text('id'), realNow())
      return done('/account/keys?done=revoked')
    },
  )
})
