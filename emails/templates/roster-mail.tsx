/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type RosterMail = MailFrame & {
  name: string
  /** The event to whose roster it goes. */
  eventTitle?: string
  subject: string
  /** What the organiser wrote, a paragraph each; words only, no markup. */
  paragraphs: string[]
  eventUrl?: string
  /** Who wrote it. */
  fromName: string
  /**
   * The organiser says that whoever registered has to know it (another room, what to bring): then it is about the
   * registration, and comes whatever the settings say. Otherwise it is news, which can be turned off.
   */
  mustKnow?: boolean
}

/** What an organiser writes to those who registered. */
export const rosterMail: MailTemplate<RosterMail> = {
  transactional: false,
  subject: (props) => subjectLine(props.subject),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={rosterMail.subject(props)}
      preview={props.paragraphs[0] ?? props.subject}
      label={props.eventTitle ?? 'From the organiser'}
      heading={props.subject}
      because={
        props.eventTitle
          ? `You get this because you registered for ${props.eventTitle} with this address.`
          : 'You get this because you registered with this address.'
      }
      {...(props.mustKnow ? { about: 'what you registered for' } : {})}
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      {props.paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may be the same, and they never move
        <Paragraph key={index}>{paragraph}</Paragraph>
      ))}
      <Paragraph>{props.fromName}</Paragraph>
      {props.eventUrl && <Action href={props.eventUrl}>{props.eventTitle ? 'See the event' : 'Read more'}</Action>}
      {props.eventUrl && <Note>There you find times, place and everything else about it.</Note>}
    </MailSheet>
  ),
}
