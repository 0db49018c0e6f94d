import { Avatar } from '../components/avatar.tsx'
import { Icon } from '../components/icon.tsx'
import { type Actor, accountLinks } from './navigation.ts'

const current = (active: boolean) => (active ? 'page' : undefined)

const SignOut = () => (
  <form method="post" action="/sign-out">
    <button type="submit">Sign out</button>
  </form>
)

type Props = { actor?: Actor; nav?: string; here?: string }

/** The links of the person signed in, or to sign in; used in the header's menu and in the phone's. */
export const AccountLinks = ({ actor, nav, here }: Props) =>
  actor === undefined ? (
    <a href={signInAddress(here)}>Sign in</a>
  ) : (
    <>
      <p class="px-3 pt-2 pb-1 text-sm text-muted">
        Signed in as <span class="font-semibold text-base-content">{actor.email ?? actor.name}</span>
      </p>
      {accountLinks.map((link) => (
        <a href={link.href} aria-current={current(nav === link.key)}>
          {link.label}
        </a>
      ))}
      {actor.admin === true && <a href="/admin">Administration</a>}
      <SignOut />
    </>
  )

/** Signing in leads back to the page it was asked from. */
export const signInAddress = (here?: string): string =>
  here === undefined || here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`

export const AccountMenu = ({ actor, nav, here }: Props) =>
  actor === undefined ? (
    <a class="btn btn-small" href={signInAddress(here)}>
      Sign in
    </a>
  ) : (
    <details class="menu">
      <summary class="btn btn-quiet btn-small">
        <Avatar name={actor.name} size="small" />
        <span class="max-w-36 truncate">{actor.name}</span>
        <Icon name="down" look="chev" />
      </summary>
      <div class="menu-list menu-end">
        <AccountLinks actor={actor} nav={nav} />
      </div>
    </details>
  )
