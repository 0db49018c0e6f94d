/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type AlreadyRegistered = MailFrame & {
  name: string
  eventTitle: string
  manageUrl: string
}

/** Somebody asked to register an address that is registered: its owner is told, and who asked learns nothing from it. */
export const alreadyRegistered: MailTemplate<AlreadyRegistered> = {
  transactional: true,
  subject: (props) => subjectLine(`You're already registered: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={alreadyRegistered.subject(props)}
      preview="Nothing has changed, and nothing was charged."
      label="Already registered"
      heading={props.eventTitle}
      because="You get this because somebody asked to register this address again."
      about="your registration"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        You're already registered, so there's nothing to do. Nothing has changed, and nothing was charged. The
        invitation you have is still the right one.
      </Paragraph>
      <Action href={props.manageUrl}>See your registration</Action>
      <Note>If it wasn't you who asked, you can ignore this message. We send it once a day at most.</Note>
    </MailSheet>
  ),
}
