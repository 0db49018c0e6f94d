import type { Course, EventDetails, Instructor } from '@lectern/core/catalog'
import type { NewPromotion } from '@lectern/core/pricing'
import type * as z from 'zod'

/** A sample as an admin would send it. */
export type SampleEvent = z.input<typeof EventDetails> & {
  slug: string
  tickets: {
    name: string
    priceCents: number
    capacity?: number
    description?: string
    admits?: { days: string[] }
  }[]
  schedule?: { startsAt: string; durationMinutes: number; recurrence?: string }
  sessions?: {
    startsAt: string
    durationMinutes: number
    title?: string
    summary?: string
    audience?: 'invited'
    invited?: string[]
  }[]
}

const pacific = 'America/Los_Angeles'

export const instructors: Instructor[] = [
  {
    slug: 'james-kernan',
    name: 'James Kernan',
    headline: 'Principal consultant, author of two books on growing an MSP',
    bio: 'James has built, bought, and sold IT businesses, and now helps owners sell with a plan instead of hope.',
    email: 'james@lectern.example',
  },
  {
    slug: 'karl-palachuk',
    name: 'Karl W. Palachuk',
    headline: 'Author and trainer, writes about running managed services',
    bio: 'Karl has written more than twenty books for IT consultants, and has run two managed service businesses of his own.',
    email: 'karl@lectern.example',
  },
]

/** Who meets behind closed doors at the conference: two who can sign in here, and seven others. */
const boardOfDirectors = [
  ...['karl', 'alan'].map((name) => `${name}@lectern.example`),
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'].map((name) => `${name}@board.lectern.example`),
]

export const courses: Course[] = [
  {
    slug: 'msp-professional-sales',
    title: 'MSP Professional Sales Program',
    summary: 'A sales process the whole team can follow, from the first call to the signature.',
    description:
      'For owners and sales people of managed service providers. Each week has a topic, exercises to turn in, and office hours with the instructor.',
  },
  {
    slug: 'managing-your-service-board',
    title: 'Managing Your Service Board',
    summary: 'Set up the board, write the core procedures, and run each day by them.',
    description: 'For owners, service managers, technicians and operations managers.',
  },
]

const salesWeeks = [
  ['What value-based selling is', 'Why it wins, its five principles, and fitting your answer to the business problem.'],
  ['Qualifying', 'Eight steps that tell a prospect from a time sink, and the power of no.'],
  ['The sales process', 'A cycle of seven steps, the emotions behind it, and how the customer buys.'],
  ['A framework for the sales department', 'The plan, goals and KPIs, compensation, training and mentoring, staffing.'],
  ['Negotiating and closing', 'Objections, trial closes, asking for the order, and the letter of understanding.'],
] as const

const boardUnits = [
  ['Core components of a great service board', 'What belongs on it, and what only gets in the way.'],
  ['Core processes', 'Tracking time the right way, and the habits that keep it right.'],
  ['Implementation and daily processes', 'From the plan to the first week in which it runs.'],
  ['A day in the life of the service desk', 'Policies that drive profitability, hour by hour.'],
  ['A well-oiled machine', 'Getting the details right: on call, patches, backlog, recovery.'],
] as const

/** Five Tuesdays, each with its topic: written out, since a rule alone has no agenda. */
const weekly = (dates: readonly string[], topics: readonly (readonly [string, string])[]) =>
  dates.map((date, index) => ({
    startsAt: `${date}T09:00`,
    durationMinutes: 60,
    title: topics[index]?.[0] ?? `Week ${index + 1}`,
    summary: topics[index]?.[1] ?? '',
  }))

/** One of the stops of a conference on tour. */
const stop = (slug: string, city: string, state: string, zone: string, [one, two]: [string, string]): SampleEvent => ({
  kind: 'conference',
  recording: 'never',
  slug,
  title: `ASCII Edge: ${city}`,
  summary: 'One of nine stops across North America: two days of sessions and peers.',
  zone,
  sessions: [
    { startsAt: `${one}T09:00`, durationMinutes: 480, title: 'Day one' },
    { startsAt: `${two}T09:00`, durationMinutes: 420, title: 'Day two' },
  ],
  venue: { name: 'ASCII Edge', address: `${city} ${state}` },
  tickets: [{ name: 'Pass', priceCents: 14900 }],
  capacity: 120,
  tags: ['ascii-edge'],
})

