/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, Subheading, TextLink } from '../parts.tsx'
import { SessionWords, text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

const Props = z.object({
  name: text,
  eventTitle: text,
  eventUrl: url,
  manageUrl: url,
  /** Sessions that moved; both times in words with the zone. */
  changes: z.array(z.object({ title: text.optional(), from: text, to: text })),
  added: z.array(SessionWords).optional(),
  calledOff: z.array(SessionWords).optional(),
  /** Where it takes place now, and where it was to. */
  where: z.object({ from: text, to: text }).optional(),
  /** What happened to the link to join online. */
  link: z.enum(['changed', 'new', 'gone']).optional(),
})
type Props = z.infer<typeof Props>

const linkLabels = {
  changed: 'The link to join online has changed. The link in your calendar and on the event’s page opens the new one.',
  new: 'You can now join online. The link is in your calendar and on the event’s page.',
  gone: 'You can’t join online anymore.',
} as const

type Change = 'New time' | 'New session' | 'Session canceled' | 'New location' | 'New link'

/** What the email is about, in two words; of several changes, that there are changes. */
const labelOf = ({ changes, added = [], calledOff = [], where, link: news }: Props): Change | 'Changes' => {
  const kinds: Change[] = [
    ...(changes.length > 0 ? ['New time' as const] : []),
    ...(added.length > 0 ? ['New session' as const] : []),
    ...(calledOff.length > 0 ? ['Session canceled' as const] : []),
    ...(where ? ['New location' as const] : []),
    ...(news && !where ? ['New link' as const] : []),
  ]
  return kinds.length === 1 && kinds[0] ? kinds[0] : 'Changes'
}

const intro: Record<Change, string> = {
  'New time': 'A session you’re registered for has a new time.',
  'New session': 'There’s a new session, and your registration includes it.',
  'Session canceled': 'A session you’re registered for is canceled. The others go ahead as planned.',
  'New location': 'The event has a new location.',
  'New link': 'How you join online has changed.',
}

const introOf = (props: Props): string => {
  const label = labelOf(props)
  if (label === 'Changes') return 'An event you’re registered for has changed.'
  if (label === 'New time' && props.changes.length > 1) {
    return `${props.changes.length} sessions you’re registered for have new times.`
  }
  return intro[label]
}

const previewOf = (props: Props): string =>
  [
    ...props.changes.map(({ to }, at) => `${at === 0 ? 'Now' : 'then'} ${to}`),
    ...(props.added ?? []).map(({ when }) => `New: ${when}`),
    ...(props.calledOff ?? []).map(({ when }) => `Canceled: ${when}`),
    ...(props.where ? [`Now at ${props.where.to}`] : []),
  ].join('; ') || introOf(props)

const Sessions = ({ label, sessions }: { label: string; sessions: SessionWords[] }) => (
  <Facts strong={label} facts={sessions.map(({ title, when }) => [label, title ? `${title}: ${when}` : when])} />
)

/** What an organizer changed about an event, all of one save. The updated invitation is attached by the sender. */
export const eventMoved = mail({
  name: 'event-moved',
  title: 'Event changed',
  sentWhen: 'When sessions are moved, added, or canceled, or the location changes, with the updated invitation.',
  topic: 'transactional',
  props: Props,
  subject: (props) => `${labelOf(props)}: ${props.eventTitle}`,
  preview: previewOf,
  label: labelOf,
  heading: (props) => props.eventTitle,
  because: (props) => `you’re registered for ${props.eventTitle}`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>{`${introOf(props)} You’re still registered. The attached invitation updates your calendar.`}</Paragraph>
      {props.changes.map((change) => (
        <div key={`${change.from} ${change.title ?? ''}`}>
          {change.title && <Subheading>{change.title}</Subheading>}
          <Facts strong="Now" facts={{ Now: change.to, Was: change.from }} />
        </div>
      ))}
      {props.added && props.added.length > 0 && <Sessions label="New" sessions={props.added} />}
      {props.calledOff && props.calledOff.length > 0 && <Sessions label="Canceled" sessions={props.calledOff} />}
      {props.where && <Facts strong="Now at" facts={{ 'Now at': props.where.to, 'Was at': props.where.from }} />}
      {props.link && <Paragraph>{linkLabels[props.link]}</Paragraph>}
      <Action href={props.eventUrl}>See the event</Action>
      <Note>
        {'Can’t make it? '}
        <TextLink href={props.manageUrl}>See your options</TextLink>
      </Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    eventUrl: salesProgram.eventUrl,
    manageUrl: 'https://events.example.com/registrations/5w22?token=per_01HV9M4B2K',
    changes: [
      {
        title: 'The sales process',
        from: 'Tue, May 7, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
        to: 'Wed, May 8, 2024 · 10:00 – 11:00 AM Pacific (1:00 PM Eastern)',
      },
      {
        title: 'A framework for sales departments',
        from: 'Tue, May 14, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
        to: 'Wed, May 15, 2024 · 10:00 – 11:00 AM Pacific (1:00 PM Eastern)',
      },
    ],
  },
})
