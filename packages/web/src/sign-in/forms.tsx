import { HiddenFields } from '../components/hidden-fields.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { TextInput } from '../components/text-input.tsx'
import { codeMinutes } from './flow.ts'

type EmailFormProps = { next: string; email?: string; error?: string | undefined }

/** Asks for an address. */
export const EmailForm = ({ next, email = '', error }: EmailFormProps) => (
  <>
    <PageHeading title="Sign in" size="work">
      <p>
        We send a code of six digits to your e-mail address. There is no password, and a first sign-in makes your
        account.
      </p>
    </PageHeading>
    <form method="post" action="/sign-in" class="mt-6 grid gap-5">
      <HiddenFields values={{ next }} />
      <TextInput
        label="E-mail address"
        name="email"
        id="email"
        type="email"
        value={email}
        error={error}
        autocomplete="email"
        maxlength={254}
      />
      <SubmitButton block busy="Sending the code…">
        Send me a code
      </SubmitButton>
    </form>
  </>
)

type CodeFormProps = { next: string; email: string; code?: string; error?: string | undefined }

/** Asks for the code that was sent. */
export const CodeForm = ({ next, email, code = '', error }: CodeFormProps) => (
  <>
    <PageHeading title="Enter your code" size="work">
      <p>
        We sent a code of six digits to <strong class="break-words">{email}</strong>. It works for {codeMinutes}{' '}
        minutes, once, in this browser.
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
        Nothing there? Look among the spam, or{' '}
        <button type="submit" class="link text-base-content">
          send another code
        </button>
        . The code before it then stops working.{' '}
        <a class="link text-base-content" href={`/sign-in?next=${encodeURIComponent(next)}`}>
          Use another address
        </a>
      </p>
    </form>
  </>
)
