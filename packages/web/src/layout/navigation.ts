/** The person signed in, as the pages greet them. */
export type Actor = { name: string; email?: string; admin?: boolean }

export type NavLink = { key: string; href: string; label: string }

export const siteLinks = [
  { key: 'class', href: '/events?kind=class', label: 'Classes' },
  { key: 'webinar', href: '/events?kind=webinar', label: 'Webinars' },
  { key: 'breakout', href: '/events?kind=breakout', label: 'Breakouts' },
  { key: 'conference', href: '/events?kind=conference', label: 'Conferences' },
  { key: 'meeting', href: '/events?kind=meeting', label: 'Meetings' },
  { key: 'store', href: '/store', label: 'Store' },
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

/** At the foot of every page of the site. */
export const footLinks = [
  { href: '/events', label: 'All events' },
  { href: '/sales', label: 'Sales' },
  { href: '/membership', label: 'Membership' },
  { href: '/refunds', label: 'Refund policy' },
  { href: '/terms', label: 'Terms' },
  { href: '/privacy', label: 'Privacy' },
  { href: '/api/docs', label: 'API' },
] as const

/** Which link of the header or rail is for the page: "class" on a class's page, "orders" on an order's. */
export type SiteNav = (typeof siteLinks)[number]['key'] | (typeof accountLinks)[number]['key'] | 'cart' | 'sign-in'
export type AdminNav = (typeof adminLinks)[number]['key']
