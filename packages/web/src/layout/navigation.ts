import { EventKind, kindLabels } from '@lectern/core/catalog'

/** The person signed in, as the pages greet them. */
export type Actor = { name: string; email?: string; admin?: boolean }

export type NavLink = { key: string; href: string; label: string }

export const siteLinks = [
  { key: 'class', href: '/events?kind=class', label: 'Classes' },
  { key: 'events', href: '/events', label: 'Events' },
  { key: 'store', href: '/store', label: 'Store' },
  { key: 'membership', href: '/membership', label: 'Membership' },
] as const satisfies readonly NavLink[]

export const adminLinks = [
  { key: 'today', href: '/admin', label: 'Today' },
  { key: 'events', href: '/admin/events', label: 'Events' },
  { key: 'courses', href: '/admin/courses', label: 'Courses' },
  { key: 'instructors', href: '/admin/instructors', label: 'Instructors' },
  { key: 'store', href: '/admin/store', label: 'Store' },
  { key: 'promotions', href: '/admin/promotions', label: 'Promotions' },
  { key: 'sales', href: '/admin/sales', label: 'Sales' },
  { key: 'orders', href: '/admin/orders', label: 'Orders' },
  { key: 'people', href: '/admin/people', label: 'People' },
  { key: 'memberships', href: '/admin/memberships', label: 'Memberships' },
  { key: 'messages', href: '/admin/messages', label: 'Messages' },
  { key: 'mails', href: '/admin/mails', label: 'Emails' },
  { key: 'audit', href: '/admin/audit', label: 'Audit log' },
  { key: 'settings', href: '/admin/settings', label: 'Settings' },
] as const satisfies readonly NavLink[]

export const accountLinks = [
  { key: 'account', href: '/account', label: 'My events' },
  { key: 'titles', href: '/account/titles', label: 'Your titles' },
  { key: 'mail', href: '/account/mail', label: 'Email preferences' },
  { key: 'passkeys', href: '/account/passkeys', label: 'Passkeys' },
  { key: 'keys', href: '/account/keys', label: 'API keys' },
  { key: 'data', href: '/account/data', label: 'Your data' },
] as const satisfies readonly NavLink[]

/** Where the way to each page of someone's own begins. */
export const myEvents = { href: '/account', label: 'My events' } as const

/** At the foot of every page of the site, in columns. */
export const footLinks = [
  {
    title: 'Learn',
    links: [
      ...EventKind.options.map((kind) => ({ href: `/events?kind=${kind}`, label: kindLabels[kind].many })),
      { href: '/events', label: 'All events' },
    ],
  },
  {
    title: 'Resources',
    links: [
      { href: '/store', label: 'Store' },
      { href: '/sales', label: 'Sales' },
      { href: '/membership', label: 'Membership' },
      { href: '/about', label: 'About us' },
      { href: '/api/docs', label: 'API' },
    ],
  },
  {
    title: 'Help',
    links: [
      { href: '/help', label: 'Help' },
      { href: '/contact', label: 'Contact us' },
      { href: '/refunds', label: 'Refund policy' },
      { href: '/privacy', label: 'Privacy' },
      { href: '/terms', label: 'Terms' },
    ],
  },
]

/** Which link of the header or rail is for the page: a kind's on an event's page, "orders" on an order's. */
export type SiteNav =
  | EventKind
  | (typeof siteLinks)[number]['key']
  | (typeof accountLinks)[number]['key']
  | 'cart'
  | 'sign-in'

/** Whether a link of the header is the one for a page. Classes have their own; the other kinds of events are under "Events". */
export const isHere = (key: (typeof siteLinks)[number]['key'], nav: SiteNav | undefined): boolean =>
  key === nav || (key === 'events' && nav !== 'class' && EventKind.options.some((kind) => kind === nav))
export type AdminNav = (typeof adminLinks)[number]['key']
