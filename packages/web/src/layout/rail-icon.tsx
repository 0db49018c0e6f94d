import type { AdminNav } from './navigation.ts'

/** Line drawings beside the links of the rail, on a field of 24 by 24: apart from the site's, since visitors never see them. */
const paths: Readonly<Record<AdminNav, string>> = {
  today: 'm4 11 8-6.5 8 6.5V20H4Z',
  events:
    'M6 5.5h12a2 2 0 0 1 2 2v10.5a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-10.5a2 2 0 0 1 2 -2ZM4 10h16M8.5 3.5v4M15.5 3.5v4',
  courses: 'M4 20v-4h4v-4h4V8h4V4h4',
  instructors: 'M4 5h16v10H4ZM12 15v5M8.5 20h7M8 9h5M8 11.5h3',
  store: 'M5 4.5h12.5V20H7a2 2 0 0 1-2-2ZM5 18a2 2 0 0 1 2-2h10.5',
  promotions: 'M4 4h8l8 8-8 8-8-8ZM7.3 8.5a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0Z',
  sales: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0ZM12 7.5V12l3 2',
  orders: 'M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1',
  people:
    'M5.8 9a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0ZM3 19c.6-3.2 3-5 6-5s5.4 1.8 6 5M15.5 6.2a3 3 0 0 1 0 5.6M17.5 14.5c2 .6 3.2 2.2 3.5 4.5',
  memberships: 'M4 6h16v12H4ZM4 10h16M7.5 14h4',
  messages: 'M4 5h16v11H9l-5 4Z',
  mails: 'M5.5 6h13a2 2 0 0 1 2 2v8.5a2 2 0 0 1 -2 2h-13a2 2 0 0 1 -2 -2v-8.5a2 2 0 0 1 2 -2ZM4 7.5l8 6 8-6',
  audit: 'M6 3.5h8.5L19 8v12.5H6ZM14 3.5V8.5h5M9 12.5h7M9 16h5',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0 -4 0ZM7 17a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z',
}

export const RailIcon = ({ name }: { name: AdminNav }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
