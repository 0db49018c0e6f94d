/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type EventCancelled = MailFrame & {
  name: string
  eventTitle: string
  /** When it would have been, with the zone. */
  when: string
  /** The amount that goes back to the reader; absent when nothing was paid. */
  refund?: string
  /** Why, in the organiser's own sentence. */
  reason?: string
}

/** The organiser called the event off. */
export const eventCancelled: MailTemplate<EventCancelled> = {
  transactional: true,
  subject: (props) => subjectLine(`Cancelled: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={eventCancelled.subject(props)}
      preview={
        props.refund
          ? `It will not take place. ${props.refund} goes back to you.`
          : `It will not take place: ${props.when}`
      }
      label="Event cancelled"
      heading={`${props.eventTitle} is cancelled`}
      because={`You get this because you were registered for ${props.eventTitle} with this address.`}
      about="your registration"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>We are sorry: this will not take place, and your registration has ended.</Paragraph>
      {props.reason && <Paragraph>{props.reason}</Paragraph>}
      <Facts
        facts={[
          { label: 'Was to be', words: props.when },
          { label: 'Refund', words: props.refund },
        ]}
      />
      {props.refund && (
        <Note>
          The refund goes back the way you paid. You need to do nothing, and another message says when it is made.
        </Note>
      )}
      <Action href={props.siteUrl}>See what else is on</Action>
    </MailSheet>
  ),
}
