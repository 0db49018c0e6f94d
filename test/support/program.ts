import { createEvent, type Event, NewEvent, publishEvent, saveCourse, saveInstructor } from '@lectern/core/catalog'
import type { Instant, Table } from '@lectern/core/platform'

const pacific = 'America/Los_Angeles'

/** Makes an event from input as an organizer would send it, and publishes it unless told otherwise. */
export const makeEvent = async (
  table: Table,
  input: Record<string, unknown>,
  now: Instant,
  { draft = false } = {},
): Promise<Event> => {
  const event = await createEvent(
    table,
    NewEvent.parse({ zone: pacific, tickets: [{ name: 'Seat', priceCents: 0 }], ...input }),
    now,
  )
  return draft ? event : publishEvent(table, event.slug, now)
}

const week = (startsAt: string, title: string, summary: string) => ({ startsAt, durationMinutes: 60, title, summary })

export const salesClass = {
  kind: 'class',
  code: '5W22',
  title: 'MSP Professional Sales Program',
  summary:
    'Win more recurring revenue with a sales process the whole team can follow: qualify early, propose with confidence, and keep the customers you have.',
  description:
    'Five weeks on selling managed services without a sales department.\n\nEach week ends with an exercise for your own business: a sales playbook, an annual marketing plan, a letter of understanding, and more.',
  course: 'professional-sales',
  instructors: ['james-kernan'],
  capacity: 20,
  joinUrl: 'https://meet.example/5w22',
  tickets: [{ name: 'Seat', priceCents: 39_900 }],
  sessions: [
    week(
      '2024-04-23T09:00',
      'What value-based selling is',
      'Why it wins, its five principles, and fitting your answer to the problem.',
    ),
    week('2024-04-30T09:00', 'Qualifying', 'Eight steps that tell a prospect from a time sink, and the power of no.'),
    week('2024-05-07T09:00', 'The sales process', 'Seven steps, the emotions behind them, and how the buyer decides.'),
    week(
      '2024-05-14T09:00',
      'A framework for sales departments',
      'Plan, goals and KPIs, compensation, training and staffing.',
    ),
    week('2024-05-21T09:00', 'Negotiating and closing', 'Objections, trial closes, and asking for the order.'),
  ],
}

export const kpiWebinar = {
  kind: 'webinar',
  slug: 'kpis-and-slas',
  title: 'The Unpopular Truth about KPIs, SLAs, and SMB IT',
  summary: 'What to measure in a small IT firm, and what to leave alone. Sixty minutes, then your questions.',
  instructors: ['karl-palachuk'],
  joinUrl: 'https://meet.example/kpis',
  sessions: [{ startsAt: '2024-04-10T09:00', durationMinutes: 90 }],
}

export const marketingBreakout = {
  kind: 'breakout',
  slug: 'marketing-breakout',
  title: 'Marketing Breakout',
  summary: 'Peers who get their marketing going, month by month, and tell each other how it went.',
  instructors: ['karl-palachuk'],
  joinUrl: 'https://meet.example/marketing',
  schedule: { startsAt: '2024-04-18T09:00', durationMinutes: 60, recurrence: 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5' },
}

export const columbus = {
  kind: 'conference',
  slug: 'channelpro-columbus',
  title: 'ChannelPro LIVE: Columbus',
  summary: 'Two days of talks, vendors and peers. The pass covers all sessions, dining and prizes.',
  zone: 'America/New_York',
  venue: { name: 'Hyatt Regency Columbus', address: '350 North High Street, Columbus, OH 43215' },
  sessions: [
    { startsAt: '2024-06-05T13:00', durationMinutes: 300, title: 'Workshops and welcome' },
    { startsAt: '2024-06-06T08:30', durationMinutes: 510, title: 'Main day' },
  ],
  tickets: [
    { name: 'Both days', slug: 'pass', priceCents: 19_900, description: 'Workshops, main day, all meals.' },
    { name: 'Main day only', slug: 'main-day', priceCents: 9_900, description: 'June 6 from 8:30 AM.', capacity: 6 },
  ],
  questions: [
    { id: 'badge', label: 'Company on the badge', type: 'text', required: true },
    { id: 'meal', label: 'Lunch', type: 'choice', options: ['Meat', 'Vegetarian', 'Vegan'], required: true },
    { id: 'photos', label: 'You may photograph me', type: 'consent' },
  ],
}

/** The organizer's spring of 2024, as of April 8: a class, a webinar, a breakout, a conference, and two that are over. */
export const seedProgram = async (table: Table, now: Instant): Promise<void> => {
  await Promise.all([
    saveInstructor(table, {
      slug: 'james-kernan',
      name: 'James Kernan',
      headline: 'Principal consultant, author of two books on growing an MSP',
      bio: 'James has run sales for IT firms for thirty years, and trained more than a thousand of their owners.',
      website: 'https://www.example.com/james',
    }),
    saveInstructor(table, {
      slug: 'karl-palachuk',
      name: 'Karl W. Palachuk',
      headline: 'Author and trainer for managed service providers',
      bio: 'Karl has owned two managed service businesses.',
    }),
    saveCourse(table, {
      slug: 'professional-sales',
      title: 'MSP Professional Sales Program',
      summary: 'A sales process for owners who did not set out to sell.',
      description: 'Comes twice a year.',
    }),
  ])
  for (const input of [
    salesClass,
    kpiWebinar,
    marketingBreakout,
    columbus,
    {
      kind: 'class',
      code: '5W21',
      title: 'Managing Your Service Board: Setup, Core SOPs, and Daily Procedures',
      summary: 'The service board as the place where the day is run.',
      instructors: ['karl-palachuk'],
      tickets: [{ name: 'Seat', priceCents: 39_900 }],
      schedule: { startsAt: '2024-02-13T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
    },
    {
      kind: 'meeting',
      slug: 'nsitsp-all-members',
      title: 'National Society of IT Service Providers, all-member meeting',
      sessions: [{ startsAt: '2024-02-14T09:00', durationMinutes: 60 }],
    },
  ]) {
    await makeEvent(table, input, now)
  }
}
