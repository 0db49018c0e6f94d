import { Avatar } from '../components/avatar.tsx'
import { type Actor, accountLinks } from './navigation.ts'

const current = (active: boolean) => (active ? 'page' : undefined)

const SignOut = ({ class: className }: { class: string }) => (
  <form method="post" action="/sign-out">
    <button type="submit" class={className}>
      Sign out
    </button>
  </form>
)

const item = 'block w-full rounded-field px-3 py-2.5 text-left hover:bg-base-200 aria-[current=page]:font-semibold'

/** The links of the person signed in, or to sign in; used in the header's menu and in the phone's. */
export const AccountLinks = ({ actor, nav, here }: { actor?: Actor; nav?: string; here?: string }) =>
  actor === undefined ? (
    <a class={item} href={signInAddress(here)}>
      Sign in
    </a>
  ) : (
    <>
      <p class="px-3 pt-2 pb-1 text-sm text-muted">
        Signed in as <span class="font-medium text-base-content break-words">{actor.email ?? actor.name}</span>
      </p>
      {accountLinks.map((link) => (
        <a class={item} href={link.href} aria-current={current(nav === link.key)}>
          {link.label}
        </a>
      ))}
      {actor.admin === true && (
        <a class={item} href="/admin">
          Administration
        </a>
      )}
      <SignOut class={item} />
    </>
  )

/** Signing in leads back to the page it was asked from. */
export const signInAddress = (here?: string): string =>
  here === undefined || here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`

export const AccountMenu = ({ actor, nav, here }: { actor?: Actor; nav?: string; here?: string }) =>
  actor === undefined ? (
    <a class="btn btn-sm border-base-300 bg-base-200" href={signInAddress(here)}>
      Sign in
    </a>
  ) : (
    <details class="group relative">
      <summary class="btn btn-ghost btn-sm gap-2 pl-1.5">
        <Avatar name={actor.name} size="small" />
        <span class="max-w-36 truncate">{actor.name}</span>
      </summary>
      <div class="hairline absolute right-0 z-30 mt-3.5 w-60 rounded-box bg-base-100 p-1.5 text-[0.95rem]">
        <AccountLinks actor={actor} nav={nav} />
      </div>
    </details>
  )
