import { codeMinutes } from './flow.ts'

const Message = ({ id, text }: { id: string; text: string | undefined }) =>
  text === undefined ? null : (
    <p id={id} class="mt-2 text-sm text-error" role="alert">
      {text}
    </p>
  )

/** Asks for an address. */
export const EmailForm = ({
  next,
  email = '',
  error,
}: {
  next: string
  email?: string
  error?: string | undefined
}) => (
  <section class="mx-auto w-full max-w-md">
    <h1 class="text-3xl font-semibold">Sign in</h1>
    <p class="mt-3 opacity-85">
      We send a code of six digits to your e-mail address. There is no password, and a first sign-in makes your account.
    </p>
    <form method="post" action="/sign-in" class="mt-6">
      <input type="hidden" name="next" value={next} />
      <label for="email" class="block font-medium">
        E-mail address
      </label>
      <input
        id="email"
        name="email"
        type="email"
        class={`input mt-2 w-full${error === undefined ? '' : ' input-error'}`}
        value={email}
        autocomplete="email"
        maxlength={254}
        required
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : 'email-error'}
      />
      <Message id="email-error" text={error} />
      <button type="submit" class="btn btn-primary btn-block mt-5">
        Send me a code
      </button>
    </form>
  </section>
)

/** Asks for the code that was sent. */
export const CodeForm = ({
  next,
  email,
  code = '',
  error,
}: {
  next: string
  email: string
  code?: string
  error?: string | undefined
}) => (
  <section class="mx-auto w-full max-w-md">
    <h1 class="text-3xl font-semibold">Enter your code</h1>
    <p class="mt-3 opacity-85">
      We sent a code of six digits to <strong class="break-words">{email}</strong>. It works for {codeMinutes} minutes,
      once, in this browser.
    </p>
    <form method="post" action="/sign-in/code" class="mt-6">
      <input type="hidden" name="next" value={next} />
      <label for="code" class="block font-medium">
        Code
      </label>
      <input
        id="code"
        name="code"
        type="text"
        class={`input nums mt-2 w-full text-lg tracking-widest${error === undefined ? '' : ' input-error'}`}
        value={code}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={12}
        required
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : 'code-error'}
      />
      <Message id="code-error" text={error} />
      <button type="submit" class="btn btn-primary btn-block mt-5">
        Sign in
      </button>
    </form>
    <form method="post" action="/sign-in" class="mt-4">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="email" value={email} />
      <p class="text-sm">
        Nothing there? Look among the spam, or{' '}
        <button type="submit" class="link">
          send another code
        </button>
        . The code before it then stops working.{' '}
        <a class="link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
          Use another address
        </a>
      </p>
    </form>
  </section>
)
