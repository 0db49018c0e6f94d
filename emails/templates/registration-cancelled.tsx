/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type RegistrationCancelled = MailFrame & {
  name: string
  eventTitle: string
  /** When it takes place, with the zone. */
  when: string
  /** The amount that goes back to the reader; absent when nothing does. */
  refund?: string
  /** The buyer gave the seat to someone else. */
  handedOn?: boolean
}

/** One person's registration ended; the event itself takes place. */
export const registrationCancelled: MailTemplate<RegistrationCancelled> = {
  transactional: true,
  subject: (props) => subjectLine(`Your registration has ended: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={registrationCancelled.subject(props)}
      preview={
        props.refund ? `You no longer have a seat. ${props.refund} goes back to you.` : 'You no longer have a seat.'
      }
      label="Registration canceled"
      heading={props.eventTitle}
      because={`You get this because you were registered for ${props.eventTitle} with this address.`}
      about="your registration"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {props.handedOn
          ? 'The person who registered you has given your seat to someone else. You get no more reminders for it.'
          : 'Your registration is canceled, and the seat is free for someone else. You get no more reminders for it.'}
      </Paragraph>
      <Facts
        facts={[
          { label: 'When', words: props.when },
          { label: 'Refund', words: props.refund },
        ]}
      />
      {props.refund && (
        <Note>
          The refund goes back the way you paid. You need to do nothing, and another message says when it is made.
        </Note>
      )}
      <Paragraph>
        If you did not ask for this, or it was a mistake, you can register again as long as there are seats.
      </Paragraph>
      <Action href={props.siteUrl}>See what is on</Action>
    </MailSheet>
  ),
}
