import type { OwnReminder } from './reminder.tsx'
import type { EventKind } from './reminder-words.ts'

const site = 'https://events.example.com'

/** A session of each kind, as a reminder shows it. */
const reminded: Readonly<Record<EventKind, Omit<OwnReminder, 'name' | 'startsIn' | 'manageUrl'>>> = {
  class: {
    kind: 'class',
    eventTitle: 'MSP Professional Sales Program',
    sessionTitle: 'Qualifying',
    when: 'Tue, Apr 30, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
    day: { month: 'Apr', day: '30' },
    where: 'Online',
    joinUrl: 'https://meet.example.com/5w22',
    eventUrl: `${site}/events/5w22`,
    preparation: 'Read chapter 2, and try its five questions on one customer of yours.',
    isFirst: false,
    ...{ recorded: true, several: true, paid: true, limited: true },
    week: { number: 2, of: 5 },
  },
  webinar: {
    kind: 'webinar',
    eventTitle: 'Pricing Managed Services',
    when: 'Thu, May 16, 2024 · 10:00 – 11:00 AM Pacific (1:00 PM Eastern)',
    day: { month: 'May', day: '16' },
    where: 'Online',
    joinUrl: 'https://meet.example.com/pricing',
    eventUrl: `${site}/events/pricing-managed-services`,
    isFirst: true,
    ...{ recorded: true, several: false, paid: false, limited: false },
  },
  breakout: {
    kind: 'breakout',
    eventTitle: 'Third Thursday: Service Managers',
    sessionTitle: 'May',
    when: 'Thu, May 16, 2024 · 1:00 – 2:00 PM Pacific (4:00 PM Eastern)',
    day: { month: 'May', day: '16' },
    where: 'Online',
    joinUrl: 'https://meet.example.com/third-thursday',
    eventUrl: `${site}/events/service-managers`,
    preparation: 'Your numbers for April: tickets opened, closed, and older than a week.',
    isFirst: false,
    ...{ recorded: false, several: true, paid: true, limited: true },
  },
  conference: {
    kind: 'conference',
    eventTitle: 'ChannelPro LIVE: Columbus',
    when: 'Tue, Jun 11, 2024 · 8:30 AM – 5:00 PM Eastern',
    day: { month: 'Jun', day: '11' },
    where: 'Hilton Columbus at Easton, 3900 Chagrin Drive, Columbus, OH 43219',
    eventUrl: `${site}/events/columbus`,
    preparation: 'Bring business cards: the first break is for meeting each other.',
    isFirst: true,
    ...{ recorded: false, several: false, paid: true, limited: true },
  },
  meeting: {
    kind: 'meeting',
    eventTitle: 'Sacramento Chapter, May Meeting',
    when: 'Wed, May 22, 2024 · 5:30 – 7:00 PM Pacific',
    day: { month: 'May', day: '22' },
    where: 'Capital Library, 828 I Street, Sacramento, CA 95814',
    eventUrl: `${site}/events/sacramento-may`,
    isFirst: true,
    ...{ recorded: false, several: false, paid: false, limited: true },
  },
}

/** All that a reminder says of a session of one kind: what it doesn't say takes the place of what another does. */
export const remindedOf = (kind: EventKind, startsIn: string): OwnReminder => ({
  name: 'Maria Okafor',
  startsIn,
  manageUrl: `${site}/registrations/5w22?token=per_01HV9M4B2K`,
  ...{ sessionTitle: undefined, joinUrl: undefined, preparation: undefined, week: undefined },
  ...reminded[kind],
})
