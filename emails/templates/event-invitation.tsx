/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type EventInvitation = MailFrame & {
  eventTitle: string
  kindLabel: string
  summary?: string
  when: string
  where: string
  /** Leads to the event after signing in with the invited address. */
  eventUrl: string
}

/** Somebody's address is on the list of an event for invited people. Registering is up to them. */
export const eventInvitation: MailTemplate<EventInvitation> = {
  transactional: false,
  subject: (props) => subjectLine(`You’re invited: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={eventInvitation.subject(props)}
      preview={`${props.when}. Sign in with this address to register.`}
      label={props.kindLabel}
      heading={props.eventTitle}
      because={`You get this because ${props.organiser} invited this address to ${props.eventTitle}.`}
    >
      <Paragraph>Hello,</Paragraph>
      <Paragraph>{`${props.organiser} invites you to ${props.eventTitle}. It’s open to invited people only.`}</Paragraph>
      {props.summary && <Paragraph>{props.summary}</Paragraph>}
      <Facts
        facts={[
          { label: 'When', words: props.when, strong: true },
          { label: 'Where', words: props.where },
        ]}
      />
      <Action href={props.eventUrl}>See the event and register</Action>
      <Note>Sign in with the address that this email came to. We’ll only send this invitation once.</Note>
    </MailSheet>
  ),
}
