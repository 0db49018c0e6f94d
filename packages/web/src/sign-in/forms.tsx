import { codeMinutes } from '@lectern/core/identity'
import { buttonClass } from '../components/button.tsx'
import { HiddenFields } from '../components/hidden-fields.tsx'
import { Island } from '../components/island.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { TextInput } from '../components/text-input.tsx'
import { TextLink } from '../components/text-link.tsx'
import { relyingParty } from './relying-party.ts'

type EmailFormProps = {
  next: string
  siteUrl: string
  email?: string
  error?: string | undefined
  /** What has just been done. */
  words?: string | undefined
  /** Codes that this browser asked for may still work. */
  haveCode?: boolean
}

/** Signing in with a passkey. Shown by its script, in browsers that know passkeys. */
const PasskeyForm = ({ next, siteUrl }: { next: string; siteUrl: string }) => {
  const { id, origins } = relyingParty(siteUrl)
  return (
    <>
      <form
        method="post"
        action="/sign-in/passkey"
        class="mt-5 grid gap-3 border-t border-base-300 pt-5"
        data-passkey="get"
        data-options="/sign-in/passkey/options"
        data-host={id}
        data-failed="No passkey was used. Try again, or use an emailed code."
        hidden
      >
        <HiddenFields values={{ next, answer: '' }} />
        <button type="submit" class={buttonClass({ look: 'plain', block: true })}>
          Sign in with a passkey
        </button>
        <p data-words role="status" class="text-sm text-muted" />
      </form>
      <p data-elsewhere hidden class="mt-5 text-sm text-muted">
        Passkeys work at{' '}
        <TextLink href={`${origins[0]}/sign-in?next=${encodeURIComponent(next)}`}>{origins[0]}</TextLink>.
      </p>
      <Island name="passkey" />
    </>
  )
}

/** Asks for an address. */
export const EmailForm = ({ next, siteUrl, email = '', error, words, haveCode }: EmailFormProps) => (
  <>
    <PageHeading title="Sign in" size="work">
      <p>
        We’ll email you a link and a six-digit code. There’s no password, and your first sign-in creates your account.
      </p>
    </PageHeading>
    {words !== undefined && (
      <div class="mt-6">
        <Notice tone="success">{words}</Notice>
      </div>
    )}
    <form method="post" action="/sign-in" class="mt-6 grid gap-5">
      <HiddenFields values={{ next }} />
      <TextInput
        label="Email address"
        name="email"
        id="email"
        type="email"
        value={email}
        error={error}
        autocomplete="username webauthn"
        maxlength={254}
      />
      <SubmitButton block busy="Sending the code…">
        Email me a code
      </SubmitButton>
    </form>
    <PasskeyForm next={next} siteUrl={siteUrl} />
    {haveCode && (
      <p class="mt-5">
        <TextLink href={`/sign-in/code?next=${encodeURIComponent(next)}`}>Enter a code you already have</TextLink>
      </p>
    )}
  </>
)

type CodeFormProps = { next: string; email: string; code?: string; error?: string | undefined }

type LinkFormProps = {
  email: string
  action: string
  /** Whether this is the browser that asked. */
  asked: boolean
  /** Who is signed in here now, when it's someone else. */
  other: string | undefined
}

/** What a sign-in link opens: whose account it is, and the button that signs in. */
export const LinkForm = ({ email, action, asked, other }: LinkFormProps) => (
  <>
    <PageHeading title="Sign in here?" size="work">
      <p>
        You’ll be signed in as <strong class="break-words">{email}</strong> in this browser.
      </p>
    </PageHeading>
    <div class="mt-6 grid gap-5">
      {other !== undefined && (
        <Notice tone="warning">You’re signed in as {other} now. This signs you out of that account.</Notice>
      )}
      {!asked && other === undefined && (
        <Notice>If you didn’t ask for this email, or someone sent you this link, close this page.</Notice>
      )}
      <form method="post" action={action}>
        <SubmitButton block busy="Signing in…">
          Sign in
        </SubmitButton>
      </form>
    </div>
  </>
)

/** Asks for the code that was sent. */
export const CodeForm = ({ next, email, code = '', error }: CodeFormProps) => (
  <>
    <PageHeading title="Enter your code" size="work">
      <p>
        We emailed a six-digit code to <strong class="break-words">{email}</strong>. It works once, for {codeMinutes}{' '}
        minutes, in this browser. Or open the link in that email, on any device.
      </p>
    </PageHeading>
    <form method="post" action="/sign-in/code" class="mt-6 grid gap-5">
      <HiddenFields values={{ next }} />
      <TextInput
        label="Code"
        name="code"
        id="code"
        value={code}
        error={error}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={12}
      />
      <SubmitButton block busy="Signing in…">
        Sign in
      </SubmitButton>
    </form>
    <form method="post" action="/sign-in" class="mt-5 text-sm text-muted">
      <HiddenFields values={{ next, email }} />
      <p>
        Didn’t get it? Check spam, or{' '}
        <button type="submit" class="text-link text-base-content">
          send another code
        </button>
        .{' '}
        <a class="text-link text-base-content" href={`/sign-in?next=${encodeURIComponent(next)}`}>
          Use another address
        </a>
      </p>
    </form>
  </>
)
