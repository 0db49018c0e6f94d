/** @jsxImportSource react */
import { Link } from '@react-email/components'
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph, Subheading } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'
import { link } from '../theme.ts'

/** One session that moved; both times in words with the zone. */
export type SessionChange = { title?: string; from: string; to: string }

/** A session that is new or called off, with its time in words. */
export type ToldSession = { title?: string; when: string }

export type EventMoved = MailFrame & {
  name: string
  eventTitle: string
  eventUrl: string
  manageUrl: string
  changes: SessionChange[]
  added?: ToldSession[]
  calledOff?: ToldSession[]
  /** Where it takes place now, and where it was to. */
  where?: { from: string; to: string }
  /** What happened to the link to join online. */
  link?: 'changed' | 'new' | 'gone'
}

const linkWords = {
  changed: 'The link to join online has changed. The link in your calendar and on the event’s page opens the new one.',
  new: 'You can now join online. The link is in your calendar and on the event’s page.',
  gone: 'There’s no link to join online anymore.',
} as const

type Change = 'New time' | 'New session' | 'Session canceled' | 'New place' | 'New link'

/** What the email is about, in two words; of several changes, that there are changes. */
const labelOf = ({ changes, added = [], calledOff = [], where, link: news }: EventMoved): Change | 'Changes' => {
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

const introOf = (props: EventMoved): string => {
  const label = labelOf(props)
  if (label === 'Changes') return 'There are changes to an event that you’re registered for.'
  if (label === 'New time' && props.changes.length > 1) {
    return `There are new times for ${props.changes.length} sessions that you’re registered for.`
  }
  return intro[label]
}

const previewOf = (props: EventMoved): string =>
  [
    ...props.changes.map(({ to }) => `Now ${to}`),
    ...(props.added ?? []).map(({ when }) => `New: ${when}`),
    ...(props.calledOff ?? []).map(({ when }) => `Canceled: ${when}`),
    ...(props.where ? [`Now at ${props.where.to}`] : []),
  ].join('; ') || introOf(props)

const Sessions = ({ label, sessions }: { label: string; sessions: ToldSession[] }) => (
  <Facts
    facts={sessions.map(({ title, when }) => ({ label, words: title ? `${title}: ${when}` : when, strong: true }))}
  />
)

/** What an organizer changed about an event, all of one save. The updated invitation is attached by the sender. */
export const eventMoved: MailTemplate<EventMoved> = {
  transactional: true,
  subject: (props) => subjectLine(`${labelOf(props)}: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={eventMoved.subject(props)}
      preview={previewOf(props)}
      label={labelOf(props)}
      heading={props.eventTitle}
      because={`You get this because you are registered for ${props.eventTitle} with this address.`}
      about="your registration"
    >
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
    </MailSheet>
  ),
}
