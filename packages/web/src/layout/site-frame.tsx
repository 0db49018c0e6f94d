import { logoPath, logoSize } from '@lectern/core/organizer'
import { TextLink } from '../components/text-link.tsx'
import { AccountLinks, AccountMenu } from './account-menu.tsx'
import { Mark } from './mark.tsx'
import { footLinks, type SiteNav, siteLinks } from './navigation.ts'
import type { SitePageProps } from './page.tsx'

type Props = Pick<SitePageProps, 'nav' | 'actor' | 'cartCount' | 'here' | 'organizer' | 'logo' | 'bar' | 'children'>

const CartLink = ({ count, nav }: { count: number; nav?: SiteNav }) => (
  <a class="btn btn-ghost btn-sm" href="/cart" aria-current={nav === 'cart' ? 'page' : undefined}>
    Cart
    {count > 0 && (
      <span class="badge badge-sm badge-primary nums">
        {count}
        <span class="sr-only"> {count === 1 ? 'item' : 'items'}</span>
      </span>
    )}
  </a>
)

const Brand = () => (
  <a class="flex items-center gap-2 font-serif text-xl font-semibold" href="/">
    <Mark />
    Lectern
  </a>
)

const SiteLinks = ({ nav, look }: { nav?: SiteNav; look: string }) => (
  <>
    {siteLinks.map(({ key, href, label }) => (
      <a class={look} href={href} aria-current={nav === key ? 'page' : undefined}>
        {label}
      </a>
    ))}
  </>
)

const Header = ({ nav, actor, cartCount = 0, here }: Props) => (
  <header class="print:hidden relative border-b border-base-300">
    <div class="mx-auto flex h-16 max-w-6xl items-center gap-6 px-5">
      <Brand />
      <nav class="hidden gap-5 text-[0.95rem] lg:flex" aria-label="Main">
        <SiteLinks
          nav={nav}
          look="py-2 text-muted hover:text-base-content aria-[current=page]:font-medium aria-[current=page]:text-base-content"
        />
      </nav>
      <div class="ml-auto flex items-center gap-1 md:gap-2">
        <CartLink count={cartCount} nav={nav} />
        <div class="hidden lg:block">
          <AccountMenu actor={actor} nav={nav} here={here} />
        </div>
        <details class="group lg:hidden">
          <summary class="btn btn-sm border-base-300 bg-base-200">Menu</summary>
          <nav
            class="absolute inset-x-0 top-full z-30 border-b border-base-300 bg-base-100 px-2 pt-2 pb-4"
            aria-label="Menu"
          >
            <SiteLinks
              nav={nav}
              look="block rounded-field px-3 py-2.5 font-serif text-lg aria-[current=page]:font-semibold"
            />
            <div class="mx-3 my-2 border-t border-base-300" />
            <AccountLinks actor={actor} nav={nav} here={here} />
          </nav>
        </details>
      </div>
    </div>
  </header>
)

const Footer = ({ organizer = 'Lectern', logo }: Props) => (
  <footer class="print:hidden mt-auto border-t border-base-300 text-sm text-muted">
    <div class="mx-auto grid max-w-6xl gap-x-10 gap-y-4 px-5 py-8 md:grid-cols-[1fr_auto] md:items-end">
      <div class="max-w-prose">
        <p class="flex items-center gap-2 text-base-content">
          {logo ? (
            <img
              class="rounded-field bg-white p-0.5"
              src={logoPath(logo)}
              {...logoSize(logo, 40, 200)}
              alt=""
              loading="lazy"
            />
          ) : (
            <Mark class="size-4" />
          )}
          <span class="font-medium">{organizer}</span>
        </p>
        <p class="mt-2">Times are in the event’s time zone. We add yours when it’s different.</p>
      </div>
      <ul class="flex flex-wrap gap-x-6 gap-y-2">
        {footLinks.map(({ href, label }) => (
          <li>
            <TextLink href={href}>{label}</TextLink>
          </li>
        ))}
      </ul>
    </div>
  </footer>
)

/** The public pages: header, the page's own content, footer, and on phones the bar with the one action. */
export const SiteFrame = (props: Props) => (
  <div class="flex min-h-dvh flex-col">
    <Header {...props} />
    {props.children}
    {props.bar}
    <Footer {...props} />
  </div>
)
