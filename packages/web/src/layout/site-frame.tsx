import { logoPath, logoSize } from '@lectern/core/organizer'
import { buttonClass } from '../components/button.tsx'
import { HiddenFields } from '../components/hidden-fields.tsx'
import { Icon } from '../components/icon.tsx'
import { Island } from '../components/island.tsx'
import { zoneLabel } from '../forms/zones.ts'
import { AccountLinks, AccountMenu, signInAddress } from './account-menu.tsx'
import { Mark } from './mark.tsx'
import { readerZone } from './moments.ts'
import { footLinks, isHere, type SiteNav, siteLinks } from './navigation.ts'
import type { SitePageProps } from './page.tsx'

type Props = Pick<
  SitePageProps,
  'nav' | 'actor' | 'cartCount' | 'here' | 'organizer' | 'logo' | 'strip' | 'bar' | 'children'
>

const current = (active: boolean) => (active ? 'page' : undefined)

const CartLink = ({ count, nav }: { count: number; nav?: SiteNav }) => (
  <a
    class="icon-btn"
    href="/cart"
    aria-label={count === 0 ? 'Cart, empty' : `Cart, ${count} ${count === 1 ? 'item' : 'items'}`}
    aria-current={current(nav === 'cart')}
  >
    <Icon name="cart" />
    {count > 0 && <span class="count nums">{count}</span>}
  </a>
)

const Brand = () => (
  <a class="brand" href="/">
    <Mark />
    Lectern
  </a>
)

const SearchField = () => (
  <search class="search-top">
    <form method="get" action="/events">
      <Icon name="search" />
      <input type="search" name="q" aria-label="Search events" placeholder="Search events" maxlength={100} />
    </form>
  </search>
)

/** On phones: a sheet over the page. The browser opens it, closes it with Escape, and gives the focus back. */
const PhoneMenu = ({ nav, actor, here }: Props) => (
  <nav class="sheet" id="menu" popover="auto" aria-label="Menu">
    <div class="sheet-head">
      <Brand />
      <button type="button" class="icon-btn" popovertarget="menu" popovertargetaction="hide" aria-label="Close menu">
        <Icon name="close" />
      </button>
    </div>
    <ul>
      {siteLinks.map(({ key, href, label }) => (
        <li>
          <a href={href} aria-current={current(isHere(key, nav))}>
            {label}
            <Icon name="next" />
          </a>
        </li>
      ))}
    </ul>
    {actor === undefined ? (
      <a class={buttonClass({ look: 'primary', block: true })} href={signInAddress(here)}>
        Sign in
      </a>
    ) : (
      <div class="menu-list sheet-account">
        <AccountLinks actor={actor} nav={nav} here={here} />
      </div>
    )}
  </nav>
)

const Header = ({ nav, actor, cartCount = 0, here }: Props) => (
  <header class="top print:hidden">
    <div class="page top-row">
      <Brand />
      <nav class="nav" aria-label="Main">
        {siteLinks.map(({ key, href, label }) => (
          <a href={href} aria-current={current(isHere(key, nav))}>
            {label}
          </a>
        ))}
      </nav>
      <div class="top-end">
        <SearchField />
        <a class="icon-btn search-icon" href="/events#search" aria-label="Search">
          <Icon name="search" />
        </a>
        <CartLink count={cartCount} nav={nav} />
        <div class="top-account">
          <AccountMenu actor={actor} nav={nav} here={here} />
        </div>
        <button type="button" class="icon-btn menu-phone" popovertarget="menu" aria-label="Menu">
          <Icon name="menu" />
        </button>
      </div>
    </div>
    <PhoneMenu nav={nav} actor={actor} here={here} />
  </header>
)

/** Whose times a page tells, and how to have one's own beside them. A script offers the browser's zone. */
const TimeZone = ({ here = '/' }: Pick<Props, 'here'>) => {
  const zone = readerZone()
  return (
    <>
      <p class="muted">
        {zone === undefined
          ? 'Times are in the event’s time zone.'
          : `Times are in the event’s time zone, and in yours: ${zoneLabel(zone)}.`}{' '}
        <a class="text-link" href={`/time-zone?next=${encodeURIComponent(here)}`}>
          {zone === undefined ? 'Add yours' : 'Change'}
        </a>
      </p>
      <form class="mt-3" method="post" action="/time-zone" data-zone-offer={zone ?? ''} hidden>
        <HiddenFields values={{ next: here }} />
        <input type="hidden" name="zone" />
        <button type="submit" class="btn btn-small">
          <span>
            Show <span data-place>my</span> time too
          </span>
        </button>
      </form>
      <Island name="time-zone" />
    </>
  )
}

const Footer = ({ organizer = 'Lectern', logo, here }: Props) => (
  <footer class="foot print:hidden">
    <div class="page foot-grid">
      <div>
        <p class="brand">
          {logo ? (
            <img
              class="rounded-field bg-white p-0.5"
              src={logoPath(logo)}
              {...logoSize(logo, 40, 200)}
              alt=""
              loading="lazy"
            />
          ) : (
            <Mark />
          )}
          {organizer}
        </p>
        <TimeZone here={here} />
      </div>
      {footLinks.map(({ title, links }) => (
        <div>
          <h2>{title}</h2>
          <ul>
            {links.map(({ href, label }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  </footer>
)

/** The public pages: header, the page's own content, footer, and on phones the bar with the one action. */
export const SiteFrame = (props: Props) => (
  <div class="frame">
    <Header {...props} />
    {props.strip}
    {props.children}
    {props.bar}
    <Footer {...props} />
  </div>
)
