/** Line drawings on a field of 24 by 24. Next to words they say nothing; alone, their link or button has a name. */
const paths = {
  search: 'M4 11a7 7 0 1 0 14 0a7 7 0 1 0 -14 0ZM20 20l-4-4',
  cart: 'M4 5h2l2.2 10.5h9.6L20 8H7M8.3 19.5a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0ZM15.3 19.5a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0Z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'm6 6 12 12M18 6 6 18',
  next: 'm9.5 6 6 6-6 6',
  down: 'm6 9.5 6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  calendar:
    'M6 5.5h12a2 2 0 0 1 2 2v10.5a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-10.5a2 2 0 0 1 2 -2ZM4 10h16M8.5 3.5v4M15.5 3.5v4',
  video: 'M5.5 6.5h8a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-8a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2ZM15.5 11l5-3v8l-5-3',
  place:
    'M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11ZM9.7 10a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0Z',
  share: 'M12 15V4m-4 4 4-4 4 4M6 12v7.5h12V12',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1',
  mail: 'M5.5 6h13a2 2 0 0 1 2 2v8.5a2 2 0 0 1 -2 2h-13a2 2 0 0 1 -2 -2v-8.5a2 2 0 0 1 2 -2ZM4 7.5l8 6 8-6',
  person:
    'M5.8 9a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0ZM3 19c.6-3.2 3-5 6-5s5.4 1.8 6 5M15.5 6.2a3 3 0 0 1 0 5.6M17.5 14.5c2 .6 3.2 2.2 3.5 4.5',
  key: 'M4.5 15.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0ZM10.5 13 19 4.5M15.5 8l2.5 2.5M18 5.5l1.5 1.5',
  code: 'm8.5 7-5 5 5 5M15.5 7l5 5-5 5',
  time: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0ZM12 7.5V12l3 2',
  play: 'M8 5.5v13l10.5-6.5Z',
  pencil: 'M4.5 19.5 6 15 15.5 5.5l3 3L9 18ZM13.5 7.5l3 3',
  download: 'M12 4v11m-4-4 4 4 4-4M5 19.5h14',
  upload: 'M12 15V4m-4 4 4-4 4 4M5 15v4.5h14V15',
  ask: 'M4 5h16v11H9l-5 4Z',
  filter: 'M4 7h16M7 12h10M10 17h4',
  info: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0ZM12 11v5M12 8h.01',
  success: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0ZM8.5 12.5l2.5 2.5 4.5-5.5',
  warning: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0ZM12 8v5M12 16h.01',
  error: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0ZM9.5 9.5l5 5m0-5-5 5',
} as const

export type IconName = keyof typeof paths

export const iconNames = Object.keys(paths) as IconName[]

/** @param label  says what it means where no words do */
export const Icon = ({ name, label, look }: { name: IconName; label?: string; look?: 'chev' }) => (
  <svg
    class={look === undefined ? 'icon' : `icon ${look}`}
    viewBox="0 0 24 24"
    role={label === undefined ? undefined : 'img'}
    aria-label={label}
    aria-hidden={label === undefined ? 'true' : undefined}
  >
    <path d={paths[name]} />
  </svg>
)
