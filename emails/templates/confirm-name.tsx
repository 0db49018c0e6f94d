/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type ConfirmName = MailFrame & {
  name: string
  eventTitle: string
  nameUrl: string
}

/** Its reader has earned a certificate, and somebody else typed the name that we have: they say which one goes on it. */
export const confirmName: MailTemplate<ConfirmName> = {
  transactional: true,
  subject: (props) => subjectLine(`Your name for the certificate: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={confirmName.subject(props)}
      preview="You earned a certificate. Tell us the name to put on it."
      label="Certificate"
      heading={props.eventTitle}
      because={`You get this because you attended ${props.eventTitle}.`}
      about="your certificate"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        You earned a certificate. Someone else registered you, so please check how we spell your name first. We make the
        certificate and email it to you as soon as you save it.
      </Paragraph>
      <Action href={props.nameUrl}>Confirm your name</Action>
      <Note>There's no deadline. Your certificate waits until then.</Note>
    </MailSheet>
  ),
}
