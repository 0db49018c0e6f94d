/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type AccountChanged = MailFrame & {
  name: string
  /** "New passkey" */
  heading: string
  /** What happened, in a sentence. */
  what: string
  /** What to do when it should not have. */
  undo: string
  action: string
  /** Where it can be undone. */
  accountUrl: string
}

/** Who may do what in an account has changed: so that it does not happen behind anybody's back. */
export const accountChanged: MailTemplate<AccountChanged> = {
  transactional: true,
  subject: (props) => subjectLine(`Security: ${props.heading}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={accountChanged.subject(props)}
      preview={props.undo}
      label="Security"
      heading={props.heading}
      because="You get this because it concerns who can act in your account or for your organization."
      about="security"
    >
      <Paragraph>{`Hi ${props.name},`}</Paragraph>
      <Paragraph>{props.what}</Paragraph>
      <Action href={props.accountUrl}>{props.action}</Action>
      <Note>{props.undo}</Note>
    </MailSheet>
  ),
}
