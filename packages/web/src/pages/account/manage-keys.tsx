import {
  type ApiKey,
  ApiKeyTitle,
  createApiKey,
  listApiKeys,
  requirePerson,
  revokeApiKey,
} from '@lectern/core/identity'
import { fieldErrors, type Zone } from '@lectern/core/platform'
import { formatZonedDate } from '@lectern/core/schedule'
import { Hono } from 'hono'
import { Breadcrumbs } from '../../components/breadcrumbs.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { Stack } from '../../layout/columns.tsx'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { type Errors, errorsOf, field, noErrors, readForm } from '../form.ts'
import { type Request, SitePage } from '../site-page.tsx'

const KeyRow = ({ apiKey, zone }: { apiKey: ApiKey; zone: Zone }) => (
  <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-base-300 py-4">
    <div class="min-w-0">
      <p class="font-medium break-words">{apiKey.title}</p>
      <p class="nums text-sm text-muted">Made {formatZonedDate(apiKey.createdAt, zone)}</p>
    </div>
    {apiKey.revokedAt === undefined ? (
      <form method="post" action="/account/keys/revoke">
        <HiddenFields values={{ id: apiKey.id }} />
        <button type="submit" class="btn btn-sm border-base-300 bg-base-200" aria-label={`Revoke ${apiKey.title}`}>
          Revoke
        </button>
      </form>
    ) : (
      <StateBadge state="expired">Revoked</StateBadge>
    )}
  </li>
)

type Shown = { fresh?: string; title?: string; errors?: Errors }

/** `/account/keys`: making a key, which is shown this once, and revoking one. */
export const apiKeyPages = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  const render = async (c: Request, { fresh, title, errors = noErrors }: Shown = {}) => {
    const person = requirePerson(c.var.actor)
    const keys = await listApiKeys(services.table, person.id)
    const revoked = c.req.query('done') === 'revoked'
    return (
      <SitePage
        c={c}
        services={services}
        title="API keys"
        unlisted
        nav="keys"
        width="text"
        here="/account/keys"
        flash={revoked ? { tone: 'success', words: 'The key was revoked. It opens nothing from now on.' } : undefined}
      >
        <Breadcrumbs trail={[{ label: 'My events', href: '/account' }, { label: 'API keys' }]} />
        <div class="mt-4">
          <PageHeading title="API keys" size="work">
            <p>
              A key lets a program of yours do what you may do yourself. See the{' '}
              <a class="text-link" href="/api/docs">
                API for programs
              </a>
              .
            </p>
          </PageHeading>
        </div>
        <Stack after gap="large">
          {fresh !== undefined && (
            <Panel title="Your new key">
              <Notice tone="warning">Copy it now. It is shown this once; we keep only its fingerprint.</Notice>
              <CopyField name="fresh" label="Key" value={fresh} optional="unsaid" />
            </Panel>
          )}
          <form class="grid max-w-xl gap-4" method="post" action="/account/keys">
            <TextInput
              name="title"
              label="What is the key for?"
              hint="So that you know it again: “Website calendar”, “CRM import”."
              value={title}
              maxlength={80}
              error={errors.get('title')}
              autocomplete="off"
            />
            <div>
              <SubmitButton>Make a key</SubmitButton>
            </div>
          </form>
          {keys.length === 0 ? (
            <EmptyState title="No keys yet">Only programs need one. For people, signing in is enough.</EmptyState>
          ) : (
            <ul class="border-t border-base-300" aria-label="Your keys">
              {keys.map((key) => (
                <KeyRow apiKey={key} zone={services.organiser.zone} />
              ))}
            </ul>
          )}
        </Stack>
      </SitePage>
    )
  }

  app.get('/account/keys', async (c) => c.html(await render(c)))

  app.post('/account/keys', async (c) => {
    const person = requirePerson(c.var.actor)
    const form = await readForm(c)
    const parsed = ApiKeyTitle.safeParse(field(form, 'title'))
    if (!parsed.success) {
      const errors = errorsOf(fieldErrors(parsed.error.issues), () => 'title')
      return c.html(await render(c, { title: field(form, 'title'), errors }), 400)
    }
    const { key } = await createApiKey(services.table, person, { title: parsed.data }, services.realNow())
    // Answered in place: a key must not travel in an address, and is kept nowhere to be shown again.
    return c.html(await render(c, { fresh: key }), 201)
  })

  app.post('/account/keys/revoke', async (c) => {
    const person = requirePerson(c.var.actor)
    const form = await readForm(c)
    await revokeApiKey(services.table, person.id, field(form, 'id'), services.realNow())
    return c.redirect('/account/keys?done=revoked', 303)
  })
  return app
}