/** What the first organizer ran in the first half of 2024, at its real dates. */
export const events2024: SampleEvent[] = [
  {
    kind: 'class',
    slug: '5w21',
    code: '5W21',
    course: 'managing-your-service-board',
    title: 'Managing Your Service Board: Setup, Core SOPs, and Daily Procedures',
    summary: 'Turn the service board from a list of complaints into the engine of a profitable service desk.',
    description:
      'Five weeks, one unit each. You set up your own board as we go, with some forty-five further topics covered along the way, from after-hours work to the network documentation binder.\n\nEvery session is recorded, and the recording is yours to download.',
    zone: pacific,
    sessions: weekly(['2024-02-13', '2024-02-20', '2024-02-27', '2024-03-05', '2024-03-12'], boardUnits),
    audience: ['Owners and service managers', 'Technicians who run the board day to day', 'Operations managers'],
    outcomes: [
      'A service board that’s set up your way',
      'Core procedures, written down',
      'A daily routine for the whole desk',
    ],
    instructors: ['karl-palachuk'],
    joinUrl: 'https://meet.lectern.example/5w21',
    tickets: [{ name: 'Seat', priceCents: 39900 }],
    capacity: 40,
    tags: ['service', 'operations'],
  },
  {
    kind: 'class',
    slug: '5w22',
    code: '5W22',
    course: 'msp-professional-sales',
    title: 'MSP Professional Sales Program',
    summary:
      'Win more recurring revenue with a sales process the whole team can follow: qualify early, propose with confidence, and keep the customers you have.',
    description:
      'More than ten handouts become your own playbook: a sales playbook, an annual marketing plan, a denial-of-services letter, a letter of understanding, an assessment presentation, a checklist for business reviews, and others.\n\nEvery session is recorded, and the recording is yours to download.',
    zone: pacific,
    sessions: weekly(['2024-04-23', '2024-04-30', '2024-05-07', '2024-05-14', '2024-05-21'], salesWeeks),
    audience: [
      'MSP owners who still do the selling',
      'Salespeople in their first two years',
      'Service managers who sit in on client meetings',
    ],
    outcomes: [
      'A sales playbook for your company',
      'A one-page annual marketing plan',
      'A checklist for business reviews and a proposal template',
      'A certificate, if you attend four of five weeks',
    ],
    faq: [
      {
        question: 'What if I miss a week?',
        answer:
          'Every session is recorded. You’ll find the recording and handouts on your class page, and you can still turn in that week’s assignment.',
      },
      { question: 'How much time does it take?', answer: 'One hour live, plus one to two hours of homework a week.' },
      {
        question: 'Can I send someone else in my place?',
        answer: 'Yes. Transfer your seat to a colleague from your account.',
      },
    ],
    testimonials: [
      {
        quote: 'By week four we had a playbook that the whole team uses, and two proposals signed.',
        name: 'Olivia Owner',
        role: 'Owner of an MSP with nine people',
      },
    ],
    instructors: ['james-kernan'],
    joinUrl: 'https://meet.lectern.example/5w22',
    tickets: [{ name: 'Seat', priceCents: 39900 }],
    capacity: 20,
    tags: ['sales'],
  },
  {
    kind: 'webinar',
    slug: 'unpopular-truth-kpis-slas',
    title: 'The Unpopular Truth about KPIs, SLAs, and SMB IT',
    summary: 'Most numbers on a dashboard change nothing. An hour on the few that do, then your questions.',
    description:
      'A 60-minute presentation, then questions until you run out. No sales pitch. The recording stays free to watch.',
    zone: pacific,
    schedule: { startsAt: '2024-04-10T09:00', durationMinutes: 90 },
    instructors: ['karl-palachuk'],
    joinUrl: 'https://meet.lectern.example/kpis',
    tickets: [{ name: 'Free seat', priceCents: 0 }],
    recordingAccess: 'public',
    tags: ['service'],
  },
  {
    kind: 'meeting',
    slug: 'nsitsp-all-member-meeting',
    title: 'National Society of IT Service Providers: all-member meeting',
    summary: 'What the society is working on, and how to take part. Open to members and non-members.',
    zone: pacific,
    schedule: { startsAt: '2024-02-14T09:00', durationMinutes: 60 },
    joinUrl: 'https://meet.lectern.example/nsitsp',
    tickets: [{ name: 'Free seat', priceCents: 0 }],
    tags: ['society'],
  },
  {
    kind: 'breakout',
    slug: 'marketing-breakout',
    title: 'Marketing Breakout',
    summary: 'A peer group that meets monthly until each member has a marketing plan that runs.',
    description:
      'Members report their progress every month and get feedback from each other. It’s never recorded, so everyone can speak freely.',
    zone: pacific,
    schedule: { startsAt: '2024-04-18T09:00', durationMinutes: 60, recurrence: 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5' },
    joinUrl: 'https://meet.lectern.example/marketing-breakout',
    tickets: [{ name: 'Member seat', priceCents: 0 }],
    tags: ['marketing'],
  },
  {
    kind: 'conference',
    recording: 'never',
    slug: 'channelpro-live-columbus',
    title: 'ChannelPro LIVE: Columbus',
    summary: 'Two days for channel partners. The second is the main day, and you can attend just that one.',
    description: 'The pass covers all sessions, dining, and prizes.',
    zone: 'America/New_York',
    sessions: [
      { startsAt: '2024-06-05T13:00', durationMinutes: 300, title: 'Arrival and workshops' },
      { startsAt: '2024-06-06T08:30', durationMinutes: 540, title: 'Main day' },
      {
        startsAt: '2024-06-06T18:00',
        durationMinutes: 120,
        title: 'Board meeting',
        summary: 'The board of directors meets over dinner.',
        audience: 'invited',
        invited: boardOfDirectors,
      },
    ],
    venue: { name: 'Hyatt Regency Columbus', address: '350 North High Street, Columbus OH' },
    salesCloseAt: '2024-06-05T13:00',
    tickets: [
      { name: 'Full pass', priceCents: 29900, description: 'Both days, dining, and prizes' },
      {
        name: 'Main day',
        priceCents: 19900,
        description: 'The second day only',
        admits: { days: ['2024-06-06'] },
      },
    ],
    dayCapacity: { '2024-06-05': 90, '2024-06-06': 150 },
    tags: ['channelpro'],
  },
  stop('ascii-edge-newark', 'Newark', 'NJ', 'America/New_York', ['2024-04-17', '2024-04-18']),
  stop('ascii-edge-costa-mesa', 'Costa Mesa', 'CA', pacific, ['2024-02-29', '2024-03-01']),
]

/** Frees a pass for members of the society, until the conference starts. */
export const societyCode = (until: string): z.input<typeof NewPromotion> & { code: string } => ({
  title: 'Free pass for qualified channel partners',
  trigger: 'code',
  code: 'NSITSP',
  benefit: { type: 'free' },
  scope: { events: ['channelpro-live-columbus'] },
  window: { zone: 'America/New_York', until },
})
