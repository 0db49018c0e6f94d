import type { AdminNav } from './navigation.ts'

type Part = readonly [look: 'e1' | 'e2' | 'e3' | 'e4', path: string]

const sheet: readonly Part[] = [
  ['e1', 'M40 10h48a6 6 0 0 1 6 6v66a6 6 0 0 1 -6 6h-48a6 6 0 0 1 -6 -6v-66a6 6 0 0 1 6 -6Z'],
  ['e2', 'M46 26h34v4h-34ZM46 38h24v4h-24Z'],
]

/** What belongs on a page that is still empty, in a few shapes on a field of 128 by 96. */
const pictures = {
  events: [
    ['e1', 'M22 24h84v58a6 6 0 0 1 -6 6h-72a6 6 0 0 1 -6 -6Z'],
    ['e2', 'M28 10h72a6 6 0 0 1 6 6v10h-84v-10a6 6 0 0 1 6 -6Z'],
    ['e4', 'M34 36h14v14h-14ZM57 36h14v14h-14ZM80 36h14v14h-14ZM34 60h14v14h-14ZM80 60h14v14h-14Z'],
    ['e3', 'M57 60h14v14h-14Z'],
  ],
  orders: [...sheet, ['e3', 'M46 64h34v10h-34Z']],
  people: [
    ['e1', 'M20 48a20 20 0 1 0 40 0a20 20 0 1 0 -40 0ZM68 48a20 20 0 1 0 40 0a20 20 0 1 0 -40 0Z'],
    ['e2', 'M40 48a24 24 0 1 0 48 0a24 24 0 1 0 -48 0Z'],
    ['e3', 'M57 41a7 7 0 1 0 14 0a7 7 0 1 0 -14 0ZM49 66c1-9 7-14 15-14s14 5 15 14Z'],
  ],
  promotions: [
    ['e1', 'M24 18h42l38 34-32 34-48-38Z'],
    ['e4', 'M36 32a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z'],
    ['e3', 'm57 46 6-6 16 18-6 6Z'],
  ],
  store: [
    ['e1', 'M24 14h22v68h-22ZM50 24h22v58h-22Z'],
    ['e2', 'M30 24h10v4h-10ZM56 34h10v4h-10Z'],
    ['e3', 'm78 18 20-5 16 66-20 5Z'],
  ],
  messages: [
    ['e1', 'M28 22h72a6 6 0 0 1 6 6v44a6 6 0 0 1 -6 6h-72a6 6 0 0 1 -6 -6v-44a6 6 0 0 1 6 -6Z'],
    ['e2', 'm24 26 40 30 40-30-3-4h-74Z'],
    ['e3', 'M78 62h18v8h-18Z'],
  ],
  sheet: [...sheet, ['e3', 'M46 64h18v10h-18Z']],
} as const satisfies Readonly<Record<string, readonly Part[]>>

const shown: Partial<Record<AdminNav, keyof typeof pictures>> = {
  ...{ events: 'events', courses: 'events', orders: 'orders', people: 'people', instructors: 'people' },
  ...{ promotions: 'promotions', sales: 'promotions', store: 'store', messages: 'messages', mails: 'messages' },
}

/** The drawing of an empty list, by where in the rail it is. */
export const EmptyPicture = ({ of }: { of?: AdminNav | undefined }) => (
  <svg class="empty-picture" viewBox="0 0 128 96" aria-hidden="true">
    {pictures[(of && shown[of]) ?? 'sheet'].map(([look, path]) => (
      <path class={look} d={path} />
    ))}
  </svg>
)
