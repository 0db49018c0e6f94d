import {
  isFreshSession,
  listPasskeys,
  type Passkey,
  PasskeyTitle,
  removePasskey,
  renamePasskey,
  requirePerson,
} from '@lectern/core/identity'
import { fieldErrors, type Zone } from '@lectern/core/platform'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Island } from '../../components/island.tsx'
import { Notice, type NoticeTone } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { errorsOf } from '../../forms/errors.ts'
import { again, definePages, done, nothing, recorded, why } from '../../forms/pages.ts'
import { queried } from '../../forms/queried.ts'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { relyingParty } from '../../sign-in/relying-party.ts'
import { type Request, SitePage } from '../site-page.tsx'

const here = '/account/passkeys'
const signInAgain = `/sign-in?again=1&next=${encodeURIComponent(here)}`

/** What came of the last step. Adding one ends here too, from the sign-in function. */
const flashes: Record<string, [NoticeTone, string]> = {
  added: ['success', 'Passkey added. You can sign in with it now.'],
  renamed: ['success', 'Passkey renamed.'],
  removed: ['success', 'Passkey removed. It no longer signs anyone in.'],
  unnamed: ['error', 'Enter a name for the passkey, like “My laptop”.'],
  failed: ['error', 'The passkey couldn’t be added. Try again.'],
  known: ['warning', 'You’ve already added this passkey.'],
  full: ['error', 'You’ve reached the passkey limit. Remove one first.'],
}

type Typed = { id: string; title: string; error: string }
type RowProps = { passkey: Passkey; fresh: boolean; zone: Zone; typed?: Typed | undefined }

const PasskeyRow = ({ passkey, fresh, zone, typed }: RowProps) => (
  <li class="grid gap-3 border-b border-base-300 py-4">
    <div>
      <p class="font-medium break-words">{passkey.title}</p>
      <p class="nums text-sm text-muted">
        Added {formatZonedDate(passkey.createdAt, zone)}
        {passkey.lastUsedAt === undefined
          ? ', not used yet'
          : `, last used ${formatZonedDate(passkey.lastUsedAt, zone)}`}
      </p>
    </div>
    {fresh && (
      <div class="flex flex-wrap items-end gap-3">
        <form method="post" action={`${here}/rename`} class="flex min-w-0 flex-1 basis-64 flex-wrap items-end gap-3">
          <HiddenFields values={{ id: passkey.id }} />
          <div class="min-w-0 flex-1 basis-48">
            <TextInput
              name="title"
              id={`title-${passkey.id}`}
              label="Name"
              value={typed?.title ?? passkey.title}
              error={typed?.error}
              maxlength={80}
              autocomplete="off"
            />
          </div>
          <SubmitButton look="plain">
            Rename<span class="sr-only"> {passkey.title}</span>
          </SubmitButton>
        </form>
        <form method="post" action={`${here}/remove`}>
          <HiddenFields values={{ id: passkey.id }} />
          <SubmitButton look="danger">
            Remove<span class="sr-only"> {passkey.title}</span>
          </SubmitButton>
        </form>
      </div>
    )}
  </li>
)

const AddForm = ({ siteUrl }: { siteUrl: string }) => {
  const { id, origins } = relyingParty(siteUrl)
  return (
    <>
      <form
        method="post"
        action="/sign-in/passkey/add"
        class="grid max-w-xl gap-4"
        data-passkey="create"
        data-options="/sign-in/passkey/add/options"
        data-host={id}
        data-failed="The passkey couldn’t be added. Try again."
        hidden
      >
        <HiddenFields values={{ answer: '' }} />
        <TextInput
          name="title"
          label="Name"
          hint="So you can tell your passkeys apart: “My laptop”, “Phone”."
          maxlength={80}
          autocomplete="off"
        />
        <div>
          <SubmitButton>Add a passkey</SubmitButton>
        </div>
        <p data-words role="status" class="text-sm text-muted" />
      </form>
      <p data-elsewhere hidden class="text-muted">
        Passkeys work at <TextLink href={`${origins[0]}${here}`}>{origins[0]}</TextLink>.
      </p>
      <noscript>
        <p class="text-muted">Turn on JavaScript to add a passkey.</p>
      </noscript>
      <Island name="passkey" />
    </>
  )
}

/** `/account/passkeys`: what signs one in beside codes. Each change asks that one has just signed in. */
export const passkeyPages = definePages({ who: 'person' }, (app, services) => {
  const { table, secret, secureCookies, realNow, siteUrl } = services
  const isFresh = (c: Request) =>
    isFreshSession(table, c.req.header('cookie'), { secret, secureCookies, realNow: realNow() })

  const show = async (c: Request, typed?: Typed) => {
    const person = requirePerson(c.var.actor)
    const [fresh, passkeys] = await Promise.all([isFresh(c), listPasskeys(table, person.id)])
    const [tone, words] = queried(c, 'done', flashes) ?? []
    return c.html(
      <SitePage
        title="Passkeys"
        unlisted
        nav="passkeys"
        width="text"
        here={here}
        flash={tone && words ? { tone, words } : undefined}
      >
        <PageHeading trail={[myEvents, { label: 'Passkeys' }]} title="Passkeys" size="work">
          <p>
            A passkey signs you in with your fingerprint, face, or screen lock. You don’t need a code by email, and
            nobody can trick you into sharing it.
          </p>
        </PageHeading>
        <Stack after gap="large">
          {passkeys.length === 0 ? (
            <EmptyState title="No passkeys yet">You can still sign in with a code by email.</EmptyState>
          ) : (
            <ul class="border-t border-base-300" aria-label="Your passkeys">
              {passkeys.map((passkey) => (
                <PasskeyRow
                  passkey={passkey}
                  fresh={fresh}
                  zone={services.organizer.zone}
                  typed={typed?.id === passkey.id ? typed : undefined}
                />
              ))}
            </ul>
          )}
          <Panel title="Add a passkey">
            {fresh ? (
              <AddForm siteUrl={siteUrl} />
            ) : (
              <>
                <Notice>To change passkeys, sign in again first. That way we know it’s you.</Notice>
                <div>
                  <ButtonLink href={signInAgain}>Sign in again</ButtonLink>
                </div>
              </>
            )}
          </Panel>
        </Stack>
      </SitePage>,
      typed === undefined ? 200 : 400,
    )
  }

  app.page(here, { audit: why.own }, (c) => show(c))

  app.form(`${here}/rename`, { audit: recorded('passkey.change', '{self}', { everyone: true }) }, async (c, form) => {
    const person = requirePerson(c.var.actor)
    if (!(await isFresh(c))) return nothing(signInAgain)
    const [id, title] = [form.text('id'), form.text('title')]
    const parsed = PasskeyTitle.safeParse(title)
    if (!parsed.success) {
      const error = errorsOf(fieldErrors(parsed.error.issues), () => 'title').get('title') ?? ''
      return again(show(c, { id, title, error }))
    }
    await renamePasskey(table, person.id, id, parsed.data)
    return done(`${here}?done=renamed`)
  })

  app.form(`${here}/remove`, { audit: recorded('passkey.remove', '{self}', { everyone: true }) }, async (c, typed) => {
    const person = requirePerson(c.var.actor)
    if (!(await isFresh(c))) return nothing(signInAgain)
    await removePasskey(table, person.id, typed.text('id'))
    return done(`${here}?done=removed`)
  })
})
