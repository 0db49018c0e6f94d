import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { anEvent } from './build.ts'

/** The board: nine addresses. */
export const board = Array.from({ length: 9 }, (_, index) => `director${index}@example.com`)

/** What would give the board's meeting away, wherever it stands. */
export const boardTraces = ['Quorum of directors', 'Budget for the coming season', '2024-06-04', 'Jun 4', 'June 4']

export const boardMeeting = {
  startsAt: '2024-06-04T18:00',
  durationMinutes: 120,
  title: 'Quorum of directors',
  summary: 'Budget for the coming season.',
  audience: 'invited',
  invited: board,
}

export const fullPass = 'columbus:full-pass'
export const mainDay = 'columbus:main-day'

/** ChannelPro LIVE: Columbus: two days with seats for each, a pass for both, and one for June 6. */
export const columbusTerms = {
  kind: 'conference',
  slug: 'columbus',
  code: undefined,
  recording: 'never',
  title: 'ChannelPro LIVE: Columbus',
  zone: 'America/New_York',
  schedule: undefined,
  sessions: [
    { startsAt: '2024-06-05T13:00', durationMinutes: 300, title: 'Arrival and workshops' },
    { startsAt: '2024-06-06T08:30', durationMinutes: 540, title: 'Main day' },
  ],
  venue: { name: 'Hyatt Regency Columbus', address: '350 North High Street, Columbus OH' },
  dayCapacity: { '2024-06-05': 90, '2024-06-06': 150 },
  tickets: [
    { slug: 'full-pass', name: 'Full pass', priceCents: 29_900 },
    { slug: 'main-day', name: 'Main day', priceCents: 19_900, admits: { days: ['2024-06-06'] } },
  ],
}

/** The same with tickets that cost nothing, where money is beside the point. */
export const freeTickets = columbusTerms.tickets.map((ticket) => ({ ...ticket, priceCents: 0 }))

export const columbus = (table: Table, terms: Record<string, unknown> = {}): Promise<Event> =>
  anEvent(table, { ...columbusTerms, ...terms })

/** Columbus with the board's meeting on the evening before. */
export const columbusWithBoard = (table: Table, terms: Record<string, unknown> = {}): Promise<Event> =>
  columbus(table, { sessions: [...columbusTerms.sessions, boardMeeting], tickets: freeTickets, ...terms })

/** The id of the session on a date. */
export const sessionOn = (event: Event, date: string): string => {
  const session = sessionsOf(event, { admin: true }).find(({ startsAt }) => startsAt.startsWith(date))
  if (!session) throw new Error(`no session on ${date}`)
  return session.id
}
