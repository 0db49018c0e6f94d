import type { MailFrame } from './mail-template.ts'
import type { Reminder } from './reminder.tsx'
import type { EventKind, ReminderSpan } from './reminder-words.ts'
import { sampleProps } from './samples.ts'
import type { MailName, MailProps } from './templates.ts'

/** One way a mail can come out, and what is special about it: "Conference", "Nothing was paid". */
export type MailSample<Name extends MailName = MailName> = { label: string; props: MailProps[Name] }

const startsIn: Readonly<Record<ReminderSpan, string>> = {
  week: 'in a week',
  days: 'in 2 days',
  day: 'tomorrow',
  hour: 'in an hour',
}

type Own = Omit<Reminder, keyof MailFrame | 'name' | 'startsIn' | 'manageUrl'>

const site = 'https://events.example.com'

/** A session of each kind, as a reminder tells of it. */
const reminded: Readonly<Record<EventKind, Own>> = {
  class: {
    kind: 'class',
    eventTitle: 'MSP Professional Sales Program',
    sessionTitle: 'Qualifying',
    when: 'Tue, Apr 30, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
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
    where: 'Online',
    joinUrl: 'https://meet.example.com/third-thursday',
    eventUrl: `${site}/events/service-managers`,
    preparation: 'Your numbers for April: tickets opened, closed and older than a week.',
    isFirst: false,
    ...{ recorded: false, several: true, paid: true, limited: true },
  },
  conference: {
    kind: 'conference',
    eventTitle: 'ChannelPro LIVE: Columbus',
    when: 'Tue, Jun 11, 2024 · 8:30 AM – 5:00 PM Eastern',
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
    where: 'Capital Library, 828 I Street, Sacramento, CA 95814',
    eventUrl: `${site}/events/sacramento-may`,
    isFirst: true,
    ...{ recorded: false, several: false, paid: false, limited: true },
  },
}

const kindLabels: readonly (readonly [EventKind, string])[] = [
  ['class', 'Class'],
  ['webinar', 'Webinar'],
  ['breakout', 'Breakout'],
  ['conference', 'Conference'],
  ['meeting', 'Meeting'],
]

const reminders = (span: ReminderSpan): { label: string; props: Reminder }[] =>
  kindLabels.map(([kind, label]) => {
    const { organiser, postalAddress, siteUrl, preferencesUrl, name, manageUrl } = sampleProps['reminder-day']
    const frame = { organiser, postalAddress, siteUrl, preferencesUrl }
    return { label, props: { ...frame, name, manageUrl, startsIn: startsIn[span], ...reminded[kind] } }
  })

const without = <Props extends object, Key extends keyof Props>(props: Props, key: Key): Omit<Props, Key> => {
  const { [key]: _, ...rest } = props
  return rest
}

/** Other ways than the usual one, of the mails that have some. */
const others: { readonly [Name in MailName]?: MailSample<Name>[] } = {
  'registration-confirmed': [
    {
      label: 'One session, by oneself',
      props: {
        ...without(without(sampleProps['registration-confirmed'], 'boughtBy'), 'declineUrl'),
        kindLabel: 'Webinar',
        when: 'Thu, May 16, 2024, 10:00 AM Pacific (1:00 PM Eastern)',
        sessions: [{ when: 'Thu, May 16, 2024, 10:00 AM Pacific (1:00 PM Eastern)' }],
      },
    },
    {
      label: 'Some sessions are over',
      props: {
        ...sampleProps['registration-confirmed'],
        when: 'Tuesdays, May 14 – 21, 9:00 AM Pacific (noon Eastern)',
        sessions: sampleProps['registration-confirmed'].sessions.slice(3),
        past: '3 of 5 sessions are over. Their recordings are included.',
      },
    },
  ],
  'refund-made': [{ label: 'Paid too late', props: { ...sampleProps['refund-made'], reason: 'too-late' } }],
  'event-cancelled': [{ label: 'Nothing was paid', props: without(sampleProps['event-cancelled'], 'refund') }],
  'registration-cancelled': [
    { label: 'Nothing was paid', props: without(sampleProps['registration-cancelled'], 'refund') },
    { label: 'Handed on', props: { ...without(sampleProps['registration-cancelled'], 'refund'), handedOn: true } },
  ],
  'seat-given-up': [
    {
      label: 'After the refund deadline',
      props: { ...without(sampleProps['seat-given-up'], 'refund'), noRefund: true },
    },
    { label: 'Not paid yet', props: without(sampleProps['seat-given-up'], 'refund') },
    {
      label: 'Registered for themselves',
      props: {
        ...without(sampleProps['seat-given-up'], 'refund'),
        attendee: 'maria@example.com',
        passedOn: true,
      },
    },
  ],
  'access-ended': [{ label: 'For members alone', props: without(sampleProps['access-ended'], 'eventUrl') }],
  'work-submitted': [
    { label: 'The first version, late', props: { ...sampleProps['work-submitted'], version: 1, isLate: true } },
  ],
  'feedback-given': [
    { label: 'Not yet', props: { ...sampleProps['feedback-given'], result: 'Not yet', again: true } },
    { label: 'Words alone', props: without(sampleProps['feedback-given'], 'result') },
  ],
  'office-hour-booked': [
    {
      label: 'At a place',
      props: { ...without(sampleProps['office-hour-booked'], 'joinUrl'), where: 'Room 2, Capital Library' },
    },
  ],
  'office-hour-moved': [
    {
      label: 'At another place',
      props: { ...without(sampleProps['office-hour-moved'], 'was'), where: 'Room 2, Capital Library' },
    },
  ],
  'office-hour-cancelled': [
    {
      label: 'Without access',
      props: {
        ...without(without(sampleProps['office-hour-cancelled'], 'next'), 'officeHoursUrl'),
        why: 'You do not attend the event any more.',
      },
    },
  ],
  'how-was-it': [
    { label: 'With questions', props: { ...sampleProps['how-was-it'], answerUrl: `${site}/events/5w22/answers` } },
  ],
  'roster-mail': [{ label: 'What they must know', props: { ...sampleProps['roster-mail'], mustKnow: true } }],
  'reminder-week': reminders('week'),
  'reminder-days': reminders('days'),
  'reminder-day': reminders('day'),
  'reminder-hour': reminders('hour'),
}

/** The ways a mail can come out, the usual one first. */
export function samplesOf<Name extends MailName>(name: Name): MailSample<Name>[] {
  return [{ label: 'As usual', props: sampleProps[name] }, ...(others[name] ?? [])]
}
