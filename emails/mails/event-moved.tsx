/** @jsxImportSource react */
import { Link } from '@react-email/components'
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph, Subheading } from '../parts.tsx'
import { SessionWords, text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'
import { link } from '../theme.ts'

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

const linkWords = {
  changed: 'The link to join online has changed. The link in your calendar and on the event’s page opens the new one.',
  new: 'You can now join online. The link is in your calendar and on the event’s page.',
  gone: 'There’s no link to join online anymore.',
} as const

type Change = 'New time' | 'New session' | 'Session canceled' | 'New place' | 'New link'

/** What the email is about, in two words; of several changes, that there are changes. */
const labelOf = ({ changes, added = [], calledOff = [], where, link: news }: Props): Change | 'Changes' => {
  const kinds: Change[] = [
    ...(changes.length > 0 ? ['New time' as const] : []),
    ...(added.length > 0 ? ['New session' as const] : []),
    ...(calledOff.length > 0 ? ['Session canceled' as const] : []),
    ...(where ? ['New place' as const] : []),
    ...(news && !where ? ['New link' as const] : []),
  ]
  return kinds.length === 1 && kinds[0] ? kinds[0] : 'Changes'
}

const intro: Record<Change, string> = {
  'New time': 'A session that you’re registered for has a new time.',
  'New session': 'There’s a new session. It comes with your registration.',
  'Session canceled': 'A session that you’re registered for won’t take place. The others go ahead.',
  'New place': 'The event has a new place.',
  'New link': 'There’s news about joining online.',
}

const introOf = (props: Props): string => {
  const label = labelOf(props)
  if (label === 'Changes') return 'There are changes to an event that you’re registered for.'
  if (label === 'New time' && props.changes.length > 1) {
    return `There are new times for ${props.changes.length} sessions that you’re registered for.`
  }
  return intro[label]
}

const previewOf = (props: Props): string =>
  [
    ...props.changes.map(({ to }) => `Now ${to}`),
    ...(props.added ?? []).map(({ when }) => `New: ${when}`),
    ...(props.calledOff ?? []).map(({ when }) => `Canceled: ${when}`),
    ...(props.where ? [`Now at ${props.where.to}`] : []),
  ].join('; ') || introOf(props)

const Sessions = ({ label, sessions }: { label: string; sessions: SessionWords[] }) => (
  <Facts
    facts={sessions.map(({ title, when }) => ({ label, words: title ? `${title}: ${when}` : when, strong: true }))}
  />
)

/** What an organizer changed about an event, all of one save. The updated invitation is attached by the sender. */
export const eventMoved = mail({
  name: 'event-moved',
  title: 'Event changed',
  sentWhen: 'When sessions moved, are new, or were called off, or the place changed, with the update for calendars.',
  topic: 'transactional',
  props: Props,
  subject: (props) => `${labelOf(props)}: ${props.eventTitle}`,
  preview: previewOf,
  label: labelOf,
  heading: (props) => props.eventTitle,
  because: (props) => `You get this because you are registered for ${props.eventTitle} with this address.`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>{`${introOf(props)} Your seat stays yours. The attached invitation updates your calendar.`}</Paragraph>
      {props.changes.map((change) => (
        <div key={`${change.from} ${change.title ?? ''}`}>
          {change.title && <Subheading>{change.title}</Subheading>}
          <Facts
            facts={[
              { label: 'Now', words: change.to, strong: true },
              { label: 'Was', words: change.from },
            ]}
          />
        </div>
      ))}
      {props.added && props.added.length > 0 && <Sessions label="New" sessions={props.added} />}
      {props.calledOff && props.calledOff.length > 0 && <Sessions label="Canceled" sessions={props.calledOff} />}
      {props.where && (
        <Facts
          facts={[
            { label: 'Now at', words: props.where.to, strong: true },
            { label: 'Was at', words: props.where.from },
          ]}
        />
      )}
      {props.link && <Paragraph>{linkWords[props.link]}</Paragraph>}
      <Action href={props.eventUrl}>See the event</Action>
      <Note>
        {'Doesn’t this work for you? '}
        <Link className="link" href={props.manageUrl} style={link}>
          See what you can do
        </Link>
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
